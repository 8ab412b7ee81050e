"""Registers and records of the proceedings: accounts, persons, inventories, measures, rates, decisions."""
