"""The components of the page Files."""
