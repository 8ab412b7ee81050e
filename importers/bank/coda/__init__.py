"""Bank statements in CODA, the form of Belgian banks."""
