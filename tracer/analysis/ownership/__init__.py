"""Who owns and who controls a company, through every layer and ring, in exact fractions."""
