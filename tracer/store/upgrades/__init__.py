"""Stores of an earlier form brought to the form of this program, by numbered steps."""
