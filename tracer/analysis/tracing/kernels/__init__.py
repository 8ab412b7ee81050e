"""Tracing over integer columns: the rules of the engine in ``run``, compiled where the machine has a compiler for them."""
