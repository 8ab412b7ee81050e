"""Finds the payer that a person names: an account, a name as receipts show it, a protected person by pseudonym.

A text is compared with what is shown of the receipts. So a real name or number of a protected person finds nothing, like
that of a stranger, unless a person with the right lifts the veil; that is logged first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph_schema.errors import NotFound, WrongUse
from graph_schema.values.names import fold_company
from tracer.access.pseudonyms import Veil
from tracer.access.roles import may
from tracer.actions.money.named_receipts import NAMED, Props, name_row, receipts_of
from tracer.analysis.tracing.ledgers.marks import pays_as
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph

Row = Mapping[str, Any]


def find_payer(session: Session, account: str, text: str) -> Props:
    """Which payer of this account does the text mean? The fields of the mark that name the payer.

    Raises NotFound if no receipt shows such a payer, and WrongUse if the text does not single out one. Every text that
    finds nothing is logged, by its length.
    """
    graph, veil = session.graph(), session.veil()
    receipts = receipts_of(graph, account)
    number = "".join(text.split()).upper()
    for node in graph.nodes_of_type("Account"):
        hidden = veil.covers(node.id) or veil.covers(graph.account_of(node.id))
        if not hidden and (text == node.id or number == str(node.props["number"]).upper()):
            return {"counterparty": node.id}
    person = veil.called(text)
    if person is not None and _pays(graph, veil, person, receipts):
        return {"counterparty_person": person}
    named = _named(veil, receipts, text)
    if named is not None:
        return {"counterparty_name": named}
    person = _unveiled(session, veil, text)
    if person is not None and _pays(graph, veil, person, receipts):
        return {"counterparty_person": person}
    session.note("mark", account, f"counterparty not found length={len(text)}")
    _refuse_account_holder(veil, receipts, text)
    raise NotFound(
        "No receipt of the account names the payer {name}. Payers without an account are: {known}.",
        name=text,
        known="; ".join(_list_payers(graph, veil, receipts)) or "-",
    )


def names_beside(veil: Veil, person: str, receipts: Iterable[Row]) -> tuple[str, ...]:
    """Which payers' names show the pseudonym of this person beside other words, so that a mark on it does not cover them?"""
    pseudonym = veil.pseudonym(person)
    if not pseudonym:
        return ()
    shown = {
        veil.text(row["counterparty_name"]) for row in receipts if _name_counts(row) and _unlike(veil, person, row)
    }
    return tuple(sorted(name for name in shown if pseudonym in name))


def _name_counts(row: Row) -> bool:
    """Is the name in the row that of the payer? In a row of the payer's own statement it is that of the payee."""
    return row["debit_source"] is None and row["counterparty_name"] is not None


def _unlike(veil: Veil, person: str, row: Row) -> bool:
    return veil.named(row["counterparty_name"]) != person and row["debit_account"] not in veil.accounts_of(person)


def _pays(graph: CaseGraph, veil: Veil, person: str, receipts: Iterable[Row]) -> bool:
    accounts = frozenset(map(graph.account_of, veil.accounts_of(person)))
    return any(
        pays_as(row, accounts) or (_name_counts(row) and veil.named(row["counterparty_name"]) == person)
        for row in receipts
    )


def _named(veil: Veil, receipts: Iterable[Row], text: str) -> str | None:
    """The name of a payer whose account no row gives, by the name as it is shown; None if there is none.

    A protected person alone is not such a name. Raises WrongUse if several written names are shown alike.
    """
    wanted = fold_company(text)
    fitting = [
        row
        for row in receipts
        if row["debit_account"] is None
        and row["counterparty_name"]
        and fold_company(veil.text(row["counterparty_name"])) == wanted
        and veil.named(row["counterparty_name"]) is None
    ]
    written = {fold_company(row["counterparty_name"]): row["counterparty_name"] for row in fitting}
    if len(written) > 1:
        raise WrongUse(
            "{count} names of payers are shown as {name}. Mark their transfers one by one: {listed}.",
            count=len(written),
            name=text,
            listed="; ".join(name_row(row) for row in fitting[:NAMED]),
        )
    if not written:
        return None
    (name,) = written.values()
    return text.strip() if veil.text(name) == name else str(name)


def _unveiled(session: Session, veil: Veil, text: str) -> str | None:
    """The protected person with this real name or number, for a person with the right; logged before the look-up."""
    if not may(session.actor, "unveil") or not session.reason.strip():
        return None
    session.note("unveil", detail=f"length={len(text)}")
    person = veil.numbered(text) or veil.named(text)
    if person is not None:
        session.note("unveiled", person)
    return person


def _refuse_account_holder(veil: Veil, receipts: Iterable[Row], text: str) -> None:
    wanted = fold_company(text)
    known = {
        str(row["debit_account"])
        for row in receipts
        if row["debit_account"] is not None
        and row["counterparty_name"]
        and fold_company(veil.text(row["counterparty_name"])) == wanted
    }
    if known:
        raise WrongUse(
            "The payer {name} pays from an account that the rows give. Name the account: {accounts}.",
            name=text,
            accounts=", ".join(sorted(veil.pseudonym(name) or name for name in known)),
        )


def _list_payers(graph: CaseGraph, veil: Veil, receipts: Iterable[Row]) -> list[str]:
    """The payers that can be named by a name: a protected person once, whatever the spellings and accounts."""
    rows = list(receipts)
    hidden = sorted(veil.pseudonym(person.id) for person in veil.persons if _pays(graph, veil, person.id, rows))
    names = {
        veil.text(row["counterparty_name"])
        for row in rows
        if row["debit_account"] is None and row["counterparty_name"] and veil.named(row["counterparty_name"]) is None
    }
    return [*hidden, *sorted(names)][:NAMED]
