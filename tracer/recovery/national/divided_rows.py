"""Makes the cells of a figure from its rows: the whole, and each division, with what is hidden of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tracer.recovery.figures.slice_values import Sums
from tracer.recovery.national.hidden_parts import PartRow, find_hidden, is_small_part
from tracer.recovery.tables.statistic_cell import CountedCell

WHOLE: Final = ""
Place = tuple[str, str]
"""A division and a value in it; both empty for the whole."""


@dataclass(frozen=True, slots=True)
class DividedRow:
    """One row of a figure. ``id``: an item or an act. ``sums``: minor units by currency; None: no value on record.

    ``places``: the value of the row in each division (class, article, office). ``person``: whom a sum rests on.
    """

    id: str
    person: str
    places: Mapping[str, str]
    sums: Sums | None = field(default_factory=dict)

    @property
    def counted(self) -> PartRow:
        """What decides whether the row may be shown."""
        return PartRow(("unvalued",) if self.sums is None else tuple(sorted(self.sums)), self.person)


@dataclass(frozen=True, slots=True)
class DividedFigure:
    """A figure and its rows. ``is_money``: it has a sum beside the number. ``hidden_with``: a group of the other cells."""

    cell: str
    name: str
    rows: Sequence[DividedRow]
    is_money: bool = True
    hidden_with: str = ""


Hidden = frozenset[Place] | None
"""The hidden places of a figure; None: all of them, the whole too."""


def part_code(name: str, place: Place = (WHOLE, WHOLE)) -> str:
    """The code of a part: the figure, then the division and its value."""
    division, value = place
    return f"{name}|{division}={value.replace('|', '/')}" if division else name


def hidden_places(figure: DividedFigure, also: Iterable[Place] = ()) -> Hidden:
    """Which places of this figure are hidden? ``also``: places that others would reveal.

    The whole is the same in every division. If one division cannot keep it, the figure is hidden as a whole.
    """
    if is_small_part([row.counted for row in figure.rows]):
        return None
    found: set[Place] = set()
    asked = set(also)
    for division, parts in _divisions(figure.rows).items():
        first = {value for value in parts if (division, value) in asked}
        hidden = find_hidden({value: [row.counted for row in rows] for value, rows in parts.items()}, first)
        if hidden is None:
            return None
        found |= {(division, value) for value in hidden}
    return frozenset(found)


def figure_cells(figure: DividedFigure, hidden: Hidden) -> Iterator[CountedCell]:
    """The cells of the whole and of each division, by division and value."""
    yield from _cells(figure, part_code(figure.name), figure.rows, is_revealing=hidden is None)
    for division, parts in _divisions(figure.rows).items():
        for value in sorted(parts):
            is_hidden = hidden is None or (division, value) in hidden
            yield from _cells(figure, part_code(figure.name, (division, value)), parts[value], is_revealing=is_hidden)


def divided_cells(figure: DividedFigure) -> Iterator[CountedCell]:
    """The cells of a figure that no other figure would reveal."""
    return figure_cells(figure, hidden_places(figure))


def _divisions(rows: Sequence[DividedRow]) -> dict[str, dict[str, list[DividedRow]]]:
    found: defaultdict[str, defaultdict[str, list[DividedRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for division, value in row.places.items():
            found[division][value].append(row)
    return {division: dict(parts) for division, parts in sorted(found.items())}


def _cells(
    figure: DividedFigure, part: str, rows: Sequence[DividedRow], *, is_revealing: bool
) -> Iterator[CountedCell]:
    ids = tuple(row.id for row in rows)
    unvalued = tuple(row.id for row in rows if row.sums is None)
    cells = [CountedCell(figure.cell, part, "number", "", len(ids), ids, unvalued)]
    if figure.is_money:
        cells += _sums(figure.cell, part, rows)
    return (replace(cell, is_revealing=is_revealing, hidden_with=figure.hidden_with) for cell in cells)


def _sums(cell: str, part: str, rows: Sequence[DividedRow]) -> Iterator[CountedCell]:
    """One sum a currency; one without a currency if no row has a value."""
    currencies = sorted({currency for row in rows for currency in row.sums or ()})
    for currency in currencies:
        chosen = [row for row in rows if row.sums and currency in row.sums]
        value = sum(row.sums[currency] for row in chosen if row.sums)
        names, persons = tuple(row.id for row in chosen), frozenset(row.person for row in chosen)
        yield CountedCell(cell, part, "sum", currency, value, names, (), persons)
    if not currencies:
        names, persons = tuple(row.id for row in rows), frozenset(row.person for row in rows)
        yield CountedCell(cell, part, "sum", "", 0, names, names, persons)
