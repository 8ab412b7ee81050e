"""The rules that both stores share: canonical text, merging, seals, order, search terms."""
