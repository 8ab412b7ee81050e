"""Files of the case: imported, retracted, opened at a row, checked; rows that may be one payment."""
