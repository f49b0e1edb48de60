"""How well a recipe does on patients it has not seen: all of it is learnt again on part of the cohort, many times.

A recipe is a `Learner` (see `core.resampling.learners`); what it does inside is not known here. Nothing learnt here is
kept: the numbers judge the recipe, and the signature that is used is learnt on all training rows elsewhere.
"""
