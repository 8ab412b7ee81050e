"""What the page of the graph has of a saved view: which one is open, what it shows, and what others did in it."""
