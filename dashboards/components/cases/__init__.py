"""The components of the page of cases."""
