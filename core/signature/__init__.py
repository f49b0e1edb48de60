"""From a cohort's features to a rad-score: choose features, build the signature, score cases.

Everything learnt here is learnt from `cohort.training` alone. Whether a score is good is judged in `core/evaluation`.
"""
