"""Reads MT940 and MT950 customer statements of SWIFT, with the remittance dialects of Romanian and European banks."""
