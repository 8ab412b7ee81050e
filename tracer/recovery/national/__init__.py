"""Tables of the State: national sheet, cohorts by year of freezing, length of proceedings, charges compared."""
