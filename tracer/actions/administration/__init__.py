"""A whole case: copied, written as files for a server, rebuilt, upgraded, served on screens."""
