"""Rules of asset recovery: steps of measures, deadlines, values and totals. Pure functions: time is an argument."""
