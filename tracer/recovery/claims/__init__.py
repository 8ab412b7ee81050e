"""Claims of victims: awards, reserves, free money, priority; equity of an item; worksheet of extended confiscation."""
