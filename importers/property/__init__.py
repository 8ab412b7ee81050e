"""Who is entered as owner of land and vehicles: property registers."""
