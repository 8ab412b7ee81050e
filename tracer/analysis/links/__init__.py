"""Links between a suspect and an asset: the strongest chains of records that are possible in time."""
