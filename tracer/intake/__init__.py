"""Import of files into a case: compares them with the case and writes each in one transaction."""
