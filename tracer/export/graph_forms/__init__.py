"""Writes a picture of the graph in the forms that other programs and people read, one module a form."""
