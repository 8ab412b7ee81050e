"""The results in the reader's words, line by line."""
