"""Who owns and controls companies: beneficial-ownership and shareholder data."""
