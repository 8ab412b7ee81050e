"""Reads data of the Global Legal Entity Identifier Foundation (GLEIF): entities, relationships, exceptions."""
