"""Verifies the stored data of the embedded store."""
