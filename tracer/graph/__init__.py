"""The case as read-only columns, and the order in which its events were recorded."""
