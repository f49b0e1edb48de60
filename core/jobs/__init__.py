"""Work that outlives a click: super-resolution and extraction in a worker process, watched from any page.

pyradiomics holds the interpreter lock for seconds; in the server's own process it would freeze every other user.
"""
