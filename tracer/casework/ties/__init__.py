"""Ties between a suspect and assets: ownership, paths, sentences."""
