"""Source file to records: one file format a module, strict, nothing guessed, nothing dropped silently."""
