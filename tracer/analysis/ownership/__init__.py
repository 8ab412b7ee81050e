"""Ownership and control of companies through all layers and rings, in exact fractions."""
