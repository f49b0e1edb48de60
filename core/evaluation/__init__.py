"""How well risks separate, agree and serve: ROC curves, tests, thresholds, calibration, decision curves, nomograms.

This room judges what others made. It knows outcomes, scores and one logistic model, but no image, no feature and no
split: whoever calls it chooses which cases to judge, and a curve of training cases is not a validation.
"""
