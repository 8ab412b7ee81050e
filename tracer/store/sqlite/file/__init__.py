"""The file of a case: opened, locked for one writer, and its failures explained."""
