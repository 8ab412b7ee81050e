"""What one source says twice: fields may come in, none may change."""

from __future__ import annotations

import pytest

from tracer.store.semantics.conflicts import add_fields


@pytest.mark.parametrize(
    ("before", "stated", "differing", "together"),
    [
        (None, {"name": "A"}, [], {"name": "A"}),
        (None, {}, [], {}),
        ({}, {}, [], None),
        ({"name": "A"}, {"name": "A"}, [], None),
        ({"name": "A"}, {}, [], None),
        ({"name": "A"}, {"name": "A", "born": "1990"}, [], {"name": "A", "born": "1990"}),
        ({"name": "A"}, {"born": "1990"}, [], {"name": "A", "born": "1990"}),
        ({"name": "A", "minor": "no"}, {"name": "B", "minor": "no", "born": "1990"}, ["name"], None),
    ],
)
def test_fields_of_one_source_come_together(before, stated, differing, together):
    assert add_fields(before, stated) == (differing, together)
