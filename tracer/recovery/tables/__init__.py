"""Tables of the statistics: each cell keeps the records behind it."""
