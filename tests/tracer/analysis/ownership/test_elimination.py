from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tracer.analysis.ownership.elimination import complement_determinant, invert_complement


@st.composite
def leaking_rings(draw):
    """Square matrices of shares whose columns stay below the whole."""
    size = draw(st.integers(1, 6))
    columns = []
    for _ in range(size):
        weights = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size))
        columns.append([Fraction(weight, sum(weights) + draw(st.integers(1, 9))) for weight in weights])
    return [[columns[column][row] for column in range(size)] for row in range(size)]


@given(leaking_rings())
def test_inverse_times_matrix_is_one(shares):
    size = len(shares)
    inverse = invert_complement(shares)
    for row in range(size):
        for column in range(size):
            product = inverse[row][column] - sum(
                inverse[row][middle] * shares[middle][column] for middle in range(size)
            )
            assert product == (row == column)


@given(leaking_rings())
def test_diagonal_is_the_ratio_of_determinants(shares):
    inverse = invert_complement(shares)
    minor = [row[1:] for row in shares[1:]]
    assert inverse[0][0] == complement_determinant(minor) / complement_determinant(shares)


def test_a_ring_that_holds_itself_has_determinant_zero():
    assert complement_determinant([[Fraction(0), Fraction(1)], [Fraction(1), Fraction(0)]]) == 0


def test_literal_determinant():
    half, third = Fraction(1, 2), Fraction(1, 3)
    assert complement_determinant([[Fraction(0), half], [third, Fraction(0)]]) == Fraction(5, 6)
