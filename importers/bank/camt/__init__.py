"""Bank statements of ISO 20022 (camt)."""
