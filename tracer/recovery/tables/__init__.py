"""Tables of the statistics: one module a table, a method note for each cell, and the rule for small counts."""
