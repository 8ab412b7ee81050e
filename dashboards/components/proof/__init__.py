"""The source row behind a figure, as a person reads it."""
