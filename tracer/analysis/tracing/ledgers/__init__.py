"""The ledger that every method reads: its entries in order, labels, marks, and breaks in statements."""
