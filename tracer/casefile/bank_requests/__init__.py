"""Requests to a bank for the statements that a case lacks."""
