"""The components of the pages of assets."""
