"""The embedded store: a case in one file, with one writer and any number of readers."""
