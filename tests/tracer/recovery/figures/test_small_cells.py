"""Hidden counts: none can be computed from what is published."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tracer.recovery.figures.small_cells import PublishedTable, hide_small_cells

TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=4)
)


def test_the_worked_tables() -> None:
    first = hide_small_cells([[12, 3, 9], [7, 20, 0], [30, 8, 15]], 5)
    assert first.cells == ((12, None, None), (7, 20, 0), (30, None, None))
    assert (first.row_totals, first.column_totals, first.total) == ((24, 27, 53), (49, 31, 24), 104)
    second = hide_small_cells([[2, 0], [0, 11], [6, 4]], 5)
    assert second.cells == ((None, 0), (0, None), (None, None))
    assert (second.row_totals, second.column_totals, second.total) == ((None, None, 10), (8, 15), None)


@given(TABLES)
def test_what_is_shown_is_true_and_no_small_count_is_shown(rows: list[list[int]]) -> None:
    found = hide_small_cells(rows, 5)
    for row, shown in zip(rows, found.cells, strict=True):
        assert all(cell == count for count, cell in zip(row, shown, strict=True) if cell is not None)
        assert all(cell is None for count, cell in zip(row, shown, strict=True) if 0 < count < 5)


@given(TABLES)
def test_nothing_small_means_nothing_hidden(rows: list[list[int]]) -> None:
    found = hide_small_cells([[5 * count for count in row] for row in rows], 5)
    assert found.total == 5 * sum(map(sum, rows))
    assert not any(cell is None for row in found.cells for cell in row)


@given(TABLES)
def test_no_hidden_count_can_be_computed_from_what_is_published(rows: list[list[int]]) -> None:
    found = hide_small_cells(rows, 5)
    unknown, equations = equations_of(found)
    for name in unknown:
        if name[0] == "cell":
            assert not determined(name, unknown, equations), (name, found)


def test_one_cell_between_two_pairs_of_rows_is_not_left_computable() -> None:
    rows = [[1, 1, 9, 9], [1, 2, 9, 9], [9, 9, 1, 1], [9, 9, 2, 1]]
    unknown, equations = equations_of(hide_small_cells([*rows[:1], [1, 2, 3, 9], *rows[2:]], 5))
    assert not any(determined(name, unknown, equations) for name in unknown if name[0] == "cell")


def equations_of(table: PublishedTable) -> tuple[list[tuple], list[dict[tuple, int]]]:
    """Unknowns, and equations as coefficients of the unknowns (the known side does not matter)."""
    height, width = len(table.cells), len(table.cells[0])
    unknown: list[tuple] = [
        ("cell", r, c) for r, c in product(range(height), range(width)) if table.cells[r][c] is None
    ]
    unknown += [("row", r) for r in range(height) if table.row_totals[r] is None]
    unknown += [("column", c) for c in range(width) if table.column_totals[c] is None]
    unknown += [("total",)] if table.total is None else []
    return unknown, [{name: k for name, k in row.items() if name in unknown} for row in _sums(height, width)]


def _sums(height: int, width: int) -> Iterator[dict[tuple, int]]:
    for r in range(height):
        yield {**{("cell", r, c): 1 for c in range(width)}, ("row", r): -1}
    for c in range(width):
        yield {**{("cell", r, c): 1 for r in range(height)}, ("column", c): -1}
    yield {**{("row", r): 1 for r in range(height)}, ("total",): -1}
    yield {**{("column", c): 1 for c in range(width)}, ("total",): -1}


def determined(name: tuple, unknown: list[tuple], equations: list[dict[tuple, int]]) -> bool:
    """Is the unknown the same in every solution: does adding it as an equation leave the rank as it is?"""
    return rank([*equations, {name: 1}], unknown) == rank(equations, unknown)


def rank(equations: list[dict[tuple, int]], unknown: list[tuple]) -> int:
    rows = [[Fraction(row.get(name, 0)) for name in unknown] for row in equations]
    found = 0
    for column in range(len(unknown)):
        pivot = next((place for place in range(found, len(rows)) if rows[place][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for place in range(found + 1, len(rows)):
            factor = rows[place][column] / rows[found][column]
            rows[place] = [a - factor * b for a, b in zip(rows[place], rows[found], strict=True)]
        found += 1
    return found
