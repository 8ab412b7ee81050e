"""Proposes a column mapping for a table from its bytes alone; what the table does not show is a question."""
