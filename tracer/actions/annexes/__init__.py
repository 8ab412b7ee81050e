"""Annexes: pictures of the graph that stand in the report, with their caption and the rows behind them."""
