"""Reads the top of a table through a mapping: its header, the values above it, and where each field stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph_schema.errors import WrongValue
from graph_schema.messages import Message
from importers.contract import UnreadableFile
from importers.mapping import ColumnMapping
from importers.mapping_parts.addresses import find_column
from importers.parsing.grid import GridRow


@dataclass(frozen=True, slots=True)
class TableTop:
    """``titles`` of the columns: the rows of the header joined by a blank, or ``#1``, ``#2`` … without a header.

    ``above``: number of a row above the header -> its cells. ``below``: rows of the table that were read already.
    """

    titles: tuple[str, ...]
    above: Mapping[int, tuple[str, ...]] = field(hash=False)
    below: tuple[GridRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedField:
    """A field with the indices of its columns. ``other``: the meaning of a text that ``codes`` does not list."""

    name: str
    title: str
    columns: tuple[int, ...]
    by: str
    nulls: frozenset[str]
    codes: Mapping[str, str] | None
    other: str | None
    default: str

    def text(self, cells: tuple[str, ...]) -> str:
        """The text of this field in a row, empty for a text that means an empty cell."""
        if len(self.columns) == 1:
            found = cells[self.columns[0]]
            return "" if found in self.nulls else found
        return self.by.join(text for index in self.columns if (text := cells[index]) and text not in self.nulls)


def read_top(grid: Iterator[GridRow], mapping: ColumnMapping, name: str) -> TableTop:
    """The header of the table and the rows above it; ``grid`` then stands behind them. ``name``: of the file.

    Raises: UnreadableFile if the file ends before.
    """
    above: dict[int, tuple[str, ...]] = {}
    header: list[GridRow] = []
    for line in grid:
        if line.number < mapping.header_row:
            above[line.number] = line.cells
        elif not mapping.header_rows:
            if not line.blank:
                return TableTop(tuple(f"#{number}" for number in range(1, len(line.cells) + 1)), above, (line,))
        else:
            header.append(line)
            if line.number == mapping.last_header_row:
                return TableTop(_titles(header), above)
    raise UnreadableFile(
        "{file} ends before row {row}, the header row of the mapping. Correct header_row in the mapping.",
        file=name,
        row=max(mapping.header_row, mapping.last_header_row),
    )


def find_unlike_row(top: TableTop, mapping: ColumnMapping) -> Message | None:
    """Without a header: why does the first row not fit the mapping? Its days must be days in the pattern of the mapping.

    None: it fits, or the table has a header, which is what is compared.
    """
    for line in () if mapping.header_rows else top.below:
        for placed in place_fields(top.titles, mapping):
            text = placed.text(line.cells)
            if not placed.name.endswith("_date") or not text:
                continue
            try:
                mapping.date_form.read(text)
            except WrongValue as error:
                return error.sentence
    return None


def place_fields(titles: tuple[str, ...], mapping: ColumnMapping) -> tuple[PlacedField, ...]:
    """Where does each field stand? All addresses of the mapping must be among these titles."""
    named: list[tuple[str, tuple[str, ...], str]] = [(name, (title,), " ") for name, title in mapping.columns.items()]
    named += [(name, parts.columns, parts.by) for name, parts in mapping.joined.items()]
    nulls = frozenset(mapping.nulls)
    placed = []
    for name, addresses, by in named:
        columns = tuple(index for address in addresses if (index := find_column(titles, address)) is not None)
        placed.append(
            PlacedField(
                name,
                ", ".join(titles[index] for index in columns),
                columns,
                by,
                nulls,
                mapping.codes.get(name),
                mapping.code_defaults.get(name),
                mapping.defaults.get(name, ""),
            )
        )
    return tuple(placed)


def file_values(top: TableTop, mapping: ColumnMapping, name: str) -> dict[str, str]:
    """The values that the mapping takes from cells above the header, empty ones left out.

    Raises: UnreadableFile if a cell is not there, or does not begin as the mapping states.
    """
    found: dict[str, str] = {}
    for field_name, cell in mapping.file_values.items():
        cells = top.above.get(cell.row, ())
        text = cells[cell.column - 1] if cell.column <= len(cells) else None
        if (
            text is None
            or not text.startswith(cell.after)
            or (cell.until and cell.until not in text[len(cell.after) :])
        ):
            raise UnreadableFile(
                "{file}, row {row}, cell {cell}: {value!r} does not state {field} as the mapping {mapping!r} expects it "
                "(after {after!r}, until {until!r}). Correct file_values in the mapping, or declare the value for this file.",
                file=name,
                row=cell.row,
                cell=cell.column,
                value=(text or "")[:60],
                field=field_name,
                mapping=mapping.name,
                after=cell.after,
                until=cell.until,
            )
        value = text[len(cell.after) :]
        value = (value.partition(cell.until)[0] if cell.until else value).strip()
        if value and value not in mapping.nulls:
            found[field_name] = value
    return found


def _titles(header: list[GridRow]) -> tuple[str, ...]:
    if len(header) == 1:
        return header[0].cells
    width = max(len(line.cells) for line in header)
    padded = [(*line.cells, *[""] * (width - len(line.cells))) for line in header]
    return tuple(" ".join(part for part in parts if part) for parts in zip(*padded, strict=True))
