"""Parts of a column mapping: its records, what contradicts in it, how it is read from and written as text."""
