"""Money: marked as proceeds of crime, and traced."""
