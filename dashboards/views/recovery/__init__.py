"""Pages of recovery: assets, orders, payments, totals, statistics."""
