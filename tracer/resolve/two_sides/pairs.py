"""Finds rows of a payer's statement and of a payee's statement that are, or may be, one payment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from tracer.graph.case_graph import CaseGraph
from tracer.resolve.accounts import AccountNumbers, read_numbers
from tracer.resolve.match import Match
from tracer.resolve.two_sides.candidates import Candidate, owner_names, read_candidates
from tracer.resolve.two_sides.crossed_rows import meet_crossed
from tracer.resolve.two_sides.lone_rows import find_lone_rows, meet, meet_exchanged, plain_references
from tracer.resolve.unlisted.covered_days import CoveredDays

PROBABLE_DAYS: Final = 5
"""Without an equal reference, the payee's value date is at most this many days after the payer's."""
TRANSIT_DAYS: Final = 3
"""Rows that name one another and share a specific reference are one payment within so many days (a weekend) without
statements for the days between."""
BACKDATED_DAYS: Final = 1
"""A payee's value date that is earlier by more days than this is no sure sign; a person decides."""
_SPECIFIC_REFERENCE: Final = 4


def find_two_sides(graph: CaseGraph) -> tuple[Match, ...]:
    """Which rows of two statements are one payment by rule, and which may be one payment?

    By rule: the sum is the same, the named accounts do not contradict, and either both name one another on one value
    date, as often on one side as on the other; or the reference is the same, occurs once on each side with this sum,
    the payee's value date lies from a day before the payer's to ten days after it, and both accounts' statements cover
    the days between, or the rows name one another and the payee's date is at most three days later. Where a statement
    is missing for longer, another payment may have the reference. A reference that is short or
    without a figure, or names that do not agree, need an account named besides. Probable: the sum is the same, the
    value date lies up to five days after (ten with an equal reference), and a side names the other's account, its bare
    number or its owner; or the payee's value date lies two or three days before, and a side names the other's account or
    the reference is the same; or the rows name one another and have the same reference, in two currencies whose rate no
    row states; or the two rows remain beside a joined payment of the same accounts and amount whose reference one of them
    states (``crossed_rows``). An equal sum alone is nothing. A row can be in several matches; ``resolve_payments``
    decides which are joined. Does not find a payment from which a bank deducted its fee, or that it booked in parts.

    Returns: sure ones first, of these the ones with an equal reference, then by both transfers' ids.
    Cost: columns at a time; one object a candidate, none a row.
    """
    numbers = read_numbers(graph)
    lone = find_lone_rows(graph, numbers)
    if not len(lone.payer) or not len(lone.payee):
        return ()
    names = owner_names(graph)
    owners = pa.table(
        {
            "near": [numbers.keys.get(a, a) for a, found in names.items() for _ in found],
            "owner": [name for found in names.values() for name in sorted(found)],
        },
        schema=pa.schema([("near", pa.string()), ("owner", pa.string())]),
    )
    pairs = meet(lone, [("plain", "plain")])
    pairs |= meet(lone, [("far", "near")]) | meet(lone, [("near", "far")])
    pairs |= meet(lone, [("name", "owner")], owners) | meet(lone, [("owner", "name")], owners)
    pairs |= meet_exchanged(lone)
    crossed = meet_crossed(graph, lone, PROBABLE_DAYS)
    payers, payees = ([str(name) for name in rows["transfer_id"].to_pylist()] for rows in (lone.payer, lone.payee))
    left_over = frozenset((payers[one], payees[other]) for one, other in crossed)
    candidates = list(read_candidates(lone, sorted(pairs | crossed), numbers, names))
    often = _repeated_references(graph.transfers, {c.reference for c in candidates if c.reference})
    named = _named_alike(candidates)
    covered = CoveredDays(graph)
    found = [match for c in candidates if (match := _judge(c, often, named, left_over, numbers, covered)) is not None]
    return tuple(sorted(found, key=_rank))


def _rank(match: Match) -> tuple[bool, bool, str, str]:
    """Sure matches first, of these the ones with an equal reference, then by id."""
    return (not match.sure, "same_reference" not in match.reasons, match.first, match.second)


def _repeated_references(transfers: pa.Table, references: set[str]) -> frozenset[tuple[str, str, int, str]]:
    """(side, reference, minor, currency) of each reference that several rows of this side state with this amount."""
    found: set[tuple[str, str, int, str]] = set()
    columns = [
        "reference",
        "debit_seq",
        "credit_seq",
        "debit_minor",
        "debit_currency",
        "credit_minor",
        "credit_currency",
    ]
    table = transfers.select(columns).append_column("plain", plain_references(transfers["reference"]))
    table = table.filter(pc.is_in(table["plain"], value_set=pa.array(sorted(references), pa.string())))
    for side in ("debit", "credit"):
        stated = table.filter(pc.is_valid(table[f"{side}_seq"]))
        keys = ["plain", f"{side}_minor", f"{side}_currency"]
        counted = stated.group_by(keys).aggregate([([], "count_all")])
        often = counted.filter(pc.greater(counted["count_all"], pa.scalar(1, pa.int64())))
        found |= {(side, *(row[key] for key in keys)) for row in often.to_pylist()}
    return frozenset(found)


def _named_alike(candidates: Iterable[Candidate]) -> frozenset[tuple[str, str]]:
    """Pairs of rows that name each other's account on one value date, in order, if both sides have equally many rows."""
    groups: defaultdict[tuple[object, ...], tuple[set[tuple[str, str]], ...]] = defaultdict(lambda: (set(), set()))
    for one in candidates:
        if (one.payee_named, one.payer_named, one.days) == ("same", "same", 0) and not one.is_exchange:
            for rows, row in zip(groups[one.parties], (one.payer, one.payee), strict=True):
                rows.add((row["plain"] or "", row["transfer_id"]))
    return frozenset(
        (first, second)
        for firsts, seconds in groups.values()
        if len(firsts) == len(seconds)
        for (_, first), (_, second) in zip(sorted(firsts), sorted(seconds), strict=True)
    )


def _judge(
    one: Candidate,
    often: frozenset[tuple[str, str, int, str]],
    alike: frozenset[tuple[str, str]],
    left_over: frozenset[tuple[str, str]],
    numbers: AccountNumbers,
    covered: CoveredDays,
) -> Match | None:
    first, second = str(one.payer["transfer_id"]), str(one.payee["transfer_id"])
    together = (first, second) in alike
    repeats = one.reference is not None and (
        ("debit", one.reference, one.payer["debit_minor"], one.payer["debit_currency"]) in often
        or ("credit", one.reference, one.payee["credit_minor"], one.payee["credit_currency"]) in often
    )
    named = "same" in (one.payee_named, one.payer_named)
    specific = _is_specific(one.reference)
    missing = not _are_covered(one, covered)
    transit = (one.payee_named, one.payer_named) == ("same", "same") and 0 < one.days <= TRANSIT_DAYS
    sure = together or (specific and not repeats and (transit or not missing) and not one.names_differ)
    crossed = (first, second) in left_over
    pointed = named or crossed or "number" in (one.payee_named, one.payer_named) or one.names_agree
    near = one.days <= PROBABLE_DAYS or one.reference is not None
    if one.days < -BACKDATED_DAYS:
        sure, pointed = False, named or crossed
    if one.is_exchange:
        sure = False
        near = specific
    if not sure and not (near and (pointed or one.reference is not None)):
        return None
    reasons = [
        ("same_parties_and_day", together),
        ("same_reference", one.reference is not None),
        ("accounts_name_each_other", (one.payee_named, one.payer_named) == ("same", "same") and not together),
        ("payer_names_payee", (one.payee_named, one.payer_named != "same") == ("same", True)),
        ("payee_names_payer", (one.payer_named, one.payee_named != "same") == ("same", True)),
        ("payee_number", one.payee_named == "number"),
        ("payer_number", one.payer_named == "number"),
        ("names_agree", one.names_agree),
        ("reference_of_joined_payment", crossed),
    ]
    references = one.payer["plain"] is not None and one.payee["plain"] is not None
    doubts = [
        ("currencies_differ", one.is_exchange),
        ("payee_first", one.days < 0),
        ("days_apart", one.days > 0),
        ("days_not_covered", missing),
        ("references_differ", references and one.reference is None),
        ("reference_repeats", repeats),
        ("reference_says_little", one.reference is not None and not specific),
        ("account_open", "open" in (one.payee_named, one.payer_named)),
        ("number_at_several_banks", _is_crowded(one, numbers)),
        ("names_differ", one.names_differ),
    ]
    return Match("two_sides", first, second, sure, _true(reasons), _true(doubts))


def _are_covered(one: Candidate, covered: CoveredDays) -> bool:
    """Would the statements of both accounts show another payment from the one value date to the other?

    The day of a row itself needs no proof: its statement has it, be it booked in another period.
    """
    if one.days == 0:
        return True
    left, came, step = one.payer["value_date"], one.payee["value_date"], timedelta(days=1 if one.days > 0 else -1)
    at_payer, at_payee = sorted((left + step, came)), sorted((left, came - step))
    return covered.cover(
        one.payer["debit_account"], one.payer["debit_currency"], at_payer[0], at_payer[1]
    ) and covered.cover(one.payee["credit_account"], one.payee["credit_currency"], at_payee[0], at_payee[1])


def _is_specific(reference: str | None) -> bool:
    """Is the reference so long, and with a digit, that two payments do not share it by chance?"""
    return reference is not None and len(reference) >= _SPECIFIC_REFERENCE and any(map(str.isdigit, reference))


def _is_crowded(one: Candidate, numbers: AccountNumbers) -> bool:
    ends = ((one.payee_named, one.payee["credit_account"]), (one.payer_named, one.payer["debit_account"]))
    return any(fit == "number" and numbers.keys.get(account) in numbers.crowded for fit, account in ends)


def _true(codes: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    return tuple(code for code, holds in codes if holds)
