"""What was written as GraphML, NetworkX reads back: the same nodes, links, sums, shares and rows."""

from __future__ import annotations

import io
import json

import networkx as nx
from hypothesis import given, settings
from lxml import etree

from graph_schema.values.money import format_plain, parse_amount
from tests.tracer.export.graph_forms.conftest import any_text, make_picture, spoil
from tracer.export.graph_forms.graphml import write_graphml
from tracer.export.graph_forms.plain_parts import plain_text
from tracer.wording.language import find_language

EN = find_language("en")
SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def read(picture):
    return nx.read_graphml(io.BytesIO(write_graphml(picture, EN)), force_multigraph=True)


def test_every_node_is_read_back():
    picture = make_picture()
    graph = read(picture)
    assert list(graph.nodes) == [node.id for node in picture.nodes]
    for node in picture.nodes:
        found = graph.nodes[node.id]
        assert (found["type"], found["caption"], found.get("state", "")) == (node.type, node.caption, node.state)
        assert (found["protected"], found["x"], found["y"], found["further"]) == (
            node.hidden,
            node.x,
            node.y,
            node.further,
        )
        assert json.loads(found["rows"]) == [[row.source, row.locator] for row in node.rows]


def test_every_link_is_read_back_with_its_exact_figures():
    picture = make_picture()
    found = {key: (tail, head, data) for tail, head, key, data in read(picture).edges(keys=True, data=True)}
    assert set(found) == {link.id for link in picture.links}
    for link in picture.links:
        tail, head, data = found[link.id]
        assert (tail, head, data["type"], data["count"]) == (link.tail, link.head, link.type, link.count)
        assert (data.get("first", ""), data.get("last", ""), data["on_path"]) == (link.first, link.last, link.on_path)
        assert data.get("share", "") == ("" if link.share is None else str(link.share))
        assert data["directed"] is (link.family != "family")
        assert json.loads(data["rows"]) == [[row.source, row.locator] for row in link.rows]
        if link.amount is None:
            assert "sum" not in data
        else:
            assert isinstance(data["sum"], str)
            minor = parse_amount(data["sum"], data["currency"], decimal_mark=".")
            assert (minor, data["currency"]) == (link.amount.minor, link.amount.currency)
            assert data["sum"] == format_plain(link.amount.minor, link.amount.currency)


@settings(max_examples=25)
@given(text=any_text)
def test_any_caption_is_read_back_with_its_steering_signs_made_visible(text):
    # XML has one line end, and NetworkX leaves out blanks around a value.
    shown = plain_text(text).replace("\r\n", "\n").strip()
    captions = {" ".join(str(data.get("caption", "")).split()) for _, data in read(spoil(text)).nodes(data=True)}
    assert captions == {" ".join(shown.split())}


def test_the_file_is_valid_by_the_rules_of_the_schema():
    """Keys first, each used key declared for its part, ids once, ends known, a value of the declared type."""
    root = etree.fromstring(write_graphml(make_picture(), EN))
    keys = {key.get("id"): key for key in root.iter(f"{SPACE}key")}
    tags = [child.tag for child in root]
    assert tags == [f"{SPACE}key"] * len(keys) + [f"{SPACE}graph"]
    graph = root[-1]
    ids = [part.get("id") for part in graph if part.tag != f"{SPACE}data"]
    nodes = {part.get("id") for part in graph.iter(f"{SPACE}node")}
    assert len(set(ids)) == len(ids)
    assert graph.get("edgedefault") == "directed"
    for part in (graph, *graph.iter(f"{SPACE}node", f"{SPACE}edge")):
        named = [data.get("key") for data in part if data.tag == f"{SPACE}data"]
        assert len(set(named)) == len(named)
        for data in part.iterchildren(f"{SPACE}data"):
            key = keys[data.get("key")]
            assert f"{SPACE}{key.get('for')}" == part.tag
            kind = key.get("attr.type")
            assert kind in ("string", "int", "boolean")
            assert kind != "boolean" or data.text in ("true", "false")
            assert kind != "int" or str(int(data.text)) == data.text
    for edge in graph.iter(f"{SPACE}edge"):
        assert {edge.get("source"), edge.get("target")} <= nodes
