"""Values of assets and money of measures: valuations, exchange rates, depreciation, receipts."""
