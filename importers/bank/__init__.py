"""Bank statements to accounts, statements and entries."""
