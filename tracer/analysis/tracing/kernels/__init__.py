"""Tracing over integer columns: every method as one pass over the ledger, compiled where the machine has a compiler."""
