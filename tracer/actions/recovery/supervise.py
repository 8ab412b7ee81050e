"""Shows the totals to a supervisor, and which assets each number counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from graph_schema.errors import WrongUse, WrongValue
from graph_schema.messages import N_
from graph_schema.values.money import exponent
from tracer.casework.earlier_measures.reading import mapping_flags
from tracer.casework.evidence_lines import caption
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.recovery.recovery_state import collect_assets, recovery_state
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.remarks import RecoveryFlag
from tracer.recovery.totals.totals import Totals, compute_totals
from tracer.wording.language import Language
from tracer.wording.plain_values import say_plain
from tracer.wording.terms import STATE_WORDS

_SUMS: Final = ("minor", "cap")
_STATES: Final = ("state", "steps")
SUM_OF_MONEY: Final = "sum"
"""The class under which the sum of an order is listed beside the assets."""


@dataclass(frozen=True, slots=True)
class CountedAsset:
    """What the totals say of one asset they count: its caption under the veil, and its class."""

    caption: str
    asset_class: str


def show_totals(session: Session, *, currency: str, as_of: date | None = None, known_on: date | None = None) -> Totals:
    """From identified to realised: at which step is the value of all assets, and where was it lost?

    ``as_of``: the day asked about; ``known_on``: by what was recorded up to that day, so that yesterday's totals can
    be reproduced. Both default to today. Assets without a value or a rate are counted and named, never taken as zero.
    Raises WrongUse for a currency that ISO 4217 does not know.
    """
    try:
        exponent(currency)
    except WrongValue:
        raise WrongUse(
            "There is no currency {currency}. Give its code of ISO 4217 in upper case, such as RON or EUR.",
            currency=currency[:40],
        ) from None
    session.read("totals", "totals")
    day = as_of or session.today()
    known = known_on or day
    graph = session.graph()
    case_state = recovery_state(session, as_of=day, known_on=known)
    totals = compute_totals(
        case_state.facts, case_state.assets, case_state.events, as_of=day, known_on=known, currency=currency
    )
    numbers = {item: str(graph.nodes[item].props["number"]) for item in case_state.items}
    flags = (*totals.flags, *_unstated(graph, day, known))
    return replace(totals, flags=tuple(_numbered(flag, numbers) for flag in flags))


def _unstated(graph: CaseGraph, as_of: date, known_on: date) -> Iterator[RecoveryFlag]:
    """What the measures of the earlier design do not state, so that money or a share is missing in the totals."""
    for flag in mapping_flags(graph, known_on):
        if flag.day is not None and flag.day <= as_of and flag.code != "NO_KIND":
            yield RecoveryFlag(
                flag.measure, N_("Measure {measure}: {remark}"), {"measure": flag.measure, "remark": flag.message}
            )


def say_flag(flag: RecoveryFlag, currency: str, language: Language) -> str:
    """A flag of the totals in the reader's language: sums as amounts of the currency of the totals, states in words."""
    params = {
        name: language.money(int(value), currency)
        if name in _SUMS
        else ", ".join(language.text(STATE_WORDS.get(code, code)) for code in value.split(", "))
        if name in _STATES
        else say_plain(value, language)
        for name, value in flag.params.items()
    }
    return language.text(flag.template, **params)


def _numbered(flag: RecoveryFlag, numbers: Mapping[str, str]) -> RecoveryFlag:
    """Measures by the number under which a register knows them; the subject stays an id."""
    named = {
        name: ", ".join(numbers.get(id_, id_) for id_ in flag.params[name].split(", "))
        for name in ("measure", "measures")
        if name in flag.params
    }
    return replace(flag, params={**flag.params, **named})


def counted_assets(session: Session) -> Mapping[str, CountedAsset]:
    """Which assets do the totals count, by id? For whoever may see totals, without opening the assets themselves."""
    session.read("totals", "counted")
    graph, veil = session.graph(), session.veil()
    items = read_recovery_case(session).facts().of(ItemAct)
    covered = {item.asset for item in items if item.asset}
    return {
        facts.id: CountedAsset(caption(graph.nodes[facts.id], veil), facts.asset_class)
        for facts in collect_assets(graph, covered)
    } | {
        item.item: CountedAsset(str(graph.nodes[item.item].props["number"]), SUM_OF_MONEY)
        for item in items
        if not item.asset
    }
