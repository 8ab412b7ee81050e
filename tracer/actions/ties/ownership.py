"""Shows which companies a person owns or controls on a day, and what the records contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from graph_schema.errors import NotFound
from graph_schema.values.shares import ShareRange, share_text
from tracer.analysis.ownership.case_stakes import (
    bound_excess,
    collect_chain_votes,
    collect_indirect,
    collect_stakes,
    collect_votes,
    person_ids,
)
from tracer.analysis.ownership.integrated import OwnershipResult, integrate_ownership
from tracer.analysis.ownership.network import companies_between
from tracer.analysis.ownership.stakes import Stake, direct_holdings
from tracer.casework.evidence_lines import EvidenceLine, caption, format_evidence
from tracer.casework.sessions.session import Session
from tracer.casework.ties.case_ownership import find_case_control
from tracer.graph.case_graph import CaseGraph


@dataclass(frozen=True, slots=True)
class OwnedCompany:
    """An economic share in a company, through all chains and rings; ``controlled``: by majorities from the suspect.

    ``lower`` and ``upper``: at least and at most; a share of unstated size runs from ``0/1`` to what the others leave,
    and is ``0/1`` to ``0/1`` where they are stated to hold the whole. Both empty where the person controls a company of
    whose capital nobody states that he has any. ``controlled_by``: ``capital``, ``votes`` or empty. ``votes_lower`` and
    ``votes_upper``: the person's own votes where a record states them, else empty. ``lower_open`` and
    ``votes_lower_open``: it is more than its lower end; ``votes_upper_open``: less than the upper one. ``contradicted``:
    the share runs through a company whose stated shares are above the whole, so it is only an upper limit.
    """

    company: str
    caption: str
    lower: str
    upper: str
    controlled: bool
    controlled_by: str
    votes_lower: str
    votes_upper: str
    lower_open: bool = False
    votes_lower_open: bool = False
    votes_upper_open: bool = False
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class ContradictedStake:
    """One of the stakes in a company that are together above the whole, and where it is stated."""

    holder: str
    lower: str
    upper: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class ContradictedShares:
    """A company whose certain shares are above the whole; each counts as a share of at most that size.

    ``total``: what they add up to.
    """

    company: str
    caption: str
    total: str
    stakes: tuple[ContradictedStake, ...]


@dataclass(frozen=True, slots=True)
class StatedIndirect:
    """A share through other companies that a record states as one figure; it is in no computed share.

    ``lower``, ``upper`` and the open ends as in ``OwnedCompany``, empty where the record states no size. ``chain``: ``not
    published``: the source says that it leaves the chain out; ``not in the case``: no chain of records leads from the
    person to the company.
    """

    company: str
    caption: str
    lower: str
    upper: str
    lower_open: bool
    upper_open: bool
    chain: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class OwnershipReport:
    """All that one person owns of companies on a day, with rings and unknown holders said.

    ``stated_indirect``: shares through others that are stated without a chain to compute them from.
    ``contradicted_votes``: companies whose stated votes are above the whole; they give nobody control here.
    ``contradicted_shares``: companies whose stated shares are above the whole, of those that touch a figure here.
    """

    person: str
    caption: str
    day: date
    companies: tuple[OwnedCompany, ...]
    stated_indirect: tuple[StatedIndirect, ...]
    rings: tuple[tuple[str, ...], ...]
    ownerless_rings: tuple[tuple[str, ...], ...]
    contradicted_votes: tuple[str, ...]
    contradicted_shares: tuple[ContradictedShares, ...]


def own_companies(session: Session, person: str, *, day: date | None = None) -> OwnershipReport:
    """Which share of which company does this person or company have in the end, and which does it control?

    Shares are of the capital; control is more than half of the capital or of the votes, alone or through companies
    controlled (certain shares). A company whose stated shares are above the whole limits only the shares that run through
    it. Raises NotFound for what is no person and no company.
    """
    session.read_nodes("read", "ownership", person)
    session = session.for_answer()
    graph, veil = session.graph(), session.veil()
    if person not in graph.nodes:
        raise NotFound("There is nothing with the id {id} in the case. Find it first: tracer find NAME", id=person)
    if graph.nodes[person].type not in ("Person", "Company"):
        raise NotFound(
            "{name} is not a person or a company, so it owns no company.", name=caption(graph.nodes[person], veil)
        )
    asked = day or session.today()
    stated = collect_stakes(graph, asked)
    stakes, overstated = bound_excess(stated)
    result = integrate_ownership(stakes, persons=person_ids(graph))
    control = find_case_control(graph, stakes, person, asked)
    controlled = {step.company: step.by for step in control.steps}
    votes = _own_votes(graph, person, asked)
    _, contradicted = bound_excess(collect_votes(graph, asked))
    listed = list(_listed(result, stakes, person, (*controlled, *votes)))
    touching = {name: companies_between(result.network, person, name) for name, _ in listed}
    companies = [
        OwnedCompany(
            company=name,
            caption=caption(graph.nodes[name], veil),
            lower=share_text(share.lower) if share is not None else "",
            upper=share_text(share.upper) if share is not None else "",
            controlled=name in controlled,
            controlled_by=controlled.get(name, ""),
            votes_lower=share_text(votes[name].lower) if name in votes else "",
            votes_upper=share_text(votes[name].upper) if name in votes else "",
            lower_open=share is not None and share.lower_open,
            votes_lower_open=name in votes and votes[name].lower_open,
            votes_upper_open=name in votes and votes[name].upper_open,
            contradicted=not touching[name].isdisjoint(overstated),
        )
        for name, share in listed
    ]
    touched = frozenset().union(*touching.values()) & frozenset(overstated)
    return OwnershipReport(
        person=person,
        caption=caption(graph.nodes[person], veil),
        day=asked,
        companies=tuple(companies),
        stated_indirect=tuple(
            _stated_indirect(session, graph, person, asked, {c.company for c in companies if c.lower})
        ),
        rings=tuple(tuple(caption(graph.nodes[m], veil) for m in ring.members) for ring in result.rings),
        ownerless_rings=tuple(tuple(caption(graph.nodes[m], veil) for m in f.members) for f in result.findings),
        contradicted_votes=tuple(caption(graph.nodes[company], veil) for company in contradicted),
        contradicted_shares=tuple(_contradicted(session, graph, stated, company) for company in sorted(touched)),
    )


def _contradicted(session: Session, graph: CaseGraph, stakes: Iterable[Stake], company: str) -> ContradictedShares:
    """The company with every stake that is stated in it, the largest first."""
    links = {link.id: link for link in graph.links_at(company)}
    own = sorted((one for one in stakes if one.company == company), key=lambda one: (-one.lower, one.holder))
    return ContradictedShares(
        company=company,
        caption=caption(graph.nodes[company], session.veil()),
        total=share_text(sum((one.lower for one in own), Fraction(0))),
        stakes=tuple(
            ContradictedStake(
                holder=caption(graph.nodes[one.holder], session.veil()),
                lower=share_text(one.lower),
                upper=share_text(one.upper),
                evidence=format_evidence(session, (place for name in one.link_ids for place in links[name].evidence)),
            )
            for one in own
        ),
    )


def _stated_indirect(
    session: Session, graph: CaseGraph, person: str, day: date, computed: set[str]
) -> Iterator[StatedIndirect]:
    """By company and record. One whose chain is in the case is left out: its share is computed."""
    found = [link for link in collect_indirect(graph, day) if link.tail == person]
    for link in sorted(found, key=lambda link: (link.head, link.id)):
        unpublished = link.props.get("chain_unpublished") is True
        if unpublished or link.head not in computed:
            lower, upper = link.props.get("share_lower"), link.props.get("share_upper")
            sized = lower is not None or upper is not None
            yield StatedIndirect(
                company=link.head,
                caption=caption(graph.nodes[link.head], session.veil()),
                lower=share_text(Fraction(str(lower or 0))) if sized else "",
                upper=share_text(Fraction(str(upper or 1))) if sized else "",
                lower_open=link.props.get("share_lower_open") is True,
                upper_open=link.props.get("share_upper_open") is True,
                chain="not published" if unpublished else "not in the case",
                evidence=format_evidence(session, link.evidence),
            )


def _own_votes(graph: CaseGraph, person: str, day: date) -> dict[str, ShareRange]:
    """Company -> the person's votes: the sum of direct votes, else the largest share that a record states as indirect."""
    direct, _ = bound_excess(collect_votes(graph, day))
    found = {company: column[person] for company, column in direct_holdings(direct).items() if person in column}
    for stake in sorted(
        collect_chain_votes(graph, day), key=lambda stake: (-stake.lower, not stake.lower_open, -stake.upper)
    ):
        if stake.holder == person:
            range_ = ShareRange(stake.lower, stake.upper, stake.lower_open, stake.upper_open)
            found.setdefault(stake.company, range_)
    return found


def _listed(
    result: OwnershipResult, stakes: tuple[Stake, ...], person: str, others: Iterable[str]
) -> list[tuple[str, ShareRange | None]]:
    """Each company of which the person has or may have something, by share; then ``others`` without stated capital.

    A holder of unstated size beside others who have the whole is listed with a share of 0, because a record names this holder.
    """
    known = person in result.persons or person in result.network.place
    held = dict(result.below(person)) if known else {}
    nothing = ShareRange.exactly(Fraction(0))
    shares: dict[str, ShareRange | None] = {company: share for company, share in held.items() if share.upper > 0}
    shares |= {stake.company: nothing for stake in stakes if stake.holder == person and stake.company not in shares}
    shares |= {company: None for company in others if company not in shares}
    shares.pop(person, None)
    ordered = sorted(shares.items(), key=lambda pair: (pair[1] is None, pair[0]))
    return sorted(ordered, key=lambda pair: (-pair[1].lower, -pair[1].upper) if pair[1] else (Fraction(0), Fraction(0)))
