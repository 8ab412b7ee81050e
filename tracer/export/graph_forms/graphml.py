"""The picture as GraphML, which NetworkX, Gephi, yEd and Cytoscape read."""

from __future__ import annotations

from typing import Final

from lxml import etree

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

_SPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA: Final = f"{_SPACE} {_SPACE}/1.0/graphml.xsd"
_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
_KEYS: Final = {
    "graph": {"title": "string", "as_of": "string", "case": "string", "focus": "string", "remarks": "string"},
    "node": {
        "type": "string",
        "caption": "string",
        "state": "string",
        "protected": "boolean",
        "x": "int",
        "y": "int",
        "further": "int",
        "rows": "string",
    },
    "edge": {
        "type": "string",
        "family": "string",
        "directed": "boolean",
        "count": "int",
        "sum": "string",
        "currency": "string",
        "first": "string",
        "last": "string",
        "share": "string",
        "indirect": "string",
        "on_path": "boolean",
        "rows": "string",
    },
}
"""Attributes of the graph, a node, an edge. A sum is text: a reader must not make it a binary fraction."""


def write_graphml(picture: GraphPicture, _language: Language) -> bytes:
    """The picture as one directed graph; ``directed`` false marks a link whose ends may be exchanged.

    Sums are exact decimal numbers, shares exact fractions, rows pairs of SHA-256 and place as JSON.
    Source: GraphML 1.0, graphml.graphdrawing.org.
    """
    root = etree.Element(f"{{{_SPACE}}}graphml", nsmap={None: _SPACE, "xsi": _INSTANCE})  # type: ignore[dict-item]  # lxml: None is the default space
    root.set(f"{{{_INSTANCE}}}schemaLocation", _SCHEMA)
    for part, names in _KEYS.items():
        for name, kind in names.items():
            key = {"id": f"{part}_{name}", "for": part, "attr.name": name, "attr.type": kind}
            etree.SubElement(root, f"{{{_SPACE}}}key", key)
    graph = etree.SubElement(root, f"{{{_SPACE}}}graph", {"id": "picture", "edgedefault": "directed"})
    whole = {
        "title": picture.title,
        "as_of": picture.as_of.isoformat(),
        "case": picture.digest,
        "focus": picture.focus,
        "remarks": "\n".join(picture.remarks),
    }
    _add(graph, "graph", whole)
    for node in picture.nodes:
        _add(etree.SubElement(graph, f"{{{_SPACE}}}node", {"id": node.id}), "node", _node(node))
    for link in picture.links:
        ends = {"id": link.id, "source": link.tail, "target": link.head}
        _add(etree.SubElement(graph, f"{{{_SPACE}}}edge", ends), "edge", _link(link))
    return write_xml(root)


def _node(node: PictureNode) -> dict[str, str]:
    return {
        "type": node.type,
        "caption": node.caption,
        "state": node.state,
        "protected": _flag(node.hidden),
        "x": str(node.x),
        "y": str(node.y),
        "further": str(node.further),
        "rows": plain_rows(node),
    }


def _link(link: PictureLink) -> dict[str, str]:
    return {
        "type": link.type,
        "family": link.family,
        "directed": _flag(link.directed),
        "count": str(link.count),
        "sum": plain_sum(link),
        "currency": plain_currency(link),
        "first": link.first,
        "last": link.last,
        "share": plain_share(link),
        "indirect": link.indirect,
        "on_path": _flag(link.on_path),
        "rows": plain_rows(link),
    }


def _add(element: etree._Element, part: str, values: dict[str, str]) -> None:
    """One data element for each value that is not empty."""
    for name in _KEYS[part]:
        if values[name]:
            data = etree.SubElement(element, f"{{{_SPACE}}}data", {"key": f"{part}_{name}"})
            data.text = plain_text(values[name])


def _flag(value: bool) -> str:
    return "true" if value else "false"
