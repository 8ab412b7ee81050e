"""Tracing methods: each decides which money of an account leaves first. All else is the same for all methods."""
