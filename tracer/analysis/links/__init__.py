"""How a suspect is linked to an asset: the strongest chains of records that fit in time."""
