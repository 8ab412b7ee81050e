"""What the graph draws: nodes and edges as plain dictionaries, ready for the browser."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from tracer.wording.looks.link_looks import EdgeKind as EdgeKind


class GraphNode(TypedDict):
    """One node. Everything in it is sent to the browser: leave out what this reader may not know."""

    id: str
    """Stable: the node keeps its place as long as its id stays."""
    type: str
    """A name of graph_schema.records.nodes.NODE_TYPES: decides shape, colour and icon."""
    name: str
    """Caption under the node, cut at 28 characters; whole in the tooltip and for screen readers."""
    caption: NotRequired[str]
    """Second line, ready to read: a value, a share, a role."""
    state: NotRequired[str]
    """A state of graph_schema.codes.states.STATES: decides ring and mark. Absent: no measure."""
    state_label: NotRequired[str]
    """The state's word in the reader's language, for tooltip and screen reader."""
    hidden: NotRequired[int]
    """How many neighbours are not shown: drawn as "+12". Absent or 0: no badge."""
    protected: NotRequired[bool]
    """A victim or witness: drawn as a shield. ``name`` must already be the pseudonym."""
    focus: NotRequired[bool]
    """The node the question started from: drawn larger."""
    faded: NotRequired[bool]
    """Outside the present filter: drawn pale, at the same position."""
    path: NotRequired[bool]
    """On the chosen path: drawn with an outline, and brought into view."""


class GraphEdge(TypedDict):
    """One edge from ``source`` to ``target``, both ids of shown nodes."""

    id: str
    """Stable and different from every node's id."""
    source: str
    target: str
    kind: EdgeKind
    label: str
    """Ready to read, may be empty."""
    inferred: NotRequired[bool]
    """Concluded by software and not recorded: drawn dashed."""
    faded: NotRequired[bool]
    path: NotRequired[bool]
    """On the chosen path: drawn thick, in the accent colour."""
    holds: NotRequired[list[str]]
    """The ids of the links that one line stands for; a note is written on the first of them."""
