"""Paths between two nodes: the question and its answer."""
