"""Questions about a traced figure: its ends, the chains and accounts behind it, what was bought with it."""
