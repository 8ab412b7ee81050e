"""Terms: rows of rules, the three calendars, and which terms run."""
