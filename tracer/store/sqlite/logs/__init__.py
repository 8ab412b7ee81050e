"""The log of the case and its access log."""
