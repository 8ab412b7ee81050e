"""The protocols that every store implements."""
