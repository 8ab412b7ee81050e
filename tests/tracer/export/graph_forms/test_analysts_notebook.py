"""A chart for i2 Analyst's Notebook: ids once, ends known, types and attributes declared, figures read back.

Not tested: whether the program itself opens it; none is at hand, and its schema is not published.
"""

from __future__ import annotations

import json

from hypothesis import given, settings
from lxml import etree

from graph_schema.values.money import parse_amount
from tests.tracer.export.graph_forms.conftest import any_text, make_picture, spoil
from tracer.export.graph_forms.analysts_notebook import write_anx
from tracer.export.graph_forms.plain_parts import plain_text
from tracer.wording.language import find_language

EN = find_language("en")


def chart(picture):
    return etree.fromstring(write_anx(picture, EN))


def attributes(item):
    return {one.get("AttributeClass"): one.get("Value") for one in item.iter("Attribute")}


def check(root):
    """Raises AssertionError where a part names something that is not declared."""
    entities = [entity for entity in root.iter("Entity")]
    for name in ("EntityId", "Identity"):
        assert len({entity.get(name) for entity in entities}) == len(entities)
    numbers = {entity.get("EntityId") for entity in entities}
    declared = {
        tag: [one.get("Name") for one in root.iter(tag)]
        for tag in ("EntityType", "LinkType", "AttributeClass", "Strength")
    }
    assert all(len(set(names)) == len(names) for names in declared.values())
    assert {icon.get("Type") for icon in root.iter("IconStyle")} <= set(declared["EntityType"])
    assert {one.get("AttributeClass") for one in root.iter("Attribute")} <= set(declared["AttributeClass"])
    for style in root.iter("LinkStyle"):
        assert style.get("Type") in declared["LinkType"] and style.get("Strength") in declared["Strength"]
        assert style.get("ArrowStyle") in ("ArrowNone", "ArrowOnHead")
    for link in root.iter("Link"):
        assert {link.get("End1Id"), link.get("End2Id")} <= numbers
    assert [child.tag for child in root] == [
        "ApplicationVersion", "StrengthCollection", "AttributeClassCollection", "EntityTypeCollection", "LinkTypeCollection",
        "ChartItemCollection",
    ]  # fmt: skip
    assert all(len(item.findall("End")) + len(item.findall("Link")) == 1 for item in root.iter("ChartItem"))


def test_every_part_is_declared_and_every_end_is_there():
    check(chart(make_picture()))


@settings(max_examples=25)
@given(text=any_text)
def test_it_is_so_whatever_the_names_are_and_labels_are_read_back(text):
    root = chart(spoil(text))
    check(root)
    assert {item.get("Label") for item in root.iter("ChartItem") if item.find("End") is not None} == {plain_text(text)}


def test_nodes_links_and_figures_are_read_back():
    picture = make_picture()
    items = list(chart(picture).iter("ChartItem"))
    nodes, links = items[: len(picture.nodes)], items[len(picture.nodes) :]
    numbers = {}
    for item, node in zip(nodes, picture.nodes, strict=True):
        entity, end = next(item.iter("Entity")), item.find("End")
        numbers[entity.get("EntityId")] = node.id
        assert (entity.get("Identity"), item.get("Label")) == (node.id, node.caption)
        assert (end.get("X"), end.get("Y"), item.get("XPosition")) == (str(node.x), str(node.y), str(node.x))
        assert json.loads(attributes(item)["rows"]) == [[row.source, row.locator] for row in node.rows]
    for item, link in zip(links, picture.links, strict=True):
        joined, found = item.find("Link"), attributes(item)
        assert (numbers[joined.get("End1Id")], numbers[joined.get("End2Id")]) == (link.tail, link.head)
        assert (found["link"], found["count"], found.get("share", "")) == (
            link.id,
            str(link.count),
            "" if link.share is None else str(link.share),
        )
        if link.amount is not None:
            assert parse_amount(found["sum"], found["currency"], decimal_mark=".") == link.amount.minor
        assert (found.get("first", ""), found.get("last", "")) == (link.first, link.last)
        assert json.loads(found["rows"]) == [[row.source, row.locator] for row in link.rows]
