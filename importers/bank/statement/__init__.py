"""What every bank statement becomes: accounts, movements, balances and their flags."""
