"""Rights of roles, and pseudonyms of protected persons."""
