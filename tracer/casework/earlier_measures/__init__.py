"""Reads measures and state changes, the records of the earlier design, as acts on items. Source: recovery rules, b."""
