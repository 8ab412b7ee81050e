"""Reads the Beneficial Ownership Data Standard (BODS), versions 0.2, 0.3 and 0.4."""
