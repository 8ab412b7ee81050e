"""Source files to rows: strict readers of text, tables, workbooks, JSON and XML. What all importers share."""
