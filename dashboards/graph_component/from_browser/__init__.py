"""What the browser sends of the graph, checked: acts in their order, nodes put away, wishes about the saved view."""
