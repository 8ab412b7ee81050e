"""What a run is given and what comes of it: inputs, pieces of money, balance sheet, result; one account in Python objects."""
