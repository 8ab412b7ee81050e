"""One entry after the other, as long as there is room for what it carries."""

from __future__ import annotations

from tracer.analysis.tracing.kernels.columns import Entries
from tracer.analysis.tracing.kernels.machine_code.compiled import compiled
from tracer.analysis.tracing.kernels.moves import count_move, from_outside, pay, receive, record
from tracer.analysis.tracing.kernels.reversals import remember, reverse
from tracer.analysis.tracing.kernels.state import ENTRY, PIECES, REPAID, SAVED, SEGMENTS, Rules, RunState


@compiled
def _transfer(s: RunState, rules: Rules, e: Entries, number: int, payer: int, receiver: int) -> None:
    memory = e.memory[number]
    if memory >= 0:
        if payer >= 0:
            remember(s, rules, memory, 0, payer)
        if receiver >= 0:
            remember(s, rules, memory, 1, receiver)
    debited, credited = e.debited[number], e.credited[number]
    count = pay(s, rules, payer, debited, 0) if payer >= 0 else from_outside(s, e, number, debited)
    count_move(s, number, payer, receiver, debited, credited)
    arrived = record(s, number, e.origin[number], count, debited, credited, payer >= 0)
    if receiver >= 0:
        receive(s, rules, number, receiver, 0, arrived)


@compiled
def run_entries(s: RunState, rules: Rules, e: Entries) -> int:
    """Run entries from the next one on until all are done (returns 0), or one needs more room (returns how much)."""
    count = len(e.debit)
    while s.at[ENTRY] < count:
        number = s.at[ENTRY]
        payer, receiver, original = e.debit[number], e.credit[number], e.original[number]
        # All that an entry can carry: what both accounts hold, its own parts, what it reverses, the bank's money.
        needed: int = e.first_part[number + 1] - e.first_part[number] + 8
        if payer >= 0:
            needed += s.pool.live[payer]
        if receiver >= 0:
            needed += s.pool.live[receiver]
        if original >= 0:
            needed += s.first_piece[original + 1] - s.first_piece[original]
            memory = e.memory[original]
            needed += s.memories[memory, 0, 1] + s.memories[memory, 1, 1]
        needed *= 2
        at = s.at
        if (
            s.pool.used[SEGMENTS] + needed > len(s.pool.after)
            or at[PIECES] + needed > len(s.piece_entry)
            or needed > s.parts.shape[1]
            or at[REPAID] + needed > s.repaid.shape[1]
            or at[SAVED] + needed > s.saved.shape[1]
        ):
            return needed
        s.first_piece[number] = at[PIECES]
        s.first_piece[number + 1] = at[PIECES]
        if e.moves[number]:
            if original >= 0:
                reverse(s, rules, e, number, payer, receiver)
            else:
                _transfer(s, rules, e, number, payer, receiver)
        s.first_piece[number + 1] = at[PIECES]
        if payer >= 0:
            s.states[number, 0] = s.pool.balance[payer] - s.owed[payer]
            s.states[number, 1] = s.traced[payer]
        if receiver >= 0:
            s.states[number, 2] = s.pool.balance[receiver] - s.owed[receiver]
            s.states[number, 3] = s.traced[receiver]
        s.at[ENTRY] += 1
    return 0
