"""Tracing methods: each says which money of an account leaves first. Everything else is the same for all."""
