"""What each key of a mapping means, in one sentence: the JSON schema and the documentation take it from here."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

NOTES: Final = MappingProxyType(
    {
        "name": "The name of the mapping, one for each sender and kind of table; a later one of the same name replaces it.",
        "format": "What the rows are: one of the table formats.",
        "version": "The version of the mapping, from 1 on.",
        "encoding": "The encoding of the text; of a workbook it is not used.",
        "header_row": "The row of the header, from 1 on, or the first row of the table if it has no header.",
        "header_rows": "How many rows the header has; the texts of a column are one title, joined by a blank. 0: no header.",
        "delimiter": "The character between two cells; null means a workbook (XLSX).",
        "quote": "The character around a cell that contains the delimiter; null means that it is an ordinary character.",
        "sheet": "The sheet of a workbook by its name, or its position such as #2; null means the only sheet.",
        "decimal_mark": "The character before the decimals of a number: a comma or a point.",
        "group_mark": "The character between groups of three digits; null means none.",
        "negative_forms": "Forms of a negative amount beside a minus sign before it: brackets (1.00), trailing_minus 1.00-.",
        "exponents": "Whether an amount may be written with an exponent; 1.5E+3 is exactly 1500.",
        "amount_units": "Texts before or after an amount that are no part of the number, such as £ or EUR.",
        "share_unit": "What a bare number means as a share: percent (25), permille (250) or a part of the whole (0.25).",
        "date_pattern": "How days are written: YYYY or YY, MM, M or MMM (the name), DD or D, and a time; or STEP.",
        "first_year": "With YY only: the first of the hundred years that two digits can mean; 1950 makes 49 the year 2049.",
        "step_zero": "With STEP only: the day on which step 0 begins, such as 2017-01-01.",
        "step_hours": "With STEP only: how many hours a step lasts.",
        "nulls": "Texts that mean an empty cell, such as -, N/A or NULL.",
        "columns": "Field -> title of its column, or its position: #3, or #3 Title to check the title too.",
        "joined": "Field -> several columns whose texts are its value, in this order.",
        "file_values": "Field -> a cell above the header that states it for the whole file.",
        "constants": "Field -> value of every row.",
        "codes": "Field -> text of the cell -> its meaning; a row with another text is rejected.",
        "code_defaults": "Field -> meaning of every text that codes does not list.",
        "defaults": "Field -> value where the cell is empty.",
        "ignored": "Columns that are not read; a column that stands nowhere in the mapping stops the import.",
        "footers": "Texts with which the first cell of a closing row begins; nothing but such rows may come after one.",
    }
)
"""Key of a mapping -> its meaning, in the order of the documentation."""
JOINED_NOTES: Final = MappingProxyType(
    {
        "columns": "The columns, two or more, by title or position.",
        "by": "The text between two of them.",
    }
)
CELL_NOTES: Final = MappingProxyType(
    {
        "row": "The row of the cell, from 1 on, above the header.",
        "column": "The column of the cell, from 1 on.",
        "after": "The text with which the cell begins and that is no part of the value.",
        "until": "The text before which the value ends.",
    }
)
