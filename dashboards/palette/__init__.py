"""The palette: Ctrl+K on every page finds persons, companies, accounts, assets and pages, and opens them."""
