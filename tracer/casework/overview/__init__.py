"""What a reader of a case sees first: what waits for an act, which months of statements add up, what is new."""
