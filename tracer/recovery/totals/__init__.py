"""The totals of the case by stage, from identified to paid out."""
