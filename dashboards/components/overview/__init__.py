"""The components of the page Overview."""
