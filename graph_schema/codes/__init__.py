"""The lists of codes a record may use, one table each: states, purposes, roles, documents, kinds of movement, currencies."""
