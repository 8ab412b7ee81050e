"""Proposals of a prosecutor's orders: freezing, release, return of property, built from what is on record."""
