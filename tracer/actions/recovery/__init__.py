"""Assets to recover: their ties to a suspect, measures, deadlines, totals, and the schedule."""
