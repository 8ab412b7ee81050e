"""How much money can have gone from one account to another, by all payments in their order of time."""
