"""Exact elimination on I - A, where A has the shares that the companies of one ring hold in one another."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

Matrix = Sequence[Sequence[Fraction]]


def invert_complement(shares: Matrix) -> tuple[tuple[Fraction, ...], ...]:
    """What is (I - A)^-1, the sum of all walks round a ring? ``shares[i][j]`` is i's share of j.

    Fraction-free: whole numbers only, each division without remainder. I - A is an M-matrix, all its leading
    minors are positive, so no rows are ever exchanged.
    Requires that the ring has an owner outside (I - A is not singular).
    Cost: 2 n^3 multiplications of whole numbers as long as the determinant.
    Source: E. H. Bareiss, Mathematics of Computation 22 (1968) 565-578.
    """
    size = len(shares)
    rows, scales = _whole_rows(shares)
    for index, row in enumerate(rows):
        row.extend(scales[index] if column == index else 0 for column in range(size))
    determinant = _eliminate(rows, size)
    return tuple(tuple(Fraction(value, determinant) for value in row[size:]) for row in rows)


def complement_determinant(shares: Matrix) -> Fraction:
    """What is the determinant of I - A? One for an empty matrix; zero for a ring without outside owner."""
    if not shares:
        return Fraction(1)
    rows, scales = _whole_rows(shares)
    scale = 1
    for factor in scales:
        scale *= factor
    return Fraction(_eliminate(rows, len(rows)), scale)


def _whole_rows(shares: Matrix) -> tuple[list[list[int]], list[int]]:
    rows: list[list[int]] = []
    scales: list[int] = []
    for index, row in enumerate(shares):
        scale = lcm(*(share.denominator for share in row))
        rows.append(
            [
                (scale if column == index else 0) - share.numerator * (scale // share.denominator)
                for column, share in enumerate(row)
            ]
        )
        scales.append(scale)
    return rows, scales


def _eliminate(rows: list[list[int]], size: int) -> int:
    """Turn the left ``size`` columns into determinant * I, in place; returns the determinant."""
    previous = 1
    for step in range(size):
        lead = rows[step]
        pivot = lead[step]
        if pivot == 0:
            return 0
        for index, row in enumerate(rows):
            if index == step:
                continue
            factor = row[step]
            if factor:
                rows[index] = [
                    (value * pivot - factor * other) // previous for value, other in zip(row, lead, strict=True)
                ]
            else:
                rows[index] = [value * pivot // previous for value in row]
        previous = pivot
    return previous
