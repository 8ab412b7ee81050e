"""Strict readers of text, tables, workbooks and XML: what all importers share."""
