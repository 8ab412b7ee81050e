"""Writes a case as files for neo4j-admin."""
