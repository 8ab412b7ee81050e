"""The embedded store: one file, one writer, any number of readers."""
