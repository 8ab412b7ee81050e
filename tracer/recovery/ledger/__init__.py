"""The money in double entry: classes, templates, lots, balances. Debit is positive, credit negative."""
