"""What a picture shows has one digest, whatever its title, day and places; everything else in it makes another."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from fractions import Fraction

import pytest

from graph_schema.records.merged_records import Evidence
from graph_schema.values.shares import ShareRange
from tests.tracer.export.graph_forms.conftest import LINKS, NODES, make_picture
from tracer.casefile.picture_digest import digest_shown
from tracer.casefile.schedule import Amount

BEFORE = digest_shown(make_picture())
ROWS = (Evidence("c" * 64, "row:9"),)
NODE = {"type": "Company", "caption": "y", "state": "FROZEN", "hidden": True, "further": 3, "rows": ROWS}
PLACES = {"x": 7, "y": 7}
LINK = {
    "type": "Controls", "count": 8, "amount": Amount(8, "EUR"), "first": "2020", "last": "2026",
    "share": ShareRange.exactly(Fraction(1, 7)), "indirect": "stated", "on_path": True, "rows": ROWS,
}  # fmt: skip
ENDS = {"tail": "com-1", "head": "per-1"}


def changed(node=None, link=None, **whole):
    nodes = (replace(NODES[0], **node), *NODES[1:]) if node else NODES
    links = (replace(LINKS[0], **link), *LINKS[1:]) if link else LINKS
    return digest_shown(make_picture(nodes=nodes, links=links, **whole))


@pytest.mark.parametrize("name", NODE)
def test_what_is_read_of_a_node_counts_and_its_place_does_not(name):
    assert changed(node={name: NODE[name]}) != BEFORE
    assert changed(node=PLACES) == BEFORE


@pytest.mark.parametrize("name", [*LINK, *ENDS])
def test_what_is_read_of_a_link_counts(name):
    assert changed(link={name: (LINK | ENDS)[name]}) != BEFORE


def test_every_field_is_spoken_of():
    assert {one.name for one in fields(NODES[0])} == {"id", *NODE, *PLACES}
    # The family follows from the type.
    assert {one.name for one in fields(LINKS[0])} == {"id", "family", *LINK, *ENDS}


def test_title_day_and_fingerprint_do_not_count_while_what_is_left_out_does():
    assert changed(title="x", as_of=date(2030, 1, 1), digest="f" * 64) == BEFORE
    assert changed(remarks=("Only payments from 2020.",)) != BEFORE
    assert changed(focus="com-1") != BEFORE
