"""The files of the sample case, in the form in which banks and registers send them."""
