"""What the case has on record for the fields of a certificate, one module a group of sections."""
