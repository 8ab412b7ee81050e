"""Rules on one case that several actions use: recovery state, ties, tracing, protected persons."""
