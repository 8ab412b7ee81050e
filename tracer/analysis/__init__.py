"""Analyses of the case graph; each answer states its records, its method and its limits."""
