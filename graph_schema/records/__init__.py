"""The records of a case with their fields, ids, sources and rules: nodes, links, events, transfers."""
