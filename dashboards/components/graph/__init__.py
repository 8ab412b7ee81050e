"""The components of the page Graph."""
