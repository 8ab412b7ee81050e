"""Traces money through accounts: which part of it came from which source, under a named method."""
