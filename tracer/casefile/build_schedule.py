"""Builds the schedule of a suspect's assets from findings, under the veil."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph_schema.errors import NotFound
from graph_schema.records.merged_records import MergedNode
from tracer.analysis.tracing.policies.methods import Method
from tracer.casefile.asset_lines import build_line
from tracer.casefile.limits import build_limits
from tracer.casefile.schedule import Amount, Notebook, Schedule, ScheduleLine, SourceEntry
from tracer.casefile.schedule_context import ScheduleContext
from tracer.casework.evidence_lines import caption
from tracer.casework.recovery.recovery_state import asset_class, recovery_state
from tracer.casework.sessions.session import Session
from tracer.casework.ties.suspect_assets import Tie, find_ties
from tracer.casework.ties.tie_paths import TieSearch
from tracer.graph.case_graph import CaseGraph
from tracer.wording.language import Language


def compose_schedule(session: Session, suspect: str, method: Method, language: Language, day: date) -> Schedule:
    """What is tied to this suspect on that day, worth what, under which measure, on which rows?

    The same case, suspect, method, day and language give the same schedule. Checks no right and logs nothing: that is
    the action's. Raises NotFound for an unknown suspect.
    """
    graph = session.graph()
    node = graph.nodes.get(suspect)
    if node is None or node.type not in ("Person", "Company"):
        raise NotFound(
            "There is no person or company with the id {id} in the case. Find it first: tracer find NAME", id=suspect
        )
    kept = session.store.sources()
    names, veil = session.source_names(), session.veil()
    notebook = Notebook(names)
    case_tracing = session.tracing(method)
    case_state = recovery_state(session, as_of=day, known_on=day)
    context = ScheduleContext(session, graph, day, language, notebook, case_tracing, case_state, veil)
    search = TieSearch((case_tracing,), suspect)
    ties = find_ties(graph, case_tracing, suspect, day, search=search)
    lines = tuple(build_line(context, number, search, tie) for number, tie in enumerate(_order(context, ties), 1))
    case, number = _case_of(graph, suspect)
    limits = build_limits(context, [line.asset for line in lines])
    used = notebook.used_sources()
    return Schedule(
        case_number=number,
        case_title=veil.text(str(case.props.get("title", ""))) if case is not None else "",
        authority=veil.text(str(case.props.get("authority", ""))) if case is not None else "",
        suspect=caption(node, veil),
        # The id of a protected person follows from the CNP: whoever tries all numbers finds the person.
        suspect_id="" if veil.covers(suspect) else suspect,
        as_of=day,
        method=method.value,
        author=session.actor.name,
        digest=session.store.digest(),
        lines=lines,
        totals=_totals(lines),
        unvalued=sum(line.value is None for line in lines),
        notes=notebook.notes(),
        sources=tuple(
            SourceEntry(k.source.digest, names[k.source.digest], k.source.importer, k.source.as_of, k.received)
            for k in kept
            if k.source.digest in used
        ),
        limits=limits,
    )


def _order(context: ScheduleContext, ties: Iterable[Tie]) -> list[Tie]:
    nodes = context.graph.nodes
    return sorted(ties, key=lambda tie: (asset_class(nodes[tie.asset]), context.caption(tie.asset), tie.asset))


def _case_of(graph: CaseGraph, suspect: str) -> tuple[MergedNode | None, str]:
    cases = sorted(link.head for link in graph.links_of_type("RoleIn") if link.tail == suspect)
    if not cases:
        return None, ""
    case = graph.nodes[cases[0]]
    return case, str(case.props["number"])


def _totals(lines: Iterable[ScheduleLine]) -> tuple[Amount, ...]:
    sums: dict[str, int] = {}
    for line in lines:
        if line.value is not None:
            sums[line.value.currency] = sums.get(line.value.currency, 0) + line.value.minor
    return tuple(Amount(sums[currency], currency) for currency in sorted(sums))
