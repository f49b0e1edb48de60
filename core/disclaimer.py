"""The sentences every page and export carries; the screens say them in two languages (core/phrases)."""

RESEARCH_ONLY = "Research use only. Not a medical device."
SYNTHESISED = "Super-resolved for research; synthesised detail may not exist; not for reading."
