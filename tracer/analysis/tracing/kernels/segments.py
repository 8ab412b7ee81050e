"""Puts money into an account and takes it out again, class by class, each class by its inner rule."""

from __future__ import annotations

from tracer.analysis.tracing.kernels.columns import Ints
from tracer.analysis.tracing.kernels.machine_code.compiled import compiled
from tracer.analysis.tracing.kernels.machine_code.exact import share_of
from tracer.analysis.tracing.kernels.state import BLENDED_PIECE, FREE, NEWEST, OLDEST, RATEABLE, SEGMENTS, Pool, Rules


@compiled
def _new_segment(p: Pool, piece: int, label: int, amount: int) -> int:
    place: int = p.used[FREE]
    if place < 0:
        place = p.used[SEGMENTS]
        p.used[SEGMENTS] += 1
    else:
        p.used[FREE] = p.after[place]
    p.piece[place] = piece
    p.label[place] = label
    p.amount[place] = amount
    return place


@compiled
def _unlink(p: Pool, account: int, slot: int, place: int) -> None:
    before, after = p.before[place], p.after[place]
    if before < 0:
        p.head[slot] = after
    else:
        p.after[before] = after
    if after < 0:
        p.tail[slot] = before
    else:
        p.before[after] = before
    p.after[place] = p.used[FREE]
    p.used[FREE] = place
    p.live[account] -= 1


@compiled
def _append(p: Pool, account: int, slot: int, piece: int, label: int, amount: int) -> None:
    place = _new_segment(p, piece, label, amount)
    last = p.tail[slot]
    p.before[place] = last
    p.after[place] = -1
    p.tail[slot] = place
    if last < 0:
        p.head[slot] = place
    else:
        p.after[last] = place
    p.live[account] += 1


@compiled
def _prepend(p: Pool, account: int, slot: int, piece: int, label: int, amount: int) -> None:
    place = _new_segment(p, piece, label, amount)
    first = p.head[slot]
    p.after[place] = first
    p.before[place] = -1
    p.head[slot] = place
    if first < 0:
        p.tail[slot] = place
    else:
        p.before[first] = place
    p.live[account] += 1


@compiled
def put(p: Pool, rules: Rules, account: int, piece: int, label: int, amount: int) -> None:
    """Put one segment into the account; in a rateable class the money of one label is one pool."""
    class_ = rules.class_of[label]
    slot = account * len(rules.rule) + class_
    p.balance[account] += amount
    if rules.rule[class_] == RATEABLE:
        place = p.head[slot]
        while place >= 0:
            if p.label[place] == label:
                p.amount[place] += amount
                return
            place = p.after[place]
        piece = BLENDED_PIECE
    _append(p, account, slot, piece, label, amount)


@compiled
def _note(out: Ints, count: int, piece: int, label: int, amount: int) -> int:
    out[0, count] = piece
    out[1, count] = label
    out[2, count] = amount
    return count + 1


@compiled
def _take_in_order(p: Pool, account: int, slot: int, newest: bool, amount: int, out: Ints, count: int) -> int:
    first = count
    while amount:
        place = p.tail[slot] if newest else p.head[slot]
        if place < 0:
            break
        held = p.amount[place]
        part = min(held, amount)
        count = _note(out, count, p.piece[place], p.label[place], part)
        amount -= part
        if part == held:
            _unlink(p, account, slot, place)
        else:
            p.amount[place] = held - part
    if newest:
        last = count - 1
        while first < last:
            for row in range(3):
                out[row, first], out[row, last] = out[row, last], out[row, first]
            first += 1
            last -= 1
    return count


@compiled
def _take_rateably(p: Pool, account: int, slot: int, amount: int, out: Ints, count: int) -> int:
    whole = 0
    place = p.head[slot]
    while place >= 0:
        whole += p.amount[place]
        place = p.after[place]
    rest = min(amount, whole)
    place = p.head[slot]
    while place >= 0:
        after, held = p.after[place], p.amount[place]
        part = share_of(rest, held, whole)
        if part:
            count = _note(out, count, BLENDED_PIECE, p.label[place], part)
            if part == held:
                _unlink(p, account, slot, place)
            else:
                p.amount[place] = held - part
        rest -= part
        whole -= held
        place = after
    return count


@compiled
def take(p: Pool, rules: Rules, account: int, amount: int, out: Ints, count: int) -> int:
    """Take ``amount``, at most the balance, into ``out`` from place ``count`` on. Returns: the next free place."""
    p.balance[account] -= amount
    classes = len(rules.rule)
    for class_ in range(classes):
        if not amount:
            break
        slot = account * classes + class_
        first = count
        if rules.rule[class_] == RATEABLE:
            count = _take_rateably(p, account, slot, amount, out, count)
        else:
            count = _take_in_order(p, account, slot, rules.rule[class_] == NEWEST, amount, out, count)
        for place in range(first, count):
            amount -= out[2, place]
    return count


@compiled
def take_pieces(
    p: Pool, rules: Rules, account: int, first_piece: int, end_piece: int, amount: int, out: Ints, count: int
) -> int:
    """Take at most ``amount`` of the pieces of a returned entry, in the order in which they lie in the account."""
    classes = len(rules.rule)
    for class_ in range(classes):
        slot = account * classes + class_
        place = p.head[slot]
        while place >= 0 and amount:
            after, held = p.after[place], p.amount[place]
            if first_piece <= p.piece[place] < end_piece:
                part = min(held, amount)
                count = _note(out, count, p.piece[place], p.label[place], part)
                amount -= part
                p.balance[account] -= part
                if part == held:
                    _unlink(p, account, slot, place)
                else:
                    p.amount[place] = held - part
            place = after
    return count


@compiled
def put_back(p: Pool, rules: Rules, account: int, segments: Ints, count: int) -> None:
    """Put the first ``count`` segments back where they leave next."""
    classes = len(rules.rule)
    for place in range(count):
        label = segments[1, place]
        if rules.rule[rules.class_of[label]] != OLDEST:
            put(p, rules, account, segments[0, place], label, segments[2, place])
    for place in range(count - 1, -1, -1):
        label = segments[1, place]
        class_ = rules.class_of[label]
        if rules.rule[class_] == OLDEST:
            _prepend(p, account, account * classes + class_, segments[0, place], label, segments[2, place])
            p.balance[account] += segments[2, place]


@compiled
def list_segments(p: Pool, rules: Rules, account: int, out: Ints) -> int:
    """All segments of the account, class by class. Returns: how many."""
    count = 0
    classes = len(rules.rule)
    for class_ in range(classes):
        place = p.head[account * classes + class_]
        while place >= 0:
            count = _note(out, count, p.piece[place], p.label[place], p.amount[place])
            place = p.after[place]
    return count


@compiled
def clear(p: Pool, rules: Rules, account: int) -> None:
    """Take everything out of the account."""
    classes = len(rules.rule)
    for slot in range(account * classes, (account + 1) * classes):
        place = p.head[slot]
        while place >= 0:
            after = p.after[place]
            _unlink(p, account, slot, place)
            place = after
    p.balance[account] = 0
