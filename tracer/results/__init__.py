"""The results that actions return as other programs read them: their JSON form and its schema."""
