"""A case that is opened for one person: store, rights, protected persons."""
