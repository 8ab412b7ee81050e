"""Adds up the direct stakes that the registers state, for each holder and company."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from graph_schema.errors import TracerError, WrongRecord
from graph_schema.values.shares import ShareRange

_Sum = tuple[Fraction, Fraction, bool, bool]
"""At least, at most, more than the first, less than the second."""

Holdings = dict[str, dict[str, ShareRange]]
"""Company -> holder -> direct share; both sorted by id."""


class StakesExceedWhole(TracerError):
    """The holders of one company together hold more than the company."""


@dataclass(frozen=True, slots=True)
class Stake:
    """How much of a company one holder has directly, at least and at most, with the records that state it.

    Capital and votes are two different questions: never mix them in one set of stakes. ``lower`` and
    ``upper`` are equal when the share is known exactly; both belong to the range, unless ``lower_open`` (more than
    ``lower``) or ``upper_open`` (less than ``upper``). A company may hold its own shares.
    Raises: WrongRecord for a range outside 0 to 1, a float, or a stake without a record.
    """

    holder: str
    company: str
    lower: Fraction
    upper: Fraction
    link_ids: tuple[str, ...]
    lower_open: bool = False
    upper_open: bool = False

    def __post_init__(self) -> None:
        for bound in (self.lower, self.upper):
            if not isinstance(bound, Fraction | int):
                raise WrongRecord(
                    "The stake of {holder} in {company} is {bound!r}: expected an exact fraction. Read it "
                    "with parse_share.",
                    holder=self.holder,
                    company=self.company,
                    bound=bound,
                )
        if not 0 <= self.lower <= self.upper <= 1:
            raise WrongRecord(
                "The stake of {holder} in {company} runs from {lower} to {upper}: expected "
                "0 <= lower <= upper <= 1. Correct the record.",
                holder=self.holder,
                company=self.company,
                lower=str(self.lower),
                upper=str(self.upper),
            )
        if self.lower == self.upper and (self.lower_open or self.upper_open):
            raise WrongRecord(
                "The stake of {holder} in {company} is {lower} with that end left out, so that no share fits. Correct the "
                "record.",
                holder=self.holder,
                company=self.company,
                lower=str(self.lower),
            )
        if not self.link_ids:
            raise WrongRecord(
                "The stake of {holder} in {company} names no record: expected one link id at least.",
                holder=self.holder,
                company=self.company,
            )
        object.__setattr__(self, "lower", Fraction(self.lower))
        object.__setattr__(self, "upper", Fraction(self.upper))


def stake_links(stakes: Iterable[Stake]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Which records state the stake of a holder in a company? Sorted by (holder, company), then link id.

    Raises: WrongRecord if one record is counted twice for the same holder and company.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for stake in stakes:
        found.setdefault((stake.holder, stake.company), []).extend(stake.link_ids)
    for (holder, company), ids in found.items():
        if len(set(ids)) != len(ids):
            raise WrongRecord(
                "The stake of {holder} in {company} is counted twice from one record; the records are {ids}. "
                "Pass each record once.",
                holder=holder,
                company=company,
                ids=", ".join(sorted(ids)),
            )
    return {pair: tuple(sorted(found[pair])) for pair in sorted(found)}


def direct_holdings(stakes: Iterable[Stake]) -> Holdings:
    """Who holds how much of each company directly, all stakes of one holder in it added up?

    The upper end of a range is cut to what the certain stakes of the others leave free, so no single holder
    can be read as having more than there is. A sum of which a part is "more than" is "more than" itself.
    Raises: StakesExceedWhole if the certain stakes in a company are above the whole.
    """
    stakes = tuple(stakes)
    links = stake_links(stakes)
    sums: dict[str, dict[str, _Sum]] = {}
    for stake in stakes:
        column = sums.setdefault(stake.company, {})
        lower, upper, more, less = column.get(stake.holder, (Fraction(0), Fraction(0), False, False))
        column[stake.holder] = (
            lower + stake.lower,
            upper + stake.upper,
            more or stake.lower_open,
            less or stake.upper_open,
        )
    holdings: Holdings = {}
    for company in sorted(sums):
        column = sums[company]
        total = sum((lower for lower, _, _, _ in column.values()), Fraction(0))
        if exceeds_whole(total, any(more for _, _, more, _ in column.values())):
            ids = sorted(link for holder in column for link in links[holder, company])
            raise StakesExceedWhole(
                "The stakes in {company} add up to {total}, more than the whole, in the records {ids}. "
                "Check whether an ended stake is still counted, or capital and votes are mixed.",
                company=company,
                total=str(total),
                ids=", ".join(ids),
            )
        open_ends = sum(more for _, _, more, _ in column.values())
        holdings[company] = {holder: _beside(column[holder], total, open_ends) for holder in sorted(column)}
    return holdings


def exceeds_whole(total: Fraction, more: bool) -> bool:
    """Are these certain shares above the whole? ``more``: one of them is more than what is summed."""
    return total > 1 or (total == 1 and more)


def _beside(own: _Sum, total: Fraction, open_ends: int) -> ShareRange:
    """What this holder can have beside the others; ``open_ends``: how many holders of the company have more than stated."""
    lower, upper, more, less = own
    free = 1 - (total - lower)
    others_more = open_ends > more
    return ShareRange(lower, min(upper, free), more, (less and upper <= free) or (others_more and free <= upper))
