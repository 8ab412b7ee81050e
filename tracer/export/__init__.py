"""Writes the case file as documents: PDF and XLSX, each figure footnoted to file and row."""
