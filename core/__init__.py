"""The computing part of HepaSR: volumes in, features, scores and risks out. It knows no screen and no session."""
