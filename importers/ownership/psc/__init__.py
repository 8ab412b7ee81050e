"""Reads the snapshot of persons with significant control (PSC) of the British register of companies."""
