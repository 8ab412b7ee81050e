"""Ties of a suspect to assets: links, owners, bridges."""
