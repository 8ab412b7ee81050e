"""What an office shows its auditors: closed months, the roll-forward of assets and money, the match with the bank."""
