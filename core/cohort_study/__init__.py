"""The path of a cohort from its tables or images to a folder of results; what is done is not done again.

Each stage writes its files and the digest of what it was done with (`core.cohort_study.stages`). What a stage computes
is another room's to know.
"""
