"""Who may do what, and whose name stays hidden."""
