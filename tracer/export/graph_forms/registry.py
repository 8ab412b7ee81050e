"""The forms in which a picture of the graph is written, one row each; the command line and the screens offer what stands here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from tracer.casefile.picture import GraphPicture
from tracer.export.graph_forms.analysts_notebook import write_anx
from tracer.export.graph_forms.csv_tables import write_csv_tables
from tracer.export.graph_forms.followthemoney import NO_SCHEMA, write_followthemoney
from tracer.export.graph_forms.graphml import write_graphml
from tracer.export.graph_forms.png import write_png
from tracer.export.graph_forms.svg import write_svg
from tracer.wording.language import Language


@dataclass(frozen=True, slots=True)
class GraphForm:
    """One form. ``suffix``: the ending of its files. ``label``: what a button to get it says, a gettext key.

    ``lacks``: types of nodes and links for which the form has no word; they are left out, with the links of such nodes.
    """

    name: str
    suffix: str
    media_type: str
    label: str
    write: Callable[[GraphPicture, Language], bytes]
    lacks: frozenset[str] = frozenset()

    def count_left_out(self, picture: GraphPicture) -> tuple[tuple[str, int], ...]:
        """How many nodes and links of each type does a file of this form not hold?"""
        gone = {node.id for node in picture.nodes if node.type in self.lacks}
        types = [node.type for node in picture.nodes if node.id in gone]
        types += [link.type for link in picture.links if link.type in self.lacks or {link.tail, link.head} & gone]
        return tuple(sorted(Counter(types).items()))


GRAPH_FORMS: Final[tuple[GraphForm, ...]] = (
    GraphForm("svg", ".svg", "image/svg+xml", N_("Picture, SVG"), write_svg),
    GraphForm("png", ".png", "image/png", N_("Picture, PNG"), write_png),
    GraphForm("graphml", ".graphml", "application/xml", N_("Network, GraphML"), write_graphml),
    GraphForm("csv", ".zip", "application/zip", N_("Tables, CSV"), write_csv_tables),
    GraphForm("anx", ".anx", "application/xml", N_("Chart, i2 Analyst's Notebook"), write_anx),
    GraphForm("ftm", ".jsonl", "application/x-ndjson", N_("Entities, FollowTheMoney"), write_followthemoney, NO_SCHEMA),
)


def read_graph_form(name: str) -> GraphForm:
    """Which form has this name? Raises WrongUse for an unknown one."""
    for form in GRAPH_FORMS:
        if form.name == name:
            return form
    known = ", ".join(form.name for form in GRAPH_FORMS)
    raise WrongUse("There is no form {form}; known are {known}.", form=name, known=known)


def graph_form_of_file(path: Path) -> GraphForm:
    """Which form does the ending of this file name? Raises WrongUse for an ending that no form has."""
    for form in GRAPH_FORMS:
        if form.suffix == path.suffix.lower():
            return form
    endings = ", ".join(form.suffix for form in GRAPH_FORMS)
    raise WrongUse("{target}: the ending must be one of: {endings}.", target=path, endings=endings)
