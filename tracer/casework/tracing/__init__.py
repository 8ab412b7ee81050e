"""Tracing of the whole case: chosen methods, cautions on figures, reconciliation."""
