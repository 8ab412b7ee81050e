"""The parts of the server store."""
