"""Traced money in every entry and account, without pieces: for millions of transfers at once.

One kernel a method. What is in an account is two sums (own first, pro rata) or a queue in which equal neighbours are one
(first in, first out), so a run is a few reads a transfer. Who brought the money is asked of ``run``, which keeps the pieces.
"""

from __future__ import annotations

from tracer.analysis.tracing.kernels.columns import Entries, Ints
from tracer.analysis.tracing.kernels.machine_code.compiled import compiled
from tracer.analysis.tracing.kernels.machine_code.exact import share_of

# Columns of ``held``, one row an account: below zero, the balance is a drawn overdraft.
BALANCE = 0
TRACED = 1
HEAD = 2
TAIL = 3

# Columns of ``queue``, one row a segment.
_AMOUNT = 0
_IS_TRACED = 1
_AFTER = 2

# Places in ``sums``: traced money that repaid the bank, that a mark on the way made, that a conversion added.
TO_BANK = 0
RELABELLED = 1
FX_ADJUSTED = 2
NEXT_FREE = 3
FIRST_UNUSED = 4


@compiled
def own_first_totals(e: Entries, is_marked: Ints, held: Ints, carried: Ints, sums: Ints) -> None:
    """Own money leaves first: traced money of each entry into ``carried``, what accounts hold in ``held``."""
    for number in range(len(carried)):
        if not e.moves[number]:
            continue
        payer, receiver = e.debit[number], e.credit[number]
        debited, credited = e.debited[number], e.credited[number]
        own = 0
        out = 0
        if payer >= 0:
            balance, traced = held[payer, BALANCE], held[payer, TRACED]
            if traced:
                taken = min(debited, balance)
                own = min(taken, balance - traced)
                out = taken - own
                held[payer, TRACED] = traced - out
            held[payer, BALANCE] = balance - debited
        if is_marked[number]:
            if payer >= 0:
                sums[RELABELLED] += debited - out
            own = 0
            out = debited
        carried[number] = out
        if receiver >= 0:
            into = out
            if debited != credited:
                into = share_of(credited, own + out, debited) - share_of(credited, own, debited)
                sums[FX_ADJUSTED] += into - out
            balance = held[receiver, BALANCE]
            if into:
                if balance < 0:
                    swallowed = max(min(-balance, credited) - (credited - into), 0)
                    sums[TO_BANK] += swallowed
                    into -= swallowed
                held[receiver, TRACED] += into
            held[receiver, BALANCE] = balance + credited


@compiled
def pro_rata_totals(e: Entries, is_marked: Ints, held: Ints, carried: Ints, sums: Ints) -> None:
    """Every debit takes traced money in proportion, rounded down to a unit of the run; a repaid overdraft too."""
    for number in range(len(carried)):
        if not e.moves[number]:
            continue
        payer, receiver = e.debit[number], e.credit[number]
        debited, credited = e.debited[number], e.credited[number]
        out = 0
        if payer >= 0:
            balance, traced = held[payer, BALANCE], held[payer, TRACED]
            if traced:
                out = traced if debited >= balance else share_of(debited, traced, balance)
                held[payer, TRACED] = traced - out
            held[payer, BALANCE] = balance - debited
        if is_marked[number]:
            if payer >= 0:
                sums[RELABELLED] += debited - out
            out = debited
        carried[number] = out
        if receiver >= 0:
            into = out
            if debited != credited:
                into = share_of(credited, out, debited)
                sums[FX_ADJUSTED] += into - out
            balance = held[receiver, BALANCE]
            if into:
                if balance < 0:
                    swallowed = share_of(min(-balance, credited), into, credited)
                    sums[TO_BANK] += swallowed
                    into -= swallowed
                held[receiver, TRACED] += into
            held[receiver, BALANCE] = balance + credited


@compiled
def append(held: Ints, queue: Ints, sums: Ints, account: int, is_traced: int, amount: int) -> None:
    """Put money at the end of an account's queue; money of the same kind as the last becomes one with it."""
    last = held[account, TAIL]
    if last >= 0 and queue[last, _IS_TRACED] == is_traced:
        queue[last, _AMOUNT] += amount
        return
    place = sums[NEXT_FREE]
    if place < 0:
        place = sums[FIRST_UNUSED]
        sums[FIRST_UNUSED] += 1
    else:
        sums[NEXT_FREE] = queue[place, _AFTER]
    queue[place, _AMOUNT] = amount
    queue[place, _IS_TRACED] = is_traced
    queue[place, _AFTER] = -1
    held[account, TAIL] = place
    if last < 0:
        held[account, HEAD] = place
    else:
        queue[last, _AFTER] = place


@compiled
def fifo_totals(e: Entries, is_marked: Ints, held: Ints, carried: Ints, sums: Ints, queue: Ints) -> None:
    """The oldest money leaves first. ``queue`` has room for a segment of each account, opening and entry."""
    for number in range(len(carried)):
        if not e.moves[number]:
            continue
        payer, receiver = e.debit[number], e.credit[number]
        debited, credited = e.debited[number], e.credited[number]
        owed = max(-held[receiver, BALANCE], 0) if receiver >= 0 else 0
        rest = debited
        out = 0
        reached = 0
        bound = 0
        while rest:
            place = held[payer, HEAD] if payer >= 0 else -1
            # Where the queue is empty the bank lends; from outside comes what the mark says.
            is_traced = 0
            part = rest
            if place >= 0:
                is_traced = queue[place, _IS_TRACED]
                part = min(queue[place, _AMOUNT], rest)
                if part == queue[place, _AMOUNT]:
                    held[payer, HEAD] = queue[place, _AFTER]
                    if queue[place, _AFTER] < 0:
                        held[payer, TAIL] = -1
                    queue[place, _AFTER] = sums[NEXT_FREE]
                    sums[NEXT_FREE] = place
                else:
                    queue[place, _AMOUNT] -= part
                if is_traced:
                    held[payer, TRACED] -= part
            rest -= part
            if is_marked[number]:
                if payer >= 0 and not is_traced:
                    sums[RELABELLED] += part
                is_traced = 1
            if is_traced:
                out += part
            if receiver >= 0:
                into = part
                if debited != credited:
                    reached += part
                    after = share_of(credited, reached, debited)
                    into = after - bound
                    bound = after
                    if is_traced:
                        sums[FX_ADJUSTED] += into - part
                swallowed = min(owed, into)
                owed -= swallowed
                into -= swallowed
                if is_traced:
                    sums[TO_BANK] += swallowed
                    held[receiver, TRACED] += into
                if into:
                    append(held, queue, sums, receiver, is_traced, into)
        if payer >= 0:
            held[payer, BALANCE] -= debited
        if receiver >= 0:
            held[receiver, BALANCE] += credited
        carried[number] = out
