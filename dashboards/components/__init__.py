"""Pieces that several views show the same way."""
