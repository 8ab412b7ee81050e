"""The values of fields, read and written strictly: money, shares, dates, names."""
