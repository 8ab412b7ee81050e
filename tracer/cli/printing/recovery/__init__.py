"""Prints the answers of the recovery commands."""
