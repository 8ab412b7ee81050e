"""One entry after the other: who pays with which pieces, what the bank lends and takes back, what a reversal returns."""

from __future__ import annotations

from tracer.analysis.tracing.kernels.columns import CREDIT_LABEL, NOBODY, Entries, Ints
from tracer.analysis.tracing.kernels.compiled import compiled
from tracer.analysis.tracing.kernels.exact import share_of
from tracer.analysis.tracing.kernels.segments import clear, list_segments, put, put_back, take, take_pieces
from tracer.analysis.tracing.kernels.state import (
    ENTRY,
    LONGEST,
    PIECES,
    REPAID,
    ROOT_PIECE,
    SAVED,
    SEGMENTS,
    Rules,
    RunState,
)


@compiled
def _traced_in(s: RunState, segments: Ints, first: int, end: int) -> int:
    total = 0
    for place in range(first, end):
        if s.tainted[segments[1, place]]:
            total += segments[2, place]
    return total


@compiled
def _pay(s: RunState, rules: Rules, account: int, amount: int, count: int) -> int:
    """The pieces of an ordinary debit, into ``parts`` from ``count`` on; the bank lends what is missing."""
    before = s.pool.balance[account]
    end = take(s.pool, rules, account, min(amount, before), s.parts, count)
    s.traced[account] -= _traced_in(s, s.parts, count, end)
    missing = amount - before
    if missing > 0:
        s.owed[account] += missing
        s.parts[0, end] = ROOT_PIECE
        s.parts[1, end] = CREDIT_LABEL
        s.parts[2, end] = missing
        end += 1
    return end


@compiled
def _repay(s: RunState, number: int, account: int, label: int, amount: int) -> None:
    place = s.at[REPAID]
    s.repaid[0, place] = number
    s.repaid[1, place] = label
    s.repaid[2, place] = account
    s.repaid[3, place] = amount
    s.at[REPAID] += 1
    s.owed[account] -= amount


@compiled
def _receive(s: RunState, rules: Rules, number: int, account: int, first: int, end: int) -> None:
    """Put ``arrived`` from ``first`` to ``end`` into the account; it repays an overdraft with what leaves first."""
    if s.owed[account]:
        purse = len(s.pool.balance) - 1
        for place in range(first, end):
            put(s.pool, rules, purse, s.arrived[0, place], s.arrived[1, place], s.arrived[2, place])
        repaid = take(s.pool, rules, purse, min(s.owed[account], s.pool.balance[purse]), s.spare, 0)
        for place in range(repaid):
            _repay(s, number, account, s.spare[1, place], s.spare[2, place])
        first = 0
        end = list_segments(s.pool, rules, purse, s.arrived)
        clear(s.pool, rules, purse)
    for place in range(first, end):
        put(s.pool, rules, account, s.arrived[0, place], s.arrived[1, place], s.arrived[2, place])
    s.traced[account] += _traced_in(s, s.arrived, first, end)


@compiled
def _take_back(s: RunState, rules: Rules, number: int, account: int, originals: int, end: int) -> None:
    """Put the first ``originals`` of ``arrived`` back where they came from; the bank's own money first repays the bank."""
    kept = 0
    for place in range(originals):
        label, amount = s.arrived[1, place], s.arrived[2, place]
        due = min(s.owed[account], amount) if label == CREDIT_LABEL else 0
        if due:
            _repay(s, number, account, label, due)
        if amount > due:
            s.arrived[0, kept] = s.arrived[0, place]
            s.arrived[1, kept] = label
            s.arrived[2, kept] = amount - due
            kept += 1
    if s.owed[account]:
        for place in range(originals, end):
            for row in range(3):
                s.arrived[row, kept + place - originals] = s.arrived[row, place]
        _receive(s, rules, number, account, 0, kept + end - originals)
    else:
        put_back(s.pool, rules, account, s.arrived, kept)
        s.traced[account] += _traced_in(s, s.arrived, 0, kept)
        _receive(s, rules, number, account, originals, end)


@compiled
def _add_piece(s: RunState, number: int, label: int, taken: int, debited: int, credited: int, parent: int) -> int:
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
def _record(s: RunState, number: int, origin: int, count: int, debited: int, credited: int, followed: bool) -> int:
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
        piece = _add_piece(s, number, label, taken, out, into, parent)
        if into:
            s.arrived[0, arrived] = piece
            s.arrived[1, arrived] = label
            s.arrived[2, arrived] = into
            arrived += 1
    s.at[LONGEST] = max(s.at[LONGEST], count)
    return arrived


@compiled
def _count_move(s: RunState, number: int, payer: int, receiver: int, debited: int, credited: int) -> None:
    if payer >= 0:
        s.book[payer] -= debited
        s.mover[payer] = number
    if receiver >= 0:
        s.book[receiver] += credited
        s.mover[receiver] = number


@compiled
def _from_outside(s: RunState, e: Entries, number: int, debited: int) -> int:
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


@compiled
def _remember(s: RunState, rules: Rules, memory: int, side: int, account: int) -> None:
    first = s.at[SAVED]
    count = list_segments(s.pool, rules, account, s.spare)
    for place in range(count):
        for row in range(3):
            s.saved[row, first + place] = s.spare[row, place]
    s.at[SAVED] += count
    s.memories[memory, side, 0] = first
    s.memories[memory, side, 1] = count
    s.memories[memory, side, 2] = s.owed[account]
    s.memories[memory, side, 3] = s.traced[account]
    s.memories[memory, side, 4] = s.book[account]
    s.memories[memory, side, 5] = s.mover[account]


@compiled
def _restore(s: RunState, rules: Rules, memory: int, side: int, account: int) -> None:
    clear(s.pool, rules, account)
    first, count = s.memories[memory, side, 0], s.memories[memory, side, 1]
    for place in range(first, first + count):
        put(s.pool, rules, account, s.saved[0, place], s.saved[1, place], s.saved[2, place])
    s.owed[account] = s.memories[memory, side, 2]
    s.traced[account] = s.memories[memory, side, 3]
    s.book[account] = s.memories[memory, side, 4]
    s.mover[account] = s.memories[memory, side, 5]


@compiled
def _transfer(s: RunState, rules: Rules, e: Entries, number: int, payer: int, receiver: int) -> None:
    memory = e.memory[number]
    if memory >= 0:
        if payer >= 0:
            _remember(s, rules, memory, 0, payer)
        if receiver >= 0:
            _remember(s, rules, memory, 1, receiver)
    debited, credited = e.debited[number], e.credited[number]
    count = _pay(s, rules, payer, debited, 0) if payer >= 0 else _from_outside(s, e, number, debited)
    _count_move(s, number, payer, receiver, debited, credited)
    arrived = _record(s, number, e.origin[number], count, debited, credited, payer >= 0)
    if receiver >= 0:
        _receive(s, rules, number, receiver, 0, arrived)


@compiled
def _undo(s: RunState, rules: Rules, e: Entries, number: int, original: int, payer: int, receiver: int) -> bool:
    """Void both entries if the full amount is reversed and nothing moved in between; a reversal itself is never voided."""
    if e.original[original] >= 0:
        return False
    if e.debited[number] != e.credited[original] or e.credited[number] != e.debited[original]:
        return False
    if (payer >= 0 and s.mover[payer] != original) or (receiver >= 0 and s.mover[receiver] != original):
        return False
    memory = e.memory[original]
    if receiver >= 0:
        _restore(s, rules, memory, 0, receiver)
    if payer >= 0:
        _restore(s, rules, memory, 1, payer)
    for piece in range(s.first_piece[original], s.first_piece[original + 1]):
        _add_piece(
            s,
            number,
            s.piece_taken[piece],
            s.piece_label[piece],
            s.piece_credited[piece],
            s.piece_debited[piece],
            piece,
        )
    s.voided[original] = True
    s.voided[number] = True
    s.restored[number] = e.debited[number]
    return True


@compiled
def _reverse(s: RunState, rules: Rules, e: Entries, number: int, payer: int, receiver: int) -> None:
    original = e.original[number]
    if _undo(s, rules, e, number, original, payer, receiver):
        return
    debited, credited = e.debited[number], e.credited[number]
    first, end = s.first_piece[original], s.first_piece[original + 1]
    count = 0
    if payer >= 0:
        count = take_pieces(s.pool, rules, payer, first, end, debited, s.parts, 0)
        s.traced[payer] -= _traced_in(s, s.parts, 0, count)
    else:
        skip, wanted = s.given_back[original], debited
        s.given_back[original] += debited
        for piece in range(first, end):
            size = s.piece_credited[piece]
            passed = min(skip, size)
            skip -= passed
            part = min(size - passed, wanted)
            if part:
                s.parts[0, count] = piece
                s.parts[1, count] = s.piece_label[piece]
                s.parts[2, count] = part
                count += 1
                wanted -= part
    given = 0
    for place in range(count):
        given += s.parts[2, place]
    total = count
    if payer >= 0 and given < debited:
        total = _pay(s, rules, payer, debited - given, count)
    _count_move(s, number, payer, receiver, debited, credited)
    before = s.at[PIECES]
    arrived = _record(s, number, NOBODY, total, debited, credited, payer >= 0)
    s.restored[number] = given
    if receiver >= 0:
        originals = 0
        while originals < arrived and s.arrived[0, originals] < before + count:
            originals += 1
        _take_back(s, rules, number, receiver, originals, arrived)


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
                _reverse(s, rules, e, number, payer, receiver)
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
