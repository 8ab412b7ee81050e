"""Where land and buildings lie: localities and counties of Romania with their places on a map."""
