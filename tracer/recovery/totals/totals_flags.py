"""Flags the totals: shares above their cap, and sums that no exchange rate converts.

``minor`` and ``cap`` among the parameters are minor units in the currency of the totals, ``measure`` is an id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from graph_schema.messages import N_
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.ledger.posted_sums import ITEM, posts_about
from tracer.recovery.ledger.sold_shares import ItemsOfHolder
from tracer.recovery.orders.titles import registered_share
from tracer.recovery.remarks import RecoveryFlag
from tracer.recovery.totals.contributions import SlicedAsset
from tracer.recovery.totals.waterfall import RealisedMoney


def cap_flags(assets: Iterable[SlicedAsset], caps: Mapping[str, int | None]) -> Iterator[RecoveryFlag]:
    """Which items hold a share worth more than their cap? ``caps``: minor units by item, in the same currency.

    A released share is not compared with a cap. A cap without an exchange rate (None) is not compared either.
    """
    for asset in assets:
        for piece, minor in asset.pieces:
            cap = None if piece.lead is None or piece.bucket == "released" else caps.get(piece.lead)
            if cap is not None and minor is not None and minor > cap:
                yield RecoveryFlag(
                    str(piece.lead),
                    N_(
                        "The share covered by measure {measure} is worth {minor}, more than its cap of {cap}. "
                        "The whole share is counted."
                    ),
                    {"measure": str(piece.lead), "minor": str(minor), "cap": str(cap)},
                )


def receipt_flags(realised: RealisedMoney) -> Iterator[RecoveryFlag]:
    """Of which items has a sum no exchange rate, so that it is not in the sums?"""
    for row in realised.slices:
        if row.receipts.without_rate:
            yield RecoveryFlag(
                row.item,
                N_(
                    "Measure {measure}: a sum received has no exchange rate near its day and is not in the sums. Import "
                    "the rates of that day, or choose its currency."
                ),
                {"measure": row.item},
            )


def sale_flags(facts: RecoveryFacts) -> Iterator[RecoveryFlag]:
    """On which asset do several lots state a sale of one share of one holder? The ledger holds the sum of each.

    A sale by an act is refused if the share is sold already; a register can state it all the same. Cost: linear in the items.
    """
    for (asset, holder), items in facts.index(ItemsOfHolder).items.items():
        sold = {
            item.item: item.share or Fraction(0) for item in items if posts_about(facts, [(ITEM, item.item, "sale")])
        }
        if asset is None or len(sold) < 2:
            continue
        titles = [registered_share(facts, asset, holder, item.effective) for item in items]
        title = max((share for share in titles if share), default=Fraction(1))
        if sum(sold.values(), Fraction(0)) > title:
            yield RecoveryFlag(
                asset,
                N_(
                    "The measures {measures} each state a sale of the same share of the asset; the sums of all are in the "
                    "ledger. Find out which sale took place, and revoke the others."
                ),
                {"measures": ", ".join(sorted(sold))},
            )
