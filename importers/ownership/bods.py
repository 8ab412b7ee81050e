"""Beneficial Ownership Data Standard (BODS) 0.4, as JSON or JSON lines.

The latest statement of a record counts; an earlier one is kept in the source and named in a flag. A record
that is closed, and an interest that has ended, get an end and stay visible. An indirect interest sums up a
chain whose links the standard publishes beside it as component records: it is kept with the word ``indirect``
before its kind, and only an interest of exactly the kind ``shareholding`` counts as capital, so no stake
counts twice. Where a publisher states an indirect interest without its components, the chain is unknown and a
flag says so.

Source: Beneficial Ownership Data Standard 0.4 (Open Ownership), sections on records, statements and
components.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final

from graph_schema.dates import PartialDate
from graph_schema.errors import TracerError, WrongValue
from graph_schema.fields import Value
from graph_schema.identity import link_id
from graph_schema.links import Link
from graph_schema.provenance import SourceKind
from graph_schema.words import N_, Sentence
from importers.contract import Batch, Flag, Recognition, UnreadableFile
from importers.mapping import ColumnMapping
from importers.ownership.capital import check_capital
from importers.ownership.interests import read_interests
from importers.ownership.parties import read_party, read_reason
from importers.ownership.statements import Statement, last_words, mentions, read_statement, split_statements
from importers.parsing.draft import Draft, Records
from importers.parsing.json_object import as_object
from importers.source import SourceFile

_START: Final = (b"[", b"{")


class BodsImporter:
    """Reads BODS 0.4; recognises 0.2 and 0.3 and says that they must be converted."""

    name = "bods"
    version = "1"
    kind: SourceKind = "ownership"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Is this a BODS file?"""
        keys = mentions(file.head)
        if not file.head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_START):
            return Recognition(False, Sentence("no JSON"))
        if {"statementId", "recordType"} <= keys:
            return Recognition(True, Sentence("JSON statements with statementId and recordType: BODS 0.4"))
        if {"statementID", "statementType"} <= keys:
            return Recognition(
                True, Sentence("JSON statements with statementID and statementType: BODS 0.3 or earlier")
            )
        return Recognition(False, Sentence("JSON without the keys of a BODS statement"))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Who owns and controls which company, by these statements? Cost: linear, the file in memory."""
        if "statementType" in mentions(file.head) and "recordType" not in mentions(file.head):
            raise UnreadableFile(
                "{file} follows BODS 0.3 or earlier, which says replaced statements and components in "
                "another way; expected 0.4. Ask the publisher for version 0.4, or convert the file and "
                "keep both.",
                file=file.name,
            )
        draft = Draft(file, self.name, self.version, self.kind)
        statements: list[Statement] = []
        texts: dict[str, str] = {}
        for locator, text, value in split_statements(file):
            texts[locator] = text
            try:
                if isinstance(value, TracerError):
                    raise value
                statements.append(read_statement(value, locator, file))
            except TracerError as error:
                draft.reject(locator, error, text)
        days = [day for item in statements for day in (item.published, item.stated) if day]
        if not days:
            raise UnreadableFile(
                "{file} holds no statement with a date of publication or of statement, so the day it speaks "
                "of is unknown. Ask the publisher.",
                file=file.name,
            )
        _Reading(draft, statements, texts).run()
        for flag in check_capital(draft.nodes, draft.links):
            draft.flag(flag)
        return draft.finish(max(PartialDate(day).earliest for day in days).isoformat())


class _Reading:
    """The statements of one file on their way into the draft: parties first, then what joins them."""

    def __init__(self, draft: Draft, statements: list[Statement], texts: dict[str, str]) -> None:
        self._draft, self._texts = draft, texts
        self._statements = statements
        self._last = last_words(statements)
        self._ids: dict[tuple[str, str], str | None] = {}
        self._turns: Counter[tuple[str, ...]] = Counter()

    def run(self) -> None:
        current: list[Statement] = []
        replaced: list[Statement] = []
        for statement in self._statements:
            latest = self._last[statement.scope, statement.record]
            (current if statement is latest else replaced).append(statement)
        for statement in replaced:
            later = self._last[statement.scope, statement.record].locator
            records = Records(statement.locator)
            records.warn(N_("The statement is replaced by the later one at {later}, which counts."), later=later)
            self._draft.keep(records)
        for statement in current:
            if statement.kind != "relationship":
                self._keep_party(statement)
        self._flag_same_companies()
        # Parallel interests are told apart by the order of record ids, so the order in the file is no matter.
        links = [statement for statement in current if statement.kind == "relationship"]
        for statement in sorted(links, key=lambda item: item.record):
            self._keep_relationship(statement)

    def _keep_party(self, statement: Statement) -> None:
        records = Records(statement.locator)
        try:
            identity = read_party(statement, records)
            self._draft.keep(records)
        except TracerError as error:
            self._draft.reject(statement.locator, error, self._texts[statement.locator])
        else:
            self._ids[statement.scope, statement.record] = identity

    def _flag_same_companies(self) -> None:
        places: dict[str, list[str]] = defaultdict(list)
        for key, identity in self._ids.items():
            if identity is not None:
                places[identity].append(self._last[key].locator)
        for rows in places.values():
            if len(rows) > 1:
                self._draft.flag(
                    Flag(
                        "amber",
                        rows[0],
                        N_("Several records carry the same identifier and are one here: {rows}."),
                        {"rows": ", ".join(rows)},
                    )
                )

    def _keep_relationship(self, statement: Statement) -> None:
        records = Records(statement.locator)
        try:
            head = self._find(statement, "subject", records)
            tail = self._find(statement, "interestedParty", records)
            self._check_components(statement, records)
            for kind, props, place in read_interests(statement):
                if tail is not None and head is not None:
                    records.links.append(Link(self._link_id(kind, tail, head, props), kind, tail, head, props, place))
            self._draft.keep(records)
        except TracerError as error:
            self._draft.reject(statement.locator, error, self._texts[statement.locator])

    def _link_id(self, kind: str, tail: str, head: str, props: dict[str, Value]) -> str:
        told = (
            kind,
            tail,
            head,
            str(props.get("interest", props.get("capacity"))),
            str(props.get("from_date", "")),
        )
        self._turns[told] += 1
        return link_id(*told, str(self._turns[told]))

    def _find(self, statement: Statement, key: str, records: Records) -> str | None:
        value = statement.details.members.get(key)
        if isinstance(value, dict):
            reason = read_reason(as_object(value, f"{statement.details.place}/{key}"))
            records.warn(
                N_("The {role} is not named ({reason}); the interest stays without a holder and its share unknown."),
                role=key,
                reason=reason,
            )
            return None
        record = statement.details.required_text(key)
        found = (statement.scope, record)
        if found not in self._ids:
            raise WrongValue(
                "{place}: {key} names the record {value}, of which the file holds no statement that could be "
                "read. Import it together with the file that does.",
                place=statement.locator,
                key=key,
                value=record,
            )
        if self._ids[found] is None:
            records.warn(
                N_(
                    "The {role} is a record that discloses nobody; the interest stays without a holder "
                    "and its share "
                    "unknown."
                ),
                role=key,
            )
        return self._ids[found]

    def _check_components(self, statement: Statement, records: Records) -> None:
        indirect = any(item.text("directOrIndirect") == "indirect" for item in statement.details.children("interests"))
        if indirect and not statement.details.texts("componentRecords"):
            records.warn(
                N_(
                    "The interest is indirect and its components are not published: the chain in between "
                    "is unknown, "
                    "and the interest is not counted as capital."
                )
            )


IMPORTER = BodsImporter()
