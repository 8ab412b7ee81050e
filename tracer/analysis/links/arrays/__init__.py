"""The links of a case as arrays of whole numbers, and the search for the best paths on them."""
