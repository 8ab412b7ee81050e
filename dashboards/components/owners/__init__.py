"""Parts of the page of owners."""
