"""The room where a team's spreadsheets become a cohort: files, columns, missing values, ids, and what is left out.

Every cell is text until a column's role says that it is a number. Nothing is dropped without being named. Models,
signatures and screens are not known here.
"""
