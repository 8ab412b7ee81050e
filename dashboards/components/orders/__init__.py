"""The parts of the page of orders: the fields of the act, the assets, what changes."""
