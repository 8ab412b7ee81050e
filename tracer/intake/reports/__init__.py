"""What is reported of an import or a rebuild, and how it is shown."""
