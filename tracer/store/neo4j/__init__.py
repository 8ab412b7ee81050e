"""The server store: a case as a graph in a Neo4j database."""
