"""The reader's language: terms, field words, locators, catalogues."""
