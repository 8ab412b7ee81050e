"""The picture of the statements by account and month: a script that draws cells, and what it is sent."""
