"""Shapes in the flow of money that are a reason to look, never evidence."""
