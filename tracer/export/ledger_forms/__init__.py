"""The journal of the ledger in the forms that other programs read: CSV, hledger, beancount."""
