"""Orders and their items: transitions, states, reach and share, early sales."""
