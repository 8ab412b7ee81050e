"""Commands of recovery: acts, claims, deadlines, documents, ledger, measures, statistics."""
