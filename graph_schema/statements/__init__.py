"""Statements of accounts: their rows, balances and chains, and one id for each payment."""
