"""Sorts the companies of an ownership network, owners first, with the companies of one ring together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tracer.analysis.tracing.kernels.machine_code.compiled import compiled


@compiled
def owners_first(first: NDArray[np.int64], holders: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """In which order are companies computed? The order, and where each component begins in it (and the end).

    The holders of company c are ``holders[first[c] : first[c + 1]]``; a number past the companies is a person.
    Cost: linear in companies and stakes.
    Source: R. Tarjan, SIAM Journal on Computing 1 (1972) 146-160.
    """
    count = len(first) - 1
    index, low, at = np.zeros(count, np.int64), np.zeros(count, np.int64), first[:-1].copy()
    stack, path, order = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, np.int64)
    bounds, open_ = np.zeros(count + 1, np.int64), np.zeros(count, np.bool_)
    tall, clock, placed, groups = 0, 0, 0, 0
    for root in range(count):
        if index[root] > 0:
            continue
        path[0], deep = root, 1
        while deep > 0:
            company = path[deep - 1]
            if index[company] == 0:
                clock += 1
                index[company], low[company] = clock, clock
                stack[tall], open_[company] = company, True
                tall += 1
            if at[company] < first[company + 1]:
                holder = holders[at[company]]
                if holder < count and index[holder] == 0:
                    path[deep] = holder
                    deep += 1
                    continue
                if holder < count and open_[holder]:
                    low[company] = min(low[company], low[holder])
                at[company] += 1
                continue
            deep -= 1
            if low[company] == index[company]:
                member = -1
                while member != company:
                    tall -= 1
                    member = stack[tall]
                    order[placed], open_[member] = member, False
                    placed += 1
                groups += 1
                bounds[groups] = placed
    return order, bounds[: groups + 1]
