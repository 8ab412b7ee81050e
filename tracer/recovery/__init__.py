"""Rules of asset recovery: the life of a measure, deadlines, values and totals. Pure: time is an argument."""
