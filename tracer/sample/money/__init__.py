"""The invented money: movements, episodes, statements, and what the prosecutor decides on them."""
