"""The commands, one module a family: each reads its arguments, calls one action and prints the result."""
