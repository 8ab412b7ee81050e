"""In which order entries, sources, transfers and views stand, the same in both stores."""
