"""Importers of property registers: the entered owners of land and vehicles."""
