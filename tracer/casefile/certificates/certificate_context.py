"""What every field of one document is filled from: the items on a day, their order, the veil, the footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph_schema.codes.code_rows import CodeRow
from graph_schema.records.merged_records import Evidence, MergedNode
from tracer.access.pseudonyms import Veil
from tracer.casefile.certificates.filled_certificate import FilledValue
from tracer.casefile.schedule import Notebook
from tracer.casework.earlier_measures.reading import source_record
from tracer.casework.evidence_lines import caption
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.abroad import CertificateAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, OrderAct
from tracer.wording.language import Language

ISSUING_STATE = "RO"


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """Items of one file as one reader may see them on one day.

    ``places``: id of a record -> the places in the sources that state it. ``notes`` numbers the footnotes.
    """

    case: str
    items: tuple[ItemAct, ...]
    facts: RecoveryFacts
    graph: CaseGraph
    day: date
    language: Language
    veil: Veil
    notes: Notebook
    places: Mapping[str, tuple[Evidence, ...]] = field(hash=False)

    @property
    def assets(self) -> tuple[str, ...]:
        """The assets that the items cover, each once."""
        return tuple(dict.fromkeys(item.asset for item in self.items if item.asset is not None))

    def node(self, id_: str | None) -> MergedNode | None:
        """The node of this id, if the case has it."""
        return None if id_ is None else self.graph.nodes.get(id_)

    def caption(self, id_: str | None) -> str:
        """What this node is called, under the veil; empty if the case does not have it."""
        node = self.node(id_)
        return "" if node is None else caption(node, self.veil)

    def prop(self, id_: str | None, name: str) -> str:
        """One field of this node under the veil; empty if it is not stated or not shown."""
        node = self.node(id_)
        return "" if node is None else str(self.veil.props(node.id, node.props).get(name, ""))

    def number(self, id_: str | None) -> str:
        """The number of this record in its register, under the veil."""
        return self.prop(id_, "number")

    def said(self, template: str, **params: object) -> str:
        """A sentence in the language of the document."""
        return self.language.text(template, **params)

    def words(self, rows: Iterable[CodeRow], code: str) -> str:
        """A code of this table in the language of the document."""
        return next((self.language.text(row.words) for row in rows if row.code == code), code)

    def value(self, text: str, record: str, *, option: str = "") -> FilledValue:
        """One value with the record that states it and its footnotes.

        The id of a protected person follows from the personal number, so it is left out.
        """
        source = source_record(record)
        evidence = self.places.get(source, ())
        notes = self.notes.note((one.source, self.veil.place(one.locator)) for one in evidence)
        return FilledValue(text, "" if self.veil.covers(source) else source, notes, option=option)

    def stated(self, text: str, record: str) -> Iterable[FilledValue]:
        """The value, if there is a text."""
        return [self.value(text, record)] if text else []

    def tick(self, option: str, record: str) -> FilledValue:
        """A box that this record ticks."""
        return self.value("", record, option=option)

    def money(self, minor: int, currency: str, record: str) -> FilledValue:
        """A sum, exact in its currency."""
        shown = self.value(self.language.money(minor, currency), record)
        return FilledValue(shown.text, shown.record, shown.notes, minor, currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateContext(DocumentContext):
    """The same for one order. ``certificate`` None: the form is filled before a certificate is on record."""

    form: str
    order: OrderAct
    certificate: CertificateAct | None
