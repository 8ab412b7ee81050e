"""Questions put to the case graph; each answer names its records, its method and its limits."""
