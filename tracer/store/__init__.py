"""Keeps the case: one protocol, two stores with one behaviour."""
