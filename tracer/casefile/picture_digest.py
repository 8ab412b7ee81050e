"""What tells whether the case still shows a picture as it was drawn."""

from __future__ import annotations

import json
from collections.abc import Iterable

from graph_schema.records.merged_records import Evidence
from graph_schema.records.provenance import digest_bytes
from tracer.casefile.picture import GraphPicture, PictureLink, PictureNode


def digest_shown(picture: GraphPicture) -> str:
    """SHA-256 of what a picture shows and rests on, whatever its title, its day, its places and the fingerprint of the case.

    Two pictures of one question have the same, unless the case shows something else.
    """
    shown = [
        [_node(node) for node in picture.nodes],
        [_link(link) for link in picture.links],
        [picture.focus, *picture.remarks],
    ]
    return digest_bytes(json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode())


def _node(node: PictureNode) -> list[object]:
    return [node.id, node.type, node.caption, node.state, node.hidden, node.further, _rows(node.rows)]


def _link(link: PictureLink) -> list[object]:
    amount = [] if link.amount is None else [link.amount.minor, link.amount.currency]
    stated = [link.id, link.type, link.tail, link.head, link.count, amount, link.first, link.last]
    return [*stated, str(link.share or ""), link.indirect, link.on_path, _rows(link.rows)]


def _rows(rows: Iterable[Evidence]) -> list[list[str]]:
    return [[row.source, row.locator] for row in rows]
