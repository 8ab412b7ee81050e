"""Records one order of an authority on many items at once, and shows beforehand what it would change."""
