"""Flags the totals: shares above their cap, and sums that no exchange rate converts.

``minor`` and ``cap`` among the parameters are minor units in the currency of the totals, ``measure`` is an id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph_schema.messages import N_
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
