"""Verifies the stored data of the server store."""
