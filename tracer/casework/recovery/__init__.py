"""Recovery of one case: acts and items on record, their state, claimants, faults of the ledger."""
