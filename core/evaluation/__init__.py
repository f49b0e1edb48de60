"""How well risks separate and serve: ROC curves, DeLong tests, decision curves, nomogram points.

This room judges what others made. It knows outcomes, scores and one logistic model, but no image, no feature and no
split: whoever calls it chooses which cases to judge, and a curve of training cases is not a validation.
"""
