"""The features of pyradiomics, computed only where the region lies: same names, same values, a fraction of the time.

Written from the formulas; pyradiomics is the witness in the tests. It takes a Case and returns numbers by name.
"""

VERSION = "2026.11"
"""Stands in every result; a change that moves a value is a new version."""
