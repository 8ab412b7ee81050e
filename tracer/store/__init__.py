"""Keeps a case: one protocol, and two stores that behave alike."""
