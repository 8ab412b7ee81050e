"""Reads files for a case and compares them with it; nothing is written."""
