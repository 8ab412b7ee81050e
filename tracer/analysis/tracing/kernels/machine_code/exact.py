"""Exact shares of 64-bit amounts without a wider integer and without a float."""

from __future__ import annotations

from typing import Final

from tracer.analysis.tracing.kernels.machine_code.compiled import compiled

LARGEST: Final = 2**61 - 1
"""Largest amount a kernel works with: twice of it still fits into 64 bits with sign."""


@compiled
def share_of(total: int, part: int, whole: int) -> int:
    """What is ``floor(total * part / whole)``, for ``0 <= part <= whole``, ``0 < whole`` and all up to ``LARGEST``?

    Long division of ``total * part`` in digits of as many bits as the remainder leaves free: with r and the next digit c,
    ``r * 2^k + c * part < whole * 2^(k+1)``, which fits into 64 bits. Cost: two divisions for everyday amounts, 61 at most.
    """
    if whole < 1 << 31:
        bits = 31
    elif whole < 1 << 42:
        bits = 20
    elif whole < 1 << 52:
        bits = 10
    else:
        bits = 1
    shift = 0
    while shift < 62 and total >> shift:
        shift += bits
    mask = (1 << bits) - 1
    found = 0
    rest = 0
    while shift:
        shift -= bits
        rest = (rest << bits) + ((total >> shift) & mask) * part
        digit = rest // whole
        rest -= digit * whole
        found = (found << bits) + digit
    return found
