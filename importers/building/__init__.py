"""Rows of a source file to records: the batch, the parties, registers in table form. What all importers share."""
