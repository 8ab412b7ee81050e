"""Reads of the embedded store."""
