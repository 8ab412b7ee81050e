"""Figures of the recovery: shown states, running terms, slices counted once, cells of a year, small cells."""
