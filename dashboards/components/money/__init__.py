"""The components of the page of money."""
