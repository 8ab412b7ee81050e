"""Bank statements as tables, read through a column mapping."""
