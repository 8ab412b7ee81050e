"""What the picture shows as tables: links, nodes, notes, and all neighbours of a node."""
