"""What a person should look at in the totals: steps that do not count, shares above their cap, sums that do not meet.

``minor`` and ``cap`` among the parameters are minor units in the currency of the totals, ``measure`` is an id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph_schema.words import N_
from tracer.recovery.contributions import SlicedAsset
from tracer.recovery.history import MeasureState
from tracer.recovery.remarks import Flag
from tracer.recovery.waterfall import RealisedMoney


def cap_flags(assets: Iterable[SlicedAsset], caps: Mapping[str, int | None]) -> Iterator[Flag]:
    """Which measures hold a share worth more than their cap? ``caps``: minor units by measure, in the same currency.

    A share that was released is held by nobody. A cap without a rate (None) is compared with nothing.
    """
    for asset in assets:
        for piece, minor in asset.pieces:
            cap = None if piece.lead is None or piece.bucket == "released" else caps.get(piece.lead)
            if cap is not None and minor is not None and minor > cap:
                yield Flag(
                    str(piece.lead),
                    N_(
                        "The share under measure {measure} is worth {minor}, its cap is "
                        "{cap}; the whole share is counted."
                    ),
                    {"measure": str(piece.lead), "minor": str(minor), "cap": str(cap)},
                )


def order_flags(states: Mapping[str, MeasureState]) -> Iterator[Flag]:
    """Which measures have steps on record that do not count, because one before them is missing?

    It was taken back, or was not yet on record on the day asked about.
    """
    for measure, state in sorted(states.items()):
        if state.left_out:
            steps = ", ".join(str(refusal.params["to_state"]) for _, refusal in state.left_out)
            yield Flag(
                measure,
                N_(
                    "Measure {measure} counts as {state}: its later steps {steps} do not follow from there, for a step "
                    "before them was taken back or was not yet on record. Put the missing step on record."
                ),
                {"measure": measure, "state": state.state or "-", "steps": steps},
            )


def receipt_flags(realised: RealisedMoney) -> Iterator[Flag]:
    """Which measures paid out more than came in, or have no sum received on record at all?"""
    for row in realised.slices:
        if row.receipts.undistributed < 0:
            yield Flag(
                row.measure,
                N_("Under measure {measure} {minor} more was paid out or spent than came in. Check the sums."),
                {"measure": row.measure, "minor": str(-row.receipts.undistributed)},
            )
        if row.receipts.at_least:
            yield Flag(
                row.measure,
                N_(
                    "Measure {measure} paid out money, but no sum received is on record; counted "
                    "as received is what it paid out and cost. Add the sum received."
                ),
                {"measure": row.measure},
            )
