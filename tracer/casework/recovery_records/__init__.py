"""Turns the acts of recovery into the records of a case, and the records of a case into acts."""
