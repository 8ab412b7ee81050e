"""Computes integrated ownership: the final share of each owner through all layers and rings, in exact fractions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from graph_schema.errors import NotFound, WrongRecord, WrongUse
from graph_schema.values.shares import ShareRange
from tracer.analysis.ownership.network import Network, build_network
from tracer.analysis.ownership.rows import best_share, highest_shares, lowest_shares
from tracer.analysis.ownership.stakes import Holdings, Stake, direct_holdings, stake_links

_NONE = ShareRange.exactly(Fraction(0))
_ALL = ShareRange.exactly(Fraction(1))


@dataclass(frozen=True, slots=True)
class Ring:
    """Companies that hold one another. ``factors``: member -> how often each share in it counts, because
    part of it comes back round the ring (1 or more, with the certain shares); ``None``: the sum is infinite."""

    members: tuple[str, ...]
    link_ids: tuple[str, ...]
    factors: Mapping[str, Fraction] | None


@dataclass(frozen=True, slots=True)
class RingWithoutOutsideOwner:
    """Finding: these companies hold one another completely; the records name no owner outside the ring."""

    members: tuple[str, ...]
    link_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnershipResult:
    """The final owners of each company and their shares.

    ``shares``: company -> person -> share. ``unknown``: company -> share of holders whom no record names, at
    any level; ``direct_unknown``: the part of it that is missing among the company's own holders. ``ownerless``:
    company -> share that ends in a ring without outside owner. With exact stakes persons + unknown + ownerless = 1
    for each company, exactly. The lower end of a share is open where a stake on the way is "more than"; an upper end
    counts as reached, which is never narrower than what is stated.
    """

    persons: frozenset[str]
    shares: Mapping[str, Mapping[str, ShareRange]]
    unknown: Mapping[str, ShareRange]
    direct_unknown: Mapping[str, ShareRange]
    ownerless: Mapping[str, ShareRange]
    rings: tuple[Ring, ...]
    findings: tuple[RingWithoutOutsideOwner, ...]
    network: Network
    raised: Network | None = None
    """The same network with each "more than" a little above its bound; None where nothing is stated so."""

    def effective(self, holder: str, company: str) -> ShareRange:
        """How much of a company does a person or company have in the end, directly and through others?

        For a company inside a ring, only what does not come back to the holder on the way is counted
        (C = N / G[i,i]), so the answer is never above the whole. Says nothing on control.
        Raises: NotFound. Cost: a look-up for persons, a walk downwards for companies.
        """
        self._check(company)
        if holder in self.persons:
            return self.shares[company].get(holder, _NONE)
        if holder != company:
            return self._below(self._check(holder)).get(company, _NONE)
        network = _without_owners(self.network, self._check(holder))
        lowest, highest = _both_ends(network, frozenset({holder}))
        column = self.network.holdings.get(holder, {})
        lower = sum(
            (share.lower * lowest.get(other, Fraction(other == holder)) for other, share in column.items()),
            Fraction(0),
        )
        return ShareRange(lower, best_share(column, {**highest, holder: Fraction(1)}))

    def below(self, holder: str) -> dict[str, ShareRange]:
        """How much of every company below it does a person or company have in the end? As ``effective``, all at once.

        By company id, without the holder itself and without companies of which it certainly has nothing.
        Raises: NotFound for a company that is in no stake. Cost: one walk downwards.
        """
        if holder in self.persons:
            return {company: shares[holder] for company, shares in self.shares.items() if holder in shares}
        found = self._below(self._check(holder))
        return {company: found[company] for company in sorted(found) if company != holder}

    def all_walks(self, holder: str, company: str) -> Fraction:
        """What is N[i,j] of (I - A)^-1 - I for two companies: all walks, also those that return to i?

        Can be above the whole inside a ring; ``effective`` is the share to report. Certain shares only.
        Raises: NotFound; WrongUse inside a ring without outside owner, where the sum is infinite.
        """
        self._check(holder)
        self._check(company)
        if self.network.component(holder).walks is None:
            raise WrongUse(
                "{company} lies in a ring without outside owner, where the sum over all walks is infinite. "
                "Ask for the effective share instead.",
                company=holder,
            )
        row = lowest_shares(self.network, {holder: Fraction(1)})
        return row.get(company, Fraction(0)) - (holder == company)

    def outside_claim(self, owned: str, company: str) -> Fraction:
        """What can the owners of ``owned`` that are no companies, together, claim of ``company`` through it?

        Unknown holders count among these owners. Certain shares only. Summed over all companies ``owned``
        the claims on one company are 1. Raises: NotFound.
        Source: M. Elliott, B. Golub, M. O. Jackson, American Economic Review 104 (2014) 3115-3153.
        """
        self._check(company)
        column = self.network.holdings.get(self._check(owned), {})
        companies = self.network.place
        own = 1 - sum((share.lower for holder, share in column.items() if holder in companies), Fraction(0))
        return lowest_shares(self.network, {owned: own}).get(company, Fraction(0)) if own else Fraction(0)

    def _check(self, company: str) -> str:
        if company not in self.network.place:
            raise NotFound("{company} is no company of this ownership network.", company=company)
        return company

    def _below(self, holder: str) -> dict[str, ShareRange]:
        raised = None if self.raised is None else _without_owners(self.raised, holder)
        return _shares(_without_owners(self.network, holder), raised, frozenset({holder}))


def integrate_ownership(stakes: Iterable[Stake], *, persons: frozenset[str]) -> OwnershipResult:
    """Who finally owns the companies, through all layers and rings, and how much has no known owner?

    ``persons``: final owners, whom nobody owns; every other holder counts as a company, and if no stake in
    it is given, all of it is unknown. Ranges stay ranges: some choice of the stakes within their ranges reaches each end.
    Does not answer who has control, nor whether an unknown holder is one of the persons.
    Raises: StakesExceedWhole; WrongRecord if a stake in a person is given.
    Cost: linear in the stakes below each person; a ring of n companies n^3 on whole numbers, so up to a
    few hundred members.
    Source: F. Brioschi, L. Buzzacchi, M. Colombo, Journal of Banking and Finance 13 (1989).
    """
    stakes = tuple(stakes)
    refuse_owned_persons(stakes, persons)
    holdings = direct_holdings(stakes)
    companies = frozenset({s.company for s in stakes} | {s.holder for s in stakes if s.holder not in persons})
    network = build_network(holdings, companies)
    raised = _raise(holdings, companies)
    rings, findings = _find_rings(network, stakes)
    lost = frozenset(member for finding in findings for member in finding.members)
    shares: dict[str, dict[str, ShareRange]] = {company: {} for company in sorted(companies)}
    for person in sorted(persons & network.held.keys()):
        for company, share in sorted(_shares(network, raised, frozenset({person})).items()):
            shares[company][person] = share
    lost_low, lost_high = _both_ends(network, lost)
    _, known_high = _both_ends(network, lost | (persons & network.held.keys()))
    ownerless: dict[str, ShareRange] = {}
    unknown: dict[str, ShareRange] = {}
    for company in sorted(companies):
        if company in lost:
            ownerless[company], unknown[company] = _ALL, _NONE
            continue
        low = lost_low.get(company, Fraction(0))
        ownerless[company] = ShareRange(low, lost_high.get(company, Fraction(0)))
        certain = sum((share.lower for share in shares[company].values()), low)
        unknown[company] = ShareRange(1 - known_high.get(company, Fraction(0)), 1 - certain)
    return OwnershipResult(
        persons=persons,
        shares=shares,
        unknown=unknown,
        direct_unknown={company: _missing(holdings, company) for company in sorted(companies)},
        ownerless=ownerless,
        rings=rings,
        findings=findings,
        network=network,
        raised=raised,
    )


def refuse_owned_persons(stakes: Iterable[Stake], persons: frozenset[str]) -> None:
    """Is a stake in a person given? Raises: WrongRecord, with the records."""
    for stake in stakes:
        if stake.company in persons:
            raise WrongRecord(
                "The records {ids} give {holder} a stake in {person}, who is entered as a person: expected a "
                "company. Correct the record or the list of persons.",
                ids=", ".join(stake.link_ids),
                holder=stake.holder,
                person=stake.company,
            )


def _without_owners(network: Network, company: str) -> Network:
    if not network.component(company).ring:
        return network
    rest = {other: column for other, column in network.holdings.items() if other != company}
    return build_network(rest, frozenset(network.place) - {company})


def _raise(holdings: Holdings, companies: frozenset[str]) -> Network | None:
    """The network with every "more than" above its bound: a share that grows by it is itself more than its lower end."""
    if not any(share.lower_open for column in holdings.values() for share in column.values()):
        return None
    raised: Holdings = {}
    for company, column in holdings.items():
        opened = [share for share in column.values() if share.lower_open]
        free = 1 - sum((share.lower for share in column.values()), Fraction(0))
        step = (
            min([free / len(opened), *(share.upper - share.lower for share in opened)]) / 2 if opened else Fraction(0)
        )
        raised[company] = {
            holder: replace(share, lower=share.lower + step, lower_open=False) if share.lower_open else share
            for holder, share in column.items()
        }
    return build_network(raised, companies)


def _shares(network: Network, raised: Network | None, holders: frozenset[str]) -> dict[str, ShareRange]:
    """What the holders have of each company of which they may have anything."""
    lowest, highest = _both_ends(network, holders)
    more = lowest if raised is None else _least(raised, holders)
    found = {company: lowest.get(company, Fraction(0)) for company in highest}
    return {
        company: ShareRange(lower, highest[company], more.get(company, Fraction(0)) > lower)
        for company, lower in found.items()
    }


def _least(network: Network, holders: frozenset[str]) -> dict[str, Fraction]:
    start: dict[str, Fraction] = {}
    for holder in sorted(holders):
        for company in network.held.get(holder, ()):
            lower = network.holdings[company][holder].lower
            if lower and company not in holders:
                start[company] = start.get(company, Fraction(0)) + lower
    return lowest_shares(network, start)


def _both_ends(network: Network, holders: frozenset[str]) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    lowest = _least(network, holders)
    below = (company for holder in (*holders, *lowest) for company in network.held.get(holder, ()))
    if network.ranged.isdisjoint(below):
        return lowest, lowest
    return lowest, highest_shares(network, holders)


def _missing(holdings: Holdings, company: str) -> ShareRange:
    column = holdings.get(company, {})
    least = sum((share.lower for share in column.values()), Fraction(0))
    most = sum((share.upper for share in column.values()), Fraction(0))
    return ShareRange(max(1 - most, Fraction(0)), 1 - least)


def _find_rings(
    network: Network, stakes: tuple[Stake, ...]
) -> tuple[tuple[Ring, ...], tuple[RingWithoutOutsideOwner, ...]]:
    inside: dict[int, list[str]] = {}
    for (holder, company), ids in stake_links(stakes).items():
        index = network.place.get(holder)
        if index is not None and index == network.place[company]:
            inside.setdefault(index, []).extend(ids)
    rings: list[Ring] = []
    findings: list[RingWithoutOutsideOwner] = []
    for index, component in enumerate(network.components):
        if not component.ring:
            continue
        ids, members, walks = tuple(sorted(inside[index])), component.members, component.walks
        if walks is None:
            rings.append(Ring(members, ids, None))
            findings.append(RingWithoutOutsideOwner(members, ids))
        else:
            rings.append(Ring(members, ids, {name: walks[at][at] for at, name in enumerate(members)}))
    return (
        tuple(sorted(rings, key=lambda ring: ring.members)),
        tuple(sorted(findings, key=lambda finding: finding.members)),
    )
