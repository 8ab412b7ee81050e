"""The invented persons, companies, accounts, assets and measures."""
