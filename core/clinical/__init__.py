"""What the clinic measures and names: response by mRECIST, agreement of readers, liver scores, baseline tables.

This room knows lesion sizes, laboratory values and readings. It knows no image but the two masks it compares, no
feature and no model.
"""
