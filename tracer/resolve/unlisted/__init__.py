"""Finds rows of one statement that another statement, which covers their day, does not list."""
