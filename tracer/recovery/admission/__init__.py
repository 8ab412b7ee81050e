"""Checks each act before it counts: refused with a code, or accepted with flags."""
