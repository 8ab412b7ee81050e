"""Bank and card statements in Open Financial Exchange (OFX, QFX)."""
