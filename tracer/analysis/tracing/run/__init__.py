"""One run of the engine over a ledger: accounts, pieces of money, checks, result."""
