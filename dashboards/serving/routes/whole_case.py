"""Answers with the whole case as an overview: short lists of numbers, so that ten thousand nodes are half a megabyte."""

from __future__ import annotations

from typing import Final

from dashboards.serving.routes.asked import Answer, Asked
from tracer.actions.case_graph.whole.whole_case import draw_whole

_PROTECTED: Final = "protected"


def answer_whole(asked: Asked) -> Answer:
    """``nodes``: id, place of the kind in ``kinds``, x, y, place of the group, number of neighbours, caption.

    ``links``: pairs of places in ``nodes``. ``groups``: caption of the middle, x, y, radius, number of nodes. ``total``: how
    many nodes the case has; ``left_out``: how many pairs of neighbours are not among the links.
    """
    found = draw_whole(asked.session)
    kinds = sorted({_PROTECTED if point.hidden else point.type for point in found.points})
    number = {kind: place for place, kind in enumerate(kinds)}
    return {
        "kinds": kinds,
        "nodes": [
            [
                point.id,
                number[_PROTECTED if point.hidden else point.type],
                point.x,
                point.y,
                point.group,
                point.links,
                point.caption,
            ]
            for point in found.points
        ],
        "links": [list(line) for line in found.lines],
        "groups": [[group.hub, group.x, group.y, group.radius, group.size] for group in found.groups],
        "total": found.total,
        "left_out": found.left_out,
    }
