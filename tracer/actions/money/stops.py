"""Lists where money can be followed to, the assets and accounts, each asset with the method chosen for the court."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracer.access.roles import may
from tracer.analysis.tracing.ledgers.marks import stated_accounts
from tracer.casework.evidence_lines import account_caption, caption
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.chosen_methods import chosen_methods


@dataclass(frozen=True, slots=True)
class ChosenMethod:
    """The method under which an asset goes to court, with who chose it, when and why."""

    method: str
    author: str
    recorded: date
    reason: str


@dataclass(frozen=True, slots=True)
class Stop:
    """An asset with a price and a payment reference, or an account with a statement.

    ``key``: names it in an address; the id, or the pseudonym if the account is of a protected person. ``price_minor``
    None: an account. ``chosen`` None: nobody has chosen a method.
    """

    id: str
    key: str
    caption: str
    price_minor: int | None
    currency: str
    chosen: ChosenMethod | None


@dataclass(frozen=True, slots=True)
class StopList:
    """The assets by price, largest first, and the accounts by caption."""

    assets: tuple[Stop, ...]
    accounts: tuple[Stop, ...]


def list_stops(session: Session) -> StopList:
    """Into which assets, and through which accounts, can money be followed? Assets only for who may see them."""
    session.read("read", "money stops")
    graph, veil = session.graph(), session.veil()
    chosen = chosen_methods(graph.events, session.today())
    assets: dict[str, Stop] = {}
    for purchase in session.case.purchases() if may(session.actor, "oversee") else ():
        if purchase.asset in graph.nodes and purchase.asset not in assets:
            kept = chosen.get(purchase.asset)
            choice = None
            if kept is not None:
                event = kept.event
                reason = veil.text(str(event.props["reason"]))
                choice = ChosenMethod(str(event.props["method"]), event.author, event.recorded, reason)
            name = caption(graph.nodes[purchase.asset], veil)
            assets[purchase.asset] = Stop(
                purchase.asset, purchase.asset, name, purchase.price_minor, purchase.currency, choice
            )
    accounts = []
    for account, currencies in sorted(_currencies(stated_accounts(graph)).items()):
        name = account_caption(graph, veil, account)
        key = caption(graph.nodes[account], veil) if veil.covers(account) else account
        accounts.append(Stop(account, key, name, None, ", ".join(currencies), None))
    return StopList(
        tuple(sorted(assets.values(), key=lambda stop: (-(stop.price_minor or 0), stop.caption, stop.id))),
        tuple(sorted(_apart(accounts), key=lambda stop: (stop.caption, stop.id))),
    )


def _currencies(keys: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for account, currency in sorted(keys):
        found.setdefault(account, []).append(currency)
    return found


def _apart(stops: list[Stop]) -> Iterable[Stop]:
    """The same, with a number after a key that two protected accounts share."""
    seen: Counter[str] = Counter()
    for stop in stops:
        seen[stop.key] += 1
        key = stop.key if seen[stop.key] == 1 else f"{stop.key} {seen[stop.key]}"
        yield Stop(stop.id, key, stop.caption, None, stop.currency, None)
