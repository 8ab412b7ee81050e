"""Joins records that describe the same thing: candidates, reasons, and the decisions of persons."""
