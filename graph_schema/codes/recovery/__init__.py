"""The lists of codes of orders, items, appeals, sales, claims, certificates, postings and notices, one table each."""
