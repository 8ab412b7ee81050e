"""The kinds of node, link and event, with their fields, and the fields that several kinds share."""
