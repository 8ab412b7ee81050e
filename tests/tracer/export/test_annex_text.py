"""What is said of a picture in the report: rows as spans, the moment, whether it still holds."""

from __future__ import annotations

import pytest

from tracer.export.annex_text import WITHHELD_WORDS, format_moment, format_state, is_wide, join_places
from tracer.wording.language import find_language

EN, RO = find_language("en"), find_language("ro")
AT = "2026-12-01T14:03:00Z"


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ((), ""),
        (("row:2",), "row 2"),
        (("row:2", "row:3", "row:4"), "rows 2 to 4"),
        (("row:2", "row:4", "row:5"), "row 2; rows 4 to 5"),
        (("sheet:A/row:1", "sheet:A/row:2", "sheet:B/row:3"), "sheet A, rows 1 to 2; sheet B, row 3"),
        (("path:/Doc/Ntry[1]", "path:/Doc/Ntry[2]"), "/Doc/Ntry[1]; /Doc/Ntry[2]"),
        (("row:1", "path:/x", "row:2"), "row 1; /x; row 2"),
        (("sheet:A", "row:0", "row:1"), "sheet A; rows 0 to 1"),
    ],
)
def test_rows_that_follow_one_another_are_a_span(places, said):
    assert join_places(places, EN) == said


def test_of_very_many_places_the_first_are_named_and_the_rest_counted():
    said = join_places(tuple(f"row:{2 * number}" for number in range(1, 101)), EN)
    assert said.startswith("row 2; row 4; ") and said.endswith("; row 120; 40 more rows, named in the workbook")
    assert join_places(tuple(f"row:{number}" for number in range(1, 10_001)), EN) == "rows 1 to 10000"


def test_a_moment_is_told_with_its_zone_and_a_day_alone_as_one():
    assert format_moment(AT, EN) == "1 Dec 2026, 14:03:00 UTC"
    assert format_moment("2026-12-01", RO) == "01.12.2026"


def test_a_picture_that_changed_is_said_to_have_changed():
    same, other = (format_state(AT, "", changed=changed, language=EN) for changed in (False, True))
    assert same == "Drawn from the data of 1 Dec 2026, 14:03:00 UTC; the case shows the same today."
    assert other.endswith("what it shows has changed in the case since.")
    assert format_state("2026-12-01", "lost", changed=False, language=EN) == "Drawn from the data of 1 Dec 2026."


def test_every_reason_why_a_picture_is_withheld_is_told_in_both_languages():
    for reason, words in WITHHELD_WORDS.items():
        assert bool(words) is bool(reason)
        if words:
            assert RO.text(words) != EN.text(words) == words


def test_a_picture_is_wide_as_its_size_states():
    head = '<?xml version="1.0"?>\n<svg xmlns="x" width="{}" height="{}" viewBox="0 0 1 1">'
    assert is_wide(head.format(760, 500)) and not is_wide(head.format(760, 760)) and not is_wide("")
