"""How a signature came about and what it is worth, as charts. Each takes results and words; none estimates anything.

The words come as a mapping, whose keys each function lists, already in the reader's language.
"""
