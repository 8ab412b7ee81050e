"""Draws small networks of owners with rings, own shares, ties and ranges."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from tracer.analysis.ownership.stakes import Stake

THRESHOLDS = st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(1, 3), Fraction(1, 10)])
SHARES = st.sampled_from(
    [Fraction(1, 4), Fraction(1, 2), Fraction(1, 8), Fraction(1, 3), Fraction(1, 10), Fraction(1, 7)]
)


@st.composite
def networks(draw):
    """Seven companies and three persons; holders are drawn freely, so rings and own shares occur; some shares are ranges."""
    stakes = []
    for company in range(7):
        free = Fraction(1)
        for holder in draw(st.lists(st.sampled_from("PQR0123456"), max_size=4, unique=True)):
            share = min(draw(SHARES), free)
            least = share * draw(st.sampled_from([Fraction(0), Fraction(1, 2), *7 * [Fraction(1)]]))
            more = least < share and draw(st.booleans())
            free -= share
            if share:
                name = holder if holder in "PQR" else f"C{holder}"
                stakes.append(Stake(name, f"C{company}", least, share, (f"{company}{holder}",), more))
    return stakes
