"""Words of recovery: claims, controls, ledger, terms, statutes."""
