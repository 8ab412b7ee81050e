"""Builds the request to a bank for what the statements of one account lack."""

from __future__ import annotations

from graph_schema.errors import WrongUse
from tracer.casefile.bank_requests.bank_request import BankRequest, RequestedDays
from tracer.casework.evidence_lines import caption
from tracer.casework.overview.statement_months import AccountMonths, collect_account_months
from tracer.casework.sessions.session import Session


def build_request(session: Session, account: str) -> BankRequest:
    """What does the case lack of this account (node id), between its first and its last statement?

    Days without a statement, and the days of statements that do not add up or do not continue the one before. Checks no
    right and logs nothing: that is the action's. Raises WrongUse if the account has no statement, lacks nothing, or belongs
    to a protected person, whom the letter would name to the bank. Cost: one pass over the statements.
    """
    graph, veil = session.graph(), session.veil()
    node = graph.nodes[account]
    holder = graph.holder_of(account)
    if veil.covers(account) or (holder is not None and veil.covers(holder)):
        raise WrongUse(
            "The account belongs to a protected person, and a letter would name this person to the bank. Write it by hand."
        )
    lines = [line for line in collect_account_months(graph) if line.account == account]
    if not lines:
        raise WrongUse("The account {account} has no statement in the case.", account=str(node.props["number"]))
    days = sorted((one for line in lines for one in _wanted(line)), key=lambda one: (one.first, one.last, one.currency))
    if not days:
        raise WrongUse(
            "The statements of the account {account} follow one another and add up: nothing is to be asked for.",
            account=str(node.props["number"]),
        )
    return BankRequest(
        account=str(node.props["number"]),
        bank=str(node.props.get("bank", "")),
        holder=str(node.props.get("owner_name", "")) if holder is None else caption(graph.nodes[holder], veil),
        case_number=_of_case(session, "number"),
        authority=_of_case(session, "authority"),
        as_of=session.today(),
        author=session.actor.name,
        digest=session.store.digest(),
        days=tuple(days),
    )


def _wanted(line: AccountMonths) -> list[RequestedDays]:
    wanted = [RequestedDays(first, last, line.currency, "missing") for first, last in line.gaps]
    wanted += [RequestedDays(one.first, one.last, line.currency, "differs") for one in line.differing]
    return wanted


def _of_case(session: Session, name: str) -> str:
    """What the only criminal file on record states, through the veil; empty if there is none, or several."""
    graph = session.graph()
    cases = graph.nodes_of_type("Case")
    if len(cases) != 1:
        return ""
    return session.veil().text(str(cases[0].props.get(name, "")))
