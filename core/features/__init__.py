"""From a case to its radiomic features: the only room that knows pyradiomics.

It takes a Case and returns a FeatureTable. It knows nothing of super-resolution, outcomes or models.
"""
