"""Flags the totals: steps that do not count, shares above their cap, sums received and paid that do not agree.

``minor`` and ``cap`` among the parameters are minor units in the currency of the totals, ``measure`` is an id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph_schema.messages import N_
from tracer.recovery.measures.history import MeasureState
from tracer.recovery.money.receipts import Receipts
from tracer.recovery.remarks import RecoveryFlag
from tracer.recovery.statistics.contributions import SlicedAsset
from tracer.recovery.statistics.waterfall import RealisedMoney


def cap_flags(assets: Iterable[SlicedAsset], caps: Mapping[str, int | None]) -> Iterator[RecoveryFlag]:
    """Which measures hold a share worth more than their cap? ``caps``: minor units by measure, in the same currency.

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


def order_flags(states: Mapping[str, MeasureState]) -> Iterator[RecoveryFlag]:
    """Which measures have steps on record that do not count, because an earlier step is missing?

    The earlier step was revoked, or was not yet on record on the day asked about.
    """
    for measure, state in sorted(states.items()):
        if state.left_out:
            steps = ", ".join(str(refusal.params["to_state"]) for _, refusal in state.left_out)
            yield RecoveryFlag(
                measure,
                N_(
                    "Measure {measure} counts as {state}. Its later steps do not count: {steps}. An earlier step that "
                    "they need was revoked or was not yet on record. Put the missing step on record."
                ),
                {"measure": measure, "state": state.state or "-", "steps": steps},
            )


def receipt_flags(realised: RealisedMoney) -> Iterator[RecoveryFlag]:
    """Which measures paid out more than came in, or have no sum received on record at all?"""
    for row in realised.slices:
        yield from flag_receipts(row.measure, row.receipts)


def flag_receipts(measure: str, receipts: Receipts) -> Iterator[RecoveryFlag]:
    """Do the sums that one measure received and paid out agree?"""
    if receipts.undistributed < 0:
        yield RecoveryFlag(
            measure,
            N_("Measure {measure}: the sums paid out and spent exceed the sum received by {minor}. Check the sums."),
            {"measure": measure, "minor": str(-receipts.undistributed)},
        )
    if receipts.without_rate:
        yield RecoveryFlag(
            measure,
            N_(
                "Measure {measure}: a sum received has no exchange rate near its day and is not in the sums. Import the "
                "rates of that day, or choose its currency."
            ),
            {"measure": measure},
        )
    elif receipts.at_least:
        yield RecoveryFlag(
            measure,
            N_(
                "Measure {measure}: money was paid out, but no sum received is on record. The sums paid "
                "out and the costs count as received. Add the sum received."
            ),
            {"measure": measure},
        )
