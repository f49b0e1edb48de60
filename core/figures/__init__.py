"""Charts and slice pictures, made from results and words; where they are shown is not known here."""
