"""Records to case file: stores, analysis, recovery, exports, and what a person can do with them."""
