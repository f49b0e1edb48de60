"""Filters of features, one idea each, as scikit-learn selectors: each learns from the rows it is fitted on alone.

Each works by itself in a `sklearn.pipeline.Pipeline` too. Their order in a signature stands in `shortlist`.
"""
