"""Reads of the server store."""
