"""Limits the size of tables and archives: a larger file is refused before it fills the memory. ``source`` limits the file."""

from __future__ import annotations

from typing import Final

ROWS: Final = 2_000_000
"""Largest number of lines of a text table. A row takes about a kilobyte of memory while it is read."""
SHEET_ROWS: Final = 1_048_576
SHEET_COLUMNS: Final = 16_384
CELL_SIGNS: Final = 32_767
"""Limits of a sheet of a workbook (ECMA-376, as in Excel); no program writes more."""
CELLS: Final = 50_000_000
"""Largest number of cells of one table, including empty cells that a workbook omits before other cells."""
LINE_SIGNS: Final = 1_000_000
"""Largest number of characters of one row of a text table."""
TEXT_SIGNS: Final = 1 << 29
"""Largest number of characters of all rows of a table, because a workbook can repeat one long text."""
EXPANDED_BYTES: Final = 1 << 29
"""Largest unpacked size of an archive."""
EXPANSION: Final = 100
"""Largest ratio of unpacked to packed size of an archive that unpacks to more than ``HARMLESS_BYTES``."""
HARMLESS_BYTES: Final = 1 << 25
