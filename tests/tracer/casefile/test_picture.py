"""A picture that names a part twice, or a link without its end, is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_schema.errors import WrongValue
from tests.tracer.export.graph_forms.conftest import LINKS, NODES, make_picture


def test_the_parts_are_the_nodes_then_the_links_and_the_rows_are_theirs():
    picture = make_picture()
    assert picture.parts == (*NODES, *LINKS)
    assert picture.rows == {row for part in picture.parts for row in part.rows}
    assert [link.id for link in LINKS if not link.directed] == ["lnk-8"]


@pytest.mark.parametrize(
    "changes",
    [
        {"nodes": (*NODES, NODES[0])},
        {"links": (LINKS[0], LINKS[0])},
        {"links": (replace(LINKS[0], head="com-9"),)},
        {"nodes": (replace(NODES[0], id="a>b"),), "links": ()},
        {"nodes": (replace(NODES[0], id=""),), "links": ()},
        {"nodes": (replace(NODES[0], id="n\n"),), "links": ()},
    ],
    ids=["node twice", "link twice", "no end", "sign", "empty", "line end"],
)
def test_a_picture_that_no_form_could_write_is_refused(changes):
    with pytest.raises(WrongValue):
        make_picture(**changes)
