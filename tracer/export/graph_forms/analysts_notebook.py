"""The picture as a chart of i2 Analyst's Notebook in its XML form (ANX)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from graph_schema.records.nodes import NODE_TYPES
from tracer.casefile.picture import GraphPicture, PictureLink, PictureNode
from tracer.export.graph_forms.plain_parts import (
    plain_currency,
    plain_rows,
    plain_share,
    plain_sum,
    plain_text,
    write_xml,
)
from tracer.wording.language import Language
from tracer.wording.looks.link_looks import INDIRECT_LINKS, SHORT_LINKS
from tracer.wording.terms import STATE_WORDS

_ICONS: Final[Mapping[str, str]] = {
    "Person": "Person",
    "Company": "Business",
    "Account": "Account",
    "Property": "House",
    "Vehicle": "Car",
    "Cash": "Cash",
    "Case": "Document",
    "Measure": "Document",
    "Statement": "Document",
}
"""Icons that the program has by these names; the others are drawn as its general icon."""
_GENERAL: Final = "General"
_COLOURS: Final = {"money": 0x4AA316, "ownership": 0x8F6B4F, "control": 0x6B8044, "family": 0x4F6A8D}
"""Colour of a line by family, as the program counts it: blue, green, red."""
_ATTRIBUTES: Final = (
    "node", "state", "protected", "further", "count", "sum", "currency", "first", "last", "share", "link", "rows",
)  # fmt: skip


def write_anx(picture: GraphPicture, language: Language) -> bytes:
    """A chart with one entity a node and one link a link, at the places of the picture.

    Figures are attributes of type text: the program's own number type is a binary fraction. Entities are joined by number
    (EntityId) and identified by the id of the picture (Identity), so that a second chart of the case merges with the first.
    Does not set dates of chart items, because a link states a period and not one moment.
    Source: the elements that i2 Analyst's Notebook writes and reads as .anx; its schema is not published.
    """
    root = etree.Element("Chart", {"IdReferenceLinking": "false"})
    version = {"Major": "8", "Minor": "0", "Point": "0", "Build": "0"}
    etree.SubElement(root, "ApplicationVersion", version)
    strengths = etree.SubElement(root, "StrengthCollection")
    etree.SubElement(strengths, "Strength", {"Name": "Default", "DotStyle": "DotStyleSolid"})
    etree.SubElement(strengths, "Strength", {"Name": "Computed", "DotStyle": "DotStyleDashed"})
    classes = etree.SubElement(root, "AttributeClassCollection")
    for name in _ATTRIBUTES:
        shown = "true" if name in ("state", "share") else "false"
        kind = {"Name": name, "Type": "AttText", "IsUser": "true", "ShowValue": shown, "Visible": shown}
        etree.SubElement(classes, "AttributeClass", kind)
    entity_types = etree.SubElement(root, "EntityTypeCollection")
    for name in dict.fromkeys(node.type for node in picture.nodes):
        kind = {"Name": _node_word(name, language), "IconFile": _ICONS.get(name, _GENERAL)}
        etree.SubElement(entity_types, "EntityType", kind)
    link_types = etree.SubElement(root, "LinkTypeCollection")
    for name, family in dict.fromkeys((_link_word(link, language), link.family) for link in picture.links):
        etree.SubElement(link_types, "LinkType", {"Name": name, "Colour": str(_COLOURS.get(family, 0x94877B))})
    items = etree.SubElement(root, "ChartItemCollection")
    numbers = {node.id: str(place) for place, node in enumerate(picture.nodes, 1)}
    for node in picture.nodes:
        _add_entity(items, node, numbers[node.id], language)
    for link in picture.links:
        _add_link(items, link, numbers, language)
    return write_xml(root)


def _add_entity(items: etree._Element, node: PictureNode, number: str, language: Language) -> None:
    item = etree.SubElement(items, "ChartItem", {"Label": plain_text(node.caption), "XPosition": str(node.x)})
    end = etree.SubElement(item, "End", {"X": str(node.x), "Y": str(node.y), "Z": "0"})
    identity = {"EntityId": number, "Identity": node.id, "LabelIsIdentity": "false"}
    icon = etree.SubElement(etree.SubElement(end, "Entity", identity), "Icon")
    etree.SubElement(icon, "IconStyle", {"Type": _node_word(node.type, language)})
    state = language.text(STATE_WORDS[node.state]) if node.state else ""
    values = {"node": node.id, "state": state, "protected": "true" if node.hidden else ""}
    _add_attributes(item, {**values, "further": str(node.further), "rows": plain_rows(node)})


def _add_link(items: etree._Element, link: PictureLink, numbers: Mapping[str, str], language: Language) -> None:
    amount = "" if link.amount is None else language.money(link.amount.minor, link.amount.currency)
    label = " ".join(filter(None, (_link_word(link, language), plain_share(link), amount)))
    item = etree.SubElement(items, "ChartItem", {"Label": plain_text(label)})
    drawn = etree.SubElement(item, "Link", {"End1Id": numbers[link.tail], "End2Id": numbers[link.head]})
    style = {
        "Strength": "Computed" if link.type == "PaidFor" else "Default",
        "ArrowStyle": "ArrowOnHead" if link.directed else "ArrowNone",
        "Type": _link_word(link, language),
        "MlStyle": "MultiplicityMultiple",
    }
    etree.SubElement(drawn, "LinkStyle", style)
    values = {
        "link": link.id,
        "count": str(link.count),
        "sum": plain_sum(link),
        "currency": plain_currency(link),
        "first": link.first,
        "last": link.last,
        "share": plain_share(link),
        "rows": plain_rows(link),
    }
    _add_attributes(item, values)


def _add_attributes(item: etree._Element, values: Mapping[str, str]) -> None:
    collection = etree.SubElement(item, "AttributeCollection")
    for name in _ATTRIBUTES:
        if values.get(name):
            etree.SubElement(collection, "Attribute", {"AttributeClass": name, "Value": plain_text(values[name])})


def _node_word(name: str, language: Language) -> str:
    return language.text(NODE_TYPES[name].meaning)


def _link_word(link: PictureLink, language: Language) -> str:
    return language.text(INDIRECT_LINKS[link.indirect] if link.indirect else SHORT_LINKS[link.type])
