"""The server: connection, its errors, the database of a case, the two logs in it."""
