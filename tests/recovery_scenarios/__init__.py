"""Runs recovery scenarios of a file: acts one after the other, then the questions, against the expected answers."""
