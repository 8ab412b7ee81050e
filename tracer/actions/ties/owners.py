"""Who counts as a beneficial owner of a company, under each legal regime side by side, and through which chains of shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from graph_schema.errors import NotFound
from graph_schema.records.merged_records import Evidence
from graph_schema.values.shares import ShareRange, share_text
from tracer.analysis.ownership.beneficial_owners import BeneficialOwner, find_beneficial_owners
from tracer.analysis.ownership.beneficial_owners import Test as OwnerTest
from tracer.analysis.ownership.case_stakes import bound_excess, collect_stakes, collect_votes, person_ids
from tracer.analysis.ownership.chains import list_chains
from tracer.analysis.ownership.integrated import OwnershipResult, integrate_ownership
from tracer.analysis.ownership.network import companies_between, reachable
from tracer.analysis.ownership.regimes import REGIMES, Regime
from tracer.analysis.ownership.stakes import Stake
from tracer.casework.evidence_lines import EvidenceLine, caption, format_evidence
from tracer.casework.sessions.session import Session
from tracer.casework.ties.voting_power import PowerTable, list_power

_CHAINS: Final = 5
"""So many chains of each owner are listed, the largest first."""


@dataclass(frozen=True, slots=True)
class RegimeLine:
    """One legal definition: ``threshold`` as an exact share, ``or_more``: that share itself counts.

    ``in_force``: on the day asked about; ``since``: its first day.
    """

    id: str
    threshold: str
    or_more: bool
    since: date
    in_force: bool


@dataclass(frozen=True, slots=True)
class MetTest:
    """A test of a regime that a person meets. ``by``: shares of the capital or of the votes."""

    by: Literal["capital", "votes"]
    test: OwnerTest


@dataclass(frozen=True, slots=True)
class RegimeAnswer:
    """Is the person a beneficial owner under this regime?

    ``certain``: by the lower ends of all shares; ``possible``: only if open shares are as large as they can be.
    """

    regime: str
    answer: Literal["certain", "possible", "no"]
    tests: tuple[MetTest, ...]


@dataclass(frozen=True, slots=True)
class OwnerChain:
    """One chain of shares from the person down to the company; ``share``: what of the lower end runs through it."""

    captions: tuple[str, ...]
    share: str


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """A person with a share of the company, at least ``lower`` and at most ``upper``, through all chains and rings.

    The shares of ``chains`` and ``rest`` add up to ``lower``, exactly. ``answers``: one for each regime, in their order.
    """

    person: str
    caption: str
    lower: str
    upper: str
    lower_open: bool
    answers: tuple[RegimeAnswer, ...]
    chains: tuple[OwnerChain, ...]
    rest: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class OwnersReport:
    """The owners of a company on a day: the largest lower end first. ``unknown_lower`` and ``unknown_upper``: the share of
    holders whom no record names, at any level. ``contradicted``: companies above it whose stated shares are above the whole;
    each of these shares is only an upper limit. ``power``: of the direct holders, where nobody has more than half.
    """

    company: str
    caption: str
    day: date
    regimes: tuple[RegimeLine, ...]
    owners: tuple[OwnerLine, ...]
    unknown_lower: str
    unknown_upper: str
    contradicted: tuple[str, ...]
    power: PowerTable | None


def list_owners(session: Session, company: str, *, day: date | None = None) -> OwnersReport:
    """Which persons own this company in the end, and under which regimes does each count as its beneficial owner?

    Only the companies and persons above this one are looked at. A regime that takes persons together (OFAC) is asked for each
    person alone. Control by other means than shares (contract, board, family) is not seen; senior managers are not named.
    Raises NotFound for what is no company.
    """
    session.read_nodes("read", "owners", company)
    session = session.for_answer()
    graph, veil = session.graph(), session.veil()
    if company not in graph.nodes:
        raise NotFound("There is nothing with the id {id} in the case. Find it first: tracer find NAME", id=company)
    if graph.nodes[company].type != "Company":
        raise NotFound(
            "{name} is not a company, so it has no owners by shares.", name=caption(graph.nodes[company], veil)
        )
    asked = day or session.today()
    persons = person_ids(graph)
    capital, overstated = _above(collect_stakes(graph, asked), company)
    votes, _ = _above(collect_votes(graph, asked), company)
    owned = integrate_ownership(capital, persons=persons) if capital else None
    answers = _Answers(company, persons, capital, votes)
    holders = {stake.holder for stake in (*capital, *votes)} & persons
    rows_of = {link.id: link.evidence for name in {stake.company for stake in capital} for link in graph.links_at(name)}
    shares = {person: _share(owned, person, company) for person in sorted(holders)}
    lines = [_line(session, person, share, answers, owned, capital, rows_of) for person, share in shares.items()]
    lines.sort(key=lambda line: (-shares[line.person].lower, -shares[line.person].upper, line.caption))
    nothing = ShareRange(Fraction(0), Fraction(1))
    unknown = nothing if owned is None else owned.unknown.get(company, nothing)
    return OwnersReport(
        company=company,
        caption=caption(graph.nodes[company], veil),
        day=asked,
        regimes=tuple(
            RegimeLine(one.id, share_text(one.threshold), one.or_more, one.since, _in_force(one, asked))
            for one in REGIMES
        ),
        owners=tuple(lines),
        unknown_lower=share_text(unknown.lower),
        unknown_upper=share_text(unknown.upper),
        contradicted=tuple(caption(graph.nodes[name], veil) for name in sorted(overstated)),
        power=list_power(session, company, capital, votes),
    )


def _above(stakes: Iterable[Stake], company: str) -> tuple[tuple[Stake, ...], tuple[str, ...]]:
    """The stakes in this company and in every company above it, and which of these companies are stated above the whole."""
    holders: dict[str, list[str]] = {}
    stated = tuple(stakes)
    for stake in stated:
        holders.setdefault(stake.company, []).append(stake.holder)
    wanted = reachable(company, holders)
    return bound_excess(tuple(stake for stake in stated if stake.company in wanted))


def _share(owned: OwnershipResult | None, person: str, company: str) -> ShareRange:
    """Nothing for a person of whom no record states capital."""
    none = ShareRange.exactly(Fraction(0))
    return none if owned is None else owned.shares.get(company, {}).get(person, none)


def _in_force(regime: Regime, day: date) -> bool:
    return regime.since <= day and (regime.until is None or day <= regime.until)


class _Answers:
    """What every regime says of each person, by capital and by votes; asked once a regime."""

    def __init__(
        self, company: str, persons: frozenset[str], capital: tuple[Stake, ...], votes: tuple[Stake, ...]
    ) -> None:
        self.company = company
        self._found: dict[tuple[str, str], list[tuple[Literal["capital", "votes"], BeneficialOwner]]] = {}
        for by, stakes in (("capital", capital), ("votes", votes)):
            known = frozenset(stake.holder for stake in stakes) & persons
            if not any(stake.company == company for stake in stakes):
                continue
            owned = integrate_ownership(stakes, persons=known)
            for regime in REGIMES:
                # Persons whom a regime takes together are those on its list, which no case knows: each is asked for alone.
                least = min(regime.control, regime.threshold)
                groups = (
                    [frozenset({person}) for person in _large(stakes, known, least)] if regime.together else [known]
                )
                for group in groups:
                    for owner in find_beneficial_owners(
                        stakes, company=company, persons=group, regime=regime, owned=owned
                    ):
                        key = (owner.person, regime.id)
                        self._found.setdefault(key, []).append(("capital" if by == "capital" else "votes", owner))

    def of(self, person: str) -> tuple[RegimeAnswer, ...]:
        answers = []
        for regime in REGIMES:
            found = self._found.get((person, regime.id), [])
            sure = [one for one in found if one[1].certain]
            counted = sure or found
            answers.append(
                RegimeAnswer(
                    regime.id,
                    "certain" if sure else "possible" if found else "no",
                    tuple(MetTest(by, test) for by, owner in counted for test in owner.tests),
                )
            )
        return tuple(answers)


def _large(stakes: Iterable[Stake], persons: frozenset[str], least: Fraction) -> list[str]:
    """The persons who may have this share of some company directly: alone, no other controls or reaches anything."""
    sums: dict[tuple[str, str], Fraction] = {}
    for stake in stakes:
        if stake.holder in persons:
            key = stake.holder, stake.company
            sums[key] = sums.get(key, Fraction(0)) + stake.upper
    return sorted({person for (person, _), share in sums.items() if share >= least})


def _line(
    session: Session,
    person: str,
    share: ShareRange,
    answers: _Answers,
    owned: OwnershipResult | None,
    stakes: Sequence[Stake],
    rows_of: Mapping[str, Sequence[Evidence]],
) -> OwnerLine:
    graph, veil, company = session.graph(), session.veil(), answers.company
    chains: list[OwnerChain] = []
    rest, links = share.lower, set[str]()
    if owned is not None and person in owned.network.held:
        listed = list_chains(stakes, person, company, _CHAINS)
        rest = listed.remainder
        chains = [
            OwnerChain(tuple(caption(graph.nodes[node], veil) for node in chain.nodes), share_text(chain.share))
            for chain in listed.chains
        ]
        way = companies_between(owned.network, person, company) | {person}
        links = {name for stake in stakes if {stake.holder, stake.company} <= way for name in stake.link_ids}
    rows = [place for name in sorted(links) for place in rows_of[name]]
    return OwnerLine(
        person=person,
        caption=caption(graph.nodes[person], veil),
        lower=share_text(share.lower),
        upper=share_text(share.upper),
        lower_open=share.lower_open,
        answers=answers.of(person),
        chains=tuple(chains),
        rest=share_text(rest),
        evidence=format_evidence(session, rows),
    )
