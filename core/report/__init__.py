"""What leaves the software: one case as plain values and tables. Every export carries the disclaimer."""
