"""The stored form of records in the graph: the record of each source, and the display properties."""
