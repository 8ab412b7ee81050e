"""One transaction of the server store: a unit of work that is flushed at once."""
