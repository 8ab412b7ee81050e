"""Every method against a slow account of the same rules: each minor unit a coin of its own, pro rata in fractions."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.policies.methods import Method

OWN = ("CLEAN", "UNKNOWN", "CREDIT")


def leaving(method: Method, coins: list[Any]) -> list[int]:
    """The places of an account's coins in the order in which they leave it."""
    places = list(range(len(coins)))
    if method is Method.LIFO:
        return places[::-1]
    if method is Method.FIFO:
        return places
    first = [place for place in places if (coins[place][0] in OWN) == (method is Method.LIBR)]
    return first + [place for place in places if place not in first]


def let_go(method: Method, coins: list[Any], amount: int, only: Any = None) -> list[Any]:
    """Take coins out; those that leave together keep the order in which the method would let them go again."""
    order = leaving(method, coins)
    if only is not None:
        # What a returned transfer brought is picked in the order in which it lies there.
        order = sorted(order) if method is Method.LIFO else order
        order = [place for place in order if coins[place][1] == only]
    chosen = order[:amount]
    if method is Method.LIFO:
        chosen.sort()
    taken = [coins[place] for place in chosen]
    for place in sorted(chosen, reverse=True):
        del coins[place]
    return taken


def count_coins(
    network: Any, method: Method
) -> tuple[dict[str, Counter[str]], dict[Any, Counter[str]], dict[Any, int]]:
    """What each entry carried, what each account holds and what it owes in the end."""
    purse: dict[Any, list[Any]] = {}
    owed: dict[Any, int] = {}
    for key in network.statements:
        opening = network.openings.get(key, 0)
        purse[key] = [("UNKNOWN", "opening")] * max(opening, 0)
        owed[key] = max(-opening, 0)
    carried: dict[str, Counter[str]] = {}
    went: dict[str, Any] = {}
    given_back: defaultdict[str, int] = defaultdict(int)
    moves: dict[Any, str] = {}

    def pay(key: Any, amount: int) -> list[Any]:
        taken = let_go(method, purse[key], amount)
        lent = amount - len(taken)
        owed[key] += lent
        return taken + [("CREDIT", "bank")] * lent

    def receive(key: Any, coins: list[Any]) -> None:
        coins = list(coins)
        swallowed = let_go(method, coins, owed[key]) if owed[key] else []
        owed[key] -= len(swallowed)
        purse[key].extend(coins)

    def return_to(key: Any, coins: list[Any]) -> None:
        if not owed[key]:
            purse[key][:] = purse[key] + coins if method is Method.LIFO else coins + purse[key]

    for entry in network.ledger.entries:
        debit = entry.debit if entry.debit in purse else None
        credit = entry.credit if entry.credit in purse else None
        if entry.is_self_transfer:
            carried[entry.id] = Counter()
            continue
        if entry.void_of is not None:
            was = went[entry.void_of]
            whole = (entry.debited, entry.credited) == (was["entry"].credited, was["entry"].debited)
            if whole and all(moves.get(key) == entry.void_of for key in (debit, credit) if key is not None):
                for key, (coins, debt, mover) in was["before"].items():
                    purse[key], owed[key], moves[key] = list(coins), debt, mover
                carried[entry.id] = Counter(coin[0] for coin in was["arrived"])
                continue
            if debit is None:
                skip = given_back[entry.void_of]
                given_back[entry.void_of] += entry.debited
                back = was["arrived"][skip : skip + entry.debited]
            else:
                back = let_go(method, purse[debit], entry.debited, only=entry.void_of)
            rest = pay(debit, entry.debited - len(back)) if debit is not None else []
            taken, original = back + rest, len(back)
        else:
            before = {key: (list(purse[key]), owed[key], moves.get(key, "")) for key in (debit, credit) if key}
            label = network.origins.get(entry.id) or "UNKNOWN"
            taken = pay(debit, entry.debited) if debit is not None else [(label, "outside")] * entry.debited
            original = 0
            went[entry.id] = {"entry": entry, "before": before}
        for key in (debit, credit):
            if key is not None:
                moves[key] = entry.id
        carried[entry.id] = Counter(coin[0] for coin in taken)
        # Of n coins the one at place i becomes the coins from credited*i//n to credited*(i+1)//n.
        into, n = entry.credited, len(taken)
        arrived, from_original = [], 0
        for place, coin in enumerate(taken):
            copies = into * (place + 1) // n - into * place // n
            arrived += [(coin[0], entry.id)] * copies
            from_original += copies if place < original else 0
        if entry.void_of is None:
            went[entry.id]["arrived"] = arrived
        if credit is None:
            continue
        first, later = arrived[:from_original], arrived[from_original:]
        if first:
            lent = [coin for coin in first if coin[0] == "CREDIT"][: owed[credit]]
            for coin in lent:
                first.remove(coin)
            owed[credit] -= len(lent)
            if owed[credit]:
                later = first + later
            else:
                return_to(credit, first)
        receive(credit, later)
    return carried, {key: Counter(coin[0] for coin in coins) for key, coins in purse.items()}, owed


@pytest.mark.parametrize("method", [Method.FIFO, Method.LIFO, Method.LIBR, Method.TAINT_FIRST])
@settings(max_examples=150)
@given(data=st.data())
def test_every_coin_is_where_the_run_says(method: Method, networks: Any, data: st.DataObject) -> None:
    network = data.draw(networks)
    run = trace(
        network.ledger, method=method, statements=network.statements, origins=network.origins, openings=network.openings
    )
    carried, held, owed = count_coins(network, method)
    assert {entry.id: run.carried(entry.id) for entry in network.ledger.entries} == carried
    assert {key: run.holdings(key) for key in network.statements} == held
    assert run.owed == owed


def divide(network: Any) -> tuple[dict[str, dict[str, Fraction]], dict[Any, dict[str, Fraction]]]:
    """Pro rata without any rounding: every label loses the same share at each debit."""
    purse: dict[Any, dict[str, Fraction]] = {}
    owed: dict[Any, Fraction] = {}
    for key in network.statements:
        opening = network.openings.get(key, 0)
        purse[key] = {"UNKNOWN": Fraction(max(opening, 0))}
        owed[key] = Fraction(max(-opening, 0))
    carried = {}
    for entry in network.ledger.entries:
        if entry.is_self_transfer:
            carried[entry.id] = dict[str, Fraction]()
            continue
        if entry.debit in purse:
            held = purse[entry.debit]
            balance = sum(held.values())
            part = min(Fraction(1), Fraction(entry.debited) / balance) if balance else Fraction(0)
            moved = {label: amount * part for label, amount in held.items()}
            purse[entry.debit] = {label: amount * (1 - part) for label, amount in held.items()}
            lent = max(Fraction(0), entry.debited - balance)
            owed[entry.debit] += lent
            moved["CREDIT"] = moved.get("CREDIT", Fraction(0)) + lent
        else:
            moved = {network.origins.get(entry.id) or "UNKNOWN": Fraction(entry.debited)}
        carried[entry.id] = moved
        if entry.credit in purse:
            left = 1 - min(owed[entry.credit], Fraction(entry.credited)) / entry.credited
            owed[entry.credit] = max(Fraction(0), owed[entry.credit] - entry.credited)
            for label, amount in moved.items():
                into = amount * Fraction(entry.credited, entry.debited) * left
                purse[entry.credit][label] = purse[entry.credit].get(label, Fraction(0)) + into
    return carried, purse


@settings(max_examples=150)
@given(data=st.data())
def test_pro_rata_stays_within_a_thousandth_of_a_minor_unit(plain_networks: Any, data: st.DataObject) -> None:
    network = data.draw(plain_networks)
    run = trace(
        network.ledger,
        method=Method.PRO_RATA,
        statements=network.statements,
        origins=network.origins,
        openings=network.openings,
    )
    carried, held = divide(network)
    told = [(run.carried(entry.id), carried[entry.id]) for entry in network.ledger.entries]
    told += [(run.holdings(key), held[key]) for key in network.statements]
    for found, exact in told:
        for label in {*found, *exact}:
            assert abs(found.get(label, 0) - exact.get(label, Fraction(0)) * 10**6) < 1000, (label, found, exact)
