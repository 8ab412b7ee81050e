"""Saved views of the case graph: what lies where in a picture, and what is noted beside it."""
