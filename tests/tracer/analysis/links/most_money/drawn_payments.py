"""Random payments between a few accounts on a few days."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from tracer.analysis.links.most_money.time_expanded import Payments

ACCOUNTS = 6
S, T = np.array([0]), np.array([1])


@st.composite
def drawn_payments(draw: st.DrawFn, most: int = 18) -> Payments:
    """Account 0 and 1 are the two ends; some payments take days, some are of nothing, some go to their own payer."""
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(0, ACCOUNTS - 1),
                st.integers(0, ACCOUNTS - 1),
                st.integers(0, 6),
                st.integers(0, 2),
                st.integers(0, 9),
            ),
            max_size=most,
        )
    )
    table = np.array(rows, np.int64).reshape(-1, 5)
    return Payments(table[:, 0], table[:, 1], table[:, 2], table[:, 2] + table[:, 3], table[:, 4])
