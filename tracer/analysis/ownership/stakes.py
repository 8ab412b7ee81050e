"""Direct stakes as the registers state them, added up for each holder and company."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from graph_schema.errors import TracerError, WrongRecord
from graph_schema.shares import ShareRange

Holdings = dict[str, dict[str, ShareRange]]
"""Company -> holder -> direct share; both sorted by id."""


class StakesExceedWhole(TracerError):
    """The holders of one company together hold more than the company."""


@dataclass(frozen=True, slots=True)
class Stake:
    """How much of a company one holder has directly, at least and at most, and which records say so.

    Capital and votes are two different questions: never mix them in one set of stakes. ``lower`` and
    ``upper`` are both inclusive and equal when the share is known exactly. A company may hold its own shares.
    Raises: WrongRecord for a range outside 0 to 1, a float, or a stake without a record.
    """

    holder: str
    company: str
    lower: Fraction
    upper: Fraction
    link_ids: tuple[str, ...]

    def __post_init__(self) -> None:
        for bound in (self.lower, self.upper):
            if not isinstance(bound, Fraction | int):
                raise WrongRecord(
                    "The stake of {holder} in {company} is {bound!r}: expected an exact fraction. Read it "
                    "with parse_share.",
                    holder=self.holder, company=self.company, bound=bound,
                )  # fmt: skip
        if not 0 <= self.lower <= self.upper <= 1:
            raise WrongRecord(
                "The stake of {holder} in {company} runs from {lower} to {upper}: expected "
                "0 <= lower <= upper <= 1. Correct the record.",
                holder=self.holder, company=self.company, lower=str(self.lower), upper=str(self.upper),
            )  # fmt: skip
        if not self.link_ids:
            raise WrongRecord(
                "The stake of {holder} in {company} names no record: expected one link id at least.",
                holder=self.holder, company=self.company,
            )  # fmt: skip
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
                holder=holder, company=company, ids=", ".join(sorted(ids)),
            )  # fmt: skip
    return {pair: tuple(sorted(found[pair])) for pair in sorted(found)}


def direct_holdings(stakes: Iterable[Stake]) -> Holdings:
    """Who holds how much of each company directly, all stakes of one holder in it added up?

    The upper end of a range is cut to what the certain stakes of the others leave free, so no single holder
    can be read as having more than there is.
    Raises: StakesExceedWhole if the certain stakes in a company are above the whole.
    """
    stakes = tuple(stakes)
    links = stake_links(stakes)
    sums: dict[str, dict[str, tuple[Fraction, Fraction]]] = {}
    for stake in stakes:
        column = sums.setdefault(stake.company, {})
        lower, upper = column.get(stake.holder, (Fraction(0), Fraction(0)))
        column[stake.holder] = (lower + stake.lower, upper + stake.upper)
    holdings: Holdings = {}
    for company in sorted(sums):
        column = sums[company]
        total = sum((lower for lower, _ in column.values()), Fraction(0))
        if total > 1:
            ids = sorted(link for holder in column for link in links[holder, company])
            raise StakesExceedWhole(
                "The stakes in {company} add up to {total}, more than the whole, in the records {ids}. "
                "Check whether an ended stake is still counted, or capital and votes are mixed.",
                company=company, total=str(total), ids=", ".join(ids),
            )  # fmt: skip
        holdings[company] = {
            holder: ShareRange(lower, min(upper, 1 - (total - lower)))
            for holder, (lower, upper) in sorted(column.items())
        }
    return holdings
