"""The acts of a recovery: typed records, the facts that follow from them, and the codes of refusals and flags."""
