"""The terms that run on a measure, and when they end."""
