"""A reversal: as if nothing had been, or the pieces that are still there go back to where they leave next."""

from __future__ import annotations

from tracer.analysis.tracing.kernels.columns import CREDIT_LABEL, NOBODY, Entries
from tracer.analysis.tracing.kernels.machine_code.compiled import compiled
from tracer.analysis.tracing.kernels.moves import add_piece, count_move, pay, receive, record, repay, traced_in
from tracer.analysis.tracing.kernels.segments import clear, list_segments, put, put_back, take_pieces
from tracer.analysis.tracing.kernels.state import PIECES, SAVED, Rules, RunState


@compiled
def remember(s: RunState, rules: Rules, memory: int, side: int, account: int) -> None:
    """Keep what an account holds before an entry that is reversed later."""
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
def _take_back(s: RunState, rules: Rules, number: int, account: int, originals: int, end: int) -> None:
    """Put the first ``originals`` of ``arrived`` back where they came from; the bank's own money first repays the bank."""
    kept = 0
    for place in range(originals):
        label, amount = s.arrived[1, place], s.arrived[2, place]
        due = min(s.owed[account], amount) if label == CREDIT_LABEL else 0
        if due:
            repay(s, number, account, label, due)
        if amount > due:
            s.arrived[0, kept] = s.arrived[0, place]
            s.arrived[1, kept] = label
            s.arrived[2, kept] = amount - due
            kept += 1
    if s.owed[account]:
        for place in range(originals, end):
            for row in range(3):
                s.arrived[row, kept + place - originals] = s.arrived[row, place]
        receive(s, rules, number, account, 0, kept + end - originals)
    else:
        put_back(s.pool, rules, account, s.arrived, kept)
        s.traced[account] += traced_in(s, s.arrived, 0, kept)
        receive(s, rules, number, account, originals, end)


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
        add_piece(
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
def reverse(s: RunState, rules: Rules, e: Entries, number: int, payer: int, receiver: int) -> None:
    """Give back the pieces of the original that are still there; the rest is an ordinary payment."""
    original = e.original[number]
    if _undo(s, rules, e, number, original, payer, receiver):
        return
    debited, credited = e.debited[number], e.credited[number]
    first, end = s.first_piece[original], s.first_piece[original + 1]
    count = 0
    if payer >= 0:
        count = take_pieces(s.pool, rules, payer, first, end, debited, s.parts, 0)
        s.traced[payer] -= traced_in(s, s.parts, 0, count)
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
        total = pay(s, rules, payer, debited - given, count)
    count_move(s, number, payer, receiver, debited, credited)
    before = s.at[PIECES]
    arrived = record(s, number, NOBODY, total, debited, credited, payer >= 0)
    s.restored[number] = given
    if receiver >= 0:
        originals = 0
        while originals < arrived and s.arrived[0, originals] < before + count:
            originals += 1
        _take_back(s, rules, number, receiver, originals, arrived)
