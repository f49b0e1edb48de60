"""The demonstration cohort: simulated patients, phantom images, and the true pipeline run on both.

Nothing here stands for a real patient. `clinical` draws the table, `phantom` the image of one patient, `build` runs the
pipeline over all of them, `read` opens what it made without loading a network.
"""
