"""Lists of the recovery: the terms that run, the claims and what they reserve, and the calendar of the terms."""
