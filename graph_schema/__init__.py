"""What may be said: records, their fields and rules. Pure: no files, no clock, no chance."""
