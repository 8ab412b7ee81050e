"""Says what the sums of a trace do not show: open pairs, lost rows, contradicting days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph_schema.messages import N_
from tracer.actions.money.received import Doubtful, held_at_end, received
from tracer.analysis.tracing.figures.purchases import Purchase
from tracer.analysis.tracing.figures.upstream import find_upstream
from tracer.analysis.tracing.ledgers.ledger import AccountKey
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.lost_cautions import find_lost_cautions
from tracer.casework.partner_rows import find_partner_cautions
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.case_tracing import CaseTracing, Ends
from tracer.casework.tracing.cautions import Caution, figures_of, find_cautions, join_cautions
from tracer.graph.case_graph import CaseGraph

_OPEN_PAIRS = N_(
    "Pairs of rows that may be one payment are open: {count}. {method}, {figure}: {apart} if they are two payments, "
    "{joined} if they are one. Decide them: tracer pairs"
)


def find_run_cautions(
    session: Session, found: dict[Method, CaseTracing], purchases: Sequence[Purchase], accounts: Sequence[AccountKey]
) -> list[Caution]:
    """What can have changed these sums, both with open pairs of payments kept apart and with them joined."""
    by_run: list[list[Caution]] = []
    for place, run in enumerate(next(iter(found.values())).runs):
        figures = figures_of(run.case, map(run.own_purchase, purchases), accounts)
        runs = {method: case_tracing.runs[place] for method, case_tracing in found.items()}
        upstream = find_upstream(run.case.ledger, figures)
        in_run = [
            *find_lost_cautions(session, run.graph, run.case, upstream),
            *find_partner_cautions(session, upstream),
            *find_cautions(run.graph, runs, figures),
        ]
        by_run.append(in_run)
    return join_cautions(by_run)


def find_pair_cautions(
    session: Session,
    found: dict[Method, CaseTracing],
    purchases: Iterable[Purchase],
    accounts: Mapping[AccountKey, Doubtful],
) -> list[Caution]:
    """Which sums depend on open pairs of payments, and on how many payments do two banks' days contradict each other?"""
    count = str(len(session.payments().open))
    cautions = []
    for method, case_tracing in found.items():
        figures: list[tuple[str, str, list[Ends]]] = []
        for purchase in purchases:
            ends = [run.paid_by_itself(purchase) for run in case_tracing.runs]
            figures.append((N_("paid with proceeds"), purchase.currency, ends))
        for key, doubtful in accounts.items():
            came = [received(run, key, doubtful) for run in case_tracing.runs]
            figures.append((N_("proceeds received"), key[1], came))
            figures.append(
                (N_("proceeds held at the end"), key[1], [held_at_end(run, key) for run in case_tracing.runs])
            )
        for what, currency, ends in figures:
            if len(set(ends)) > 1:
                cautions.append(
                    Caution(
                        _OPEN_PAIRS,
                        {
                            "count": count,
                            "method": method.value,
                            "figure": session.language.text(what),
                            "apart": _say_ends(ends[0], currency, session),
                            "joined": _say_ends(ends[1], currency, session),
                        },
                    )
                )
    rows = frozenset[str]().union(*accounts.values())
    if rows:
        template = N_(
            "Rows that only one of two statements of the same days lists: {count}. What such rows brought in is only in the "
            "upper end of what was received. Compare the statements; retract the one that another replaces."
        )
        cautions.append(Caution(template, {"count": str(len(rows))}))
    early = _count_early(session.graph())
    if early:
        template = N_(
            "Payments that reached the payee by value date before they left the payer: {count}. They count from "
            "the payee's day."
        )
        cautions.append(Caution(template, {"count": str(early)}))
    return cautions


def _say_ends(ends: Ends, currency: str, session: Session) -> str:
    low, high = (session.language.money(minor, currency) for minor in ends)
    return low if low == high else session.language.text(N_("between {low} and {high}"), low=low, high=high)


def _count_early(graph: CaseGraph) -> int:
    days = graph.transfers.select(["value_date", "credit_value_date"]).drop_null().to_pydict()
    return sum(came < left for left, came in zip(days["value_date"], days["credit_value_date"], strict=True))
