"""Finds a record of recovery by its id, its number, or the number of its file with a slash and its number."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph_schema.records.merged_records import MergedNode
from tracer.graph.case_graph import CaseGraph


def records_numbered(graph: CaseGraph, text: str, types: Collection[str]) -> list[str]:
    """The ids of the records of these types that this text means; several where files number alike."""
    if text in graph.nodes and graph.nodes[text].type in types:
        return [text]
    number = text.rpartition("/")[2]
    return [
        node.id
        for type_ in types
        for node in graph.nodes_of_type(type_)
        if str(node.props.get("number")) in (text, number) and text in _numbers(graph, node)
    ]


def _numbers(graph: CaseGraph, node: MergedNode) -> Iterator[str]:
    number = str(node.props.get("number"))
    yield number
    for link in graph.links_at(node.id):
        if link.type == "InCase" and link.tail == node.id and link.head in graph.nodes:
            yield f"{graph.nodes[link.head].props.get('number')}/{number}"
