"""Compares names: which two spellings can be the same person or company, and why."""
