"""From scores and clinical values to the risk of the event: fit, predict, and say whether the case is like those seen.

Whether a risk is good is judged in `core/evaluation`. Predicting imports numpy and pandas alone.
"""
