"""Importers of beneficial-ownership and shareholder data."""
