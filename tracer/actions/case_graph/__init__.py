"""The graph of the case: searched, opened, expanded, queried; who stands behind a pseudonym."""
