"""One transaction of the embedded store."""
