"""Shows which statements of each account add up, month by month, and opens the statement behind a month."""

from __future__ import annotations

from dataclasses import dataclass

from graph_schema.errors import NotFound
from graph_schema.records.merged_records import MergedNode
from tracer.access.pseudonyms import Veil
from tracer.actions.files.statement_lines import reconcile_file
from tracer.casework.evidence_lines import EvidenceLine, caption, evidence_format
from tracer.casework.overview.statement_months import AccountMonths, collect_account_months
from tracer.casework.sessions.session import Session


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One account in one currency under the veil. ``holder``: may be empty."""

    number: str
    holder: str
    line: AccountMonths

    @property
    def good(self) -> int:
        """In how many months do the statements add up?"""
        return sum(month.light == "adds_up" for month in self.line.months)


def list_grid(session: Session) -> tuple[MonthRow, ...]:
    """Do the statements of each account add up, and for which months is none there?

    First the accounts with a month that is missing or does not add up, then those with most months, then by number.
    Cost: one pass over the statements for each data version and language.
    """
    session.read("read", "statements")
    key = ("statement grid", session.language.code)
    return session.case.cache.value(key, session.store.data_version(), lambda: _grid(session))


def find_statement(session: Session, statement: str) -> EvidenceLine:
    """The first row of this statement, at which its proof opens; of a statement without rows the place of its head.

    Raises NotFound if the case has no such statement. Cost: all records of its file.
    """
    session.read_nodes("read", "statement", statement)
    node = session.graph().nodes.get(statement)
    if node is None or node.type != "Statement":
        raise NotFound("There is no statement with the id {id} in the case.", id=statement)
    place = node.evidence[0]
    (line,) = evidence_format(session).lines([place])
    found = reconcile_file(session.store.source_records(place.source))
    rows = next((one.rows for one in found if one.node.id == statement), ())
    if not rows:
        return line
    return EvidenceLine(line.source, line.file, session.veil().place(rows[0].locator))


def _grid(session: Session) -> tuple[MonthRow, ...]:
    graph, veil = session.graph(), session.veil()
    rows = []
    for line in collect_account_months(graph):
        node = graph.nodes[line.account]
        holder = graph.holder_of(line.account)
        name = veil.pseudonym(node.id) or ("" if holder is None else caption(graph.nodes[holder], veil))
        rows.append(MonthRow(_ending(veil, node), name, line))
    rows.sort(key=lambda row: (not _is_wrong(row.line), -len(row.line.months), row.number, row.line.currency))
    return tuple(rows)


def _ending(veil: Veil, node: MergedNode) -> str:
    """The last characters of the number: four, of a protected holder no more than the veil shows."""
    shown = caption(node, veil)
    return f"…{shown.partition(' (')[0].rpartition('…')[2]}" if veil.covers(node.id) else f"…{shown[-4:]}"


def _is_wrong(line: AccountMonths) -> bool:
    return any(month.light in ("differs", "missing") for month in line.months)
