"""Writes the records of a file to the case, each file and each act once."""
