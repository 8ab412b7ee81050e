"""One payment: with which pieces it is paid, what arrives as what, what the bank lends and gets back."""

from __future__ import annotations

from tracer.analysis.tracing.kernels.columns import CREDIT_LABEL, Entries, Ints
from tracer.analysis.tracing.kernels.machine_code.compiled import compiled
from tracer.analysis.tracing.kernels.machine_code.exact import share_of
from tracer.analysis.tracing.kernels.segments import clear, list_segments, put, take
from tracer.analysis.tracing.kernels.state import LONGEST, PIECES, REPAID, ROOT_PIECE, Rules, RunState


@compiled
def traced_in(s: RunState, segments: Ints, first: int, end: int) -> int:
    """How much of these segments is traced money?"""
    total = 0
    for place in range(first, end):
        if s.tainted[segments[1, place]]:
            total += segments[2, place]
    return total


@compiled
def pay(s: RunState, rules: Rules, account: int, amount: int, count: int) -> int:
    """The pieces of an ordinary debit, into ``parts`` from ``count`` on; the bank lends what is missing."""
    before = s.pool.balance[account]
    end = take(s.pool, rules, account, min(amount, before), s.parts, count)
    s.traced[account] -= traced_in(s, s.parts, count, end)
    missing = amount - before
    if missing > 0:
        s.owed[account] += missing
        s.parts[0, end] = ROOT_PIECE
        s.parts[1, end] = CREDIT_LABEL
        s.parts[2, end] = missing
        end += 1
    return end


@compiled
def repay(s: RunState, number: int, account: int, label: int, amount: int) -> None:
    """The account gives the bank back what it lent."""
    place = s.at[REPAID]
    s.repaid[0, place] = number
    s.repaid[1, place] = label
    s.repaid[2, place] = account
    s.repaid[3, place] = amount
    s.at[REPAID] += 1
    s.owed[account] -= amount


@compiled
def receive(s: RunState, rules: Rules, number: int, account: int, first: int, end: int) -> None:
    """Put ``arrived`` from ``first`` to ``end`` into the account; it repays an overdraft with what leaves first."""
    if s.owed[account]:
        purse = len(s.pool.balance) - 1
        for place in range(first, end):
            put(s.pool, rules, purse, s.arrived[0, place], s.arrived[1, place], s.arrived[2, place])
        repaid = take(s.pool, rules, purse, min(s.owed[account], s.pool.balance[purse]), s.spare, 0)
        for place in range(repaid):
            repay(s, number, account, s.spare[1, place], s.spare[2, place])
        first = 0
        end = list_segments(s.pool, rules, purse, s.arrived)
        clear(s.pool, rules, purse)
    for place in range(first, end):
        put(s.pool, rules, account, s.arrived[0, place], s.arrived[1, place], s.arrived[2, place])
    s.traced[account] += traced_in(s, s.arrived, first, end)


@compiled
def add_piece(s: RunState, number: int, label: int, taken: int, debited: int, credited: int, parent: int) -> int:
    """Write one piece of an entry. Returns: its place."""
    place: int = s.at[PIECES]
    s.piece_entry[place] = number
    s.piece_label[place] = label
    s.piece_taken[place] = taken
    s.piece_debited[place] = debited
    s.piece_credited[place] = credited
    s.piece_parent[place] = parent
    s.at[PIECES] += 1
    return place


@compiled
def record(s: RunState, number: int, origin: int, count: int, debited: int, credited: int, followed: bool) -> int:
    """Record ``parts`` as pieces of the entry, relabelled and converted, into ``arrived``. Returns: how many arrive."""
    arrived = 0
    reached = 0
    bound = 0
    for place in range(count):
        parent, taken, out = s.parts[0, place], s.parts[1, place], s.parts[2, place]
        into = out
        if debited != credited:
            reached += out
            after = share_of(credited, reached, debited)
            into = after - bound
            bound = after
        label = taken
        if followed and origin >= 0:
            if s.proved[taken]:
                if taken != origin:
                    s.kept[number] += out
            else:
                label = origin
        piece = add_piece(s, number, label, taken, out, into, parent)
        if into:
            s.arrived[0, arrived] = piece
            s.arrived[1, arrived] = label
            s.arrived[2, arrived] = into
            arrived += 1
    s.at[LONGEST] = max(s.at[LONGEST], count)
    return arrived


@compiled
def count_move(s: RunState, number: int, payer: int, receiver: int, debited: int, credited: int) -> None:
    """Book the entry on both accounts, and note it as the last that moved them."""
    if payer >= 0:
        s.book[payer] -= debited
        s.mover[payer] = number
    if receiver >= 0:
        s.book[receiver] += credited
        s.mover[receiver] = number


@compiled
def from_outside(s: RunState, e: Entries, number: int, debited: int) -> int:
    """The parts of money that comes from an account without statements, into ``parts``. Returns: how many."""
    first: int = e.first_part[number]
    end: int = e.first_part[number + 1]
    if first == end:
        s.parts[0, 0] = ROOT_PIECE
        s.parts[1, 0] = e.origin[number]
        s.parts[2, 0] = debited
        return 1
    whole = 0
    for place in range(first, end):
        whole += e.part_amount[place]
    reached = 0
    bound = 0
    for place in range(first, end):
        reached += e.part_amount[place]
        after = share_of(debited, reached, whole)
        s.parts[0, place - first] = ROOT_PIECE
        s.parts[1, place - first] = e.part_label[place]
        s.parts[2, place - first] = after - bound
        bound = after
    return end - first
