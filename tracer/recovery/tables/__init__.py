"""Tables of the statistics: each cell keeps the records behind it, has a method note, and obeys the rule for small counts."""
