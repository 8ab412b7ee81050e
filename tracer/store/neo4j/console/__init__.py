"""The read-only query console of the server store."""
