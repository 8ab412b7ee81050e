from __future__ import annotations

from dataclasses import replace
from datetime import date
from string import Formatter

import pytest

from graph_schema.errors import NotFound, WrongUse
from tracer.analysis.links.kinds import LINK_KINDS, MONEY_KINDS
from tracer.analysis.links.paths import EvidencePath, PathStep, find_paths
from tracer.analysis.links.sentences import tell

NAMES = {"S": "Suspect Inventat", "N": "Nume Inventat", "a": "RO00TEST1", "b": "RO00TEST2", "X": "house 7"}


def period(start: date | None, end: date | None) -> str:
    return f"{start or '?'} to {end or '?'}"


def read(path, names=NAMES):
    return tell(
        path,
        names,
        format_date=date.isoformat,
        format_period=period,
        format_amount=lambda minor, currency: f"{minor // 100}.{minor % 100:02} {currency}",
    )


def one_step(link, *, forward=True, others=()):
    ends = (link.tail, link.head) if forward else (link.head, link.tail)
    return EvidencePath(ends, (PathStep(link, forward, tuple(others), ()),), 0, ())


def test_a_story_from_the_suspect_to_the_house(build_link):
    links = [
        build_link("1", "holds_account", "S", "a", 0),
        build_link("2", "transfer", "a", "b", 9, amount=250_000),
        build_link("3", "transfer", "a", "b", 12, amount=100_050),
        build_link("4", "transfer", "a", "b", 14, amount=50),
        build_link("5", "holds_account", "N", "b", 2, 20),
        build_link("6", "holds", "N", "X", 11),
    ]
    (path,) = find_paths(links, suspect="S", asset="X", allowed_kinds=LINK_KINDS).paths
    told = read(path)
    assert [sentence.text for sentence in told] == [
        "Suspect Inventat was the holder of account RO00TEST1 (2020-01-01 to ?).",
        "RO00TEST1 paid 2500.00 RON to RO00TEST2 on 2020-01-10; other payments from RO00TEST1 to RO00TEST2 "
        "on record: 2, together 1001.00 RON.",
        "The holder of account RO00TEST2 was Nume Inventat (2020-01-03 to 2020-01-21).",
        "Nume Inventat held house 7 (2020-01-12 to ?).",
    ]
    assert [sentence.records for sentence in told] == [
        (("S1", "row 1"),),
        (("S1", "row 2"), ("S1", "row 3"), ("S1", "row 4")),
        (("S1", "row 5"),),
        (("S1", "row 6"),),
    ]


def test_one_payment_alone(build_link):
    (sentence,) = read(one_step(build_link("1", "transfer", "a", "b", 9, amount=5)))
    assert sentence.text == "RO00TEST1 paid 0.05 RON to RO00TEST2 on 2020-01-10."
    assert sentence.params == {
        "tail": "RO00TEST1", "head": "RO00TEST2", "amount": "0.05 RON", "day": "2020-01-10"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("forward", "amount", "text"),
    [
        (True, 700, "RO00TEST1 paid 7.00 RON for house 7 on 2020-01-10."),
        (True, None, "RO00TEST1 paid for house 7 on 2020-01-10; the record states no amount."),
        (False, 700, "For house 7, 7.00 RON was paid by RO00TEST1 on 2020-01-10."),
        (False, None, "house 7 was paid for by RO00TEST1 on 2020-01-10; the record states no amount."),
    ],
)
def test_purchases(build_link, forward, amount, text):
    link = build_link("1", "paid_for", "a", "X", 9, amount=amount)
    assert read(one_step(link, forward=forward))[0].text == text


@pytest.mark.parametrize("kind", sorted(LINK_KINDS - MONEY_KINDS))
def test_every_kind_has_a_sentence_for_each_direction(build_link, kind):
    link = build_link("1", kind, "S", "N", 3, method="inferred")
    told = [read(one_step(link, forward=forward))[0] for forward in (True, False)]
    assert told[0].template != told[1].template
    for sentence in told:
        assert {name for _, name, _, _ in Formatter().parse(sentence.template) if name} == set(sentence.params)
        assert sentence.method == "inferred"
        assert "2020-01-04 to ?" in sentence.text
    # The node the walk stands on is named first.
    assert told[0].text.index("Suspect") < told[0].text.index("Nume")
    assert told[1].text.index("Nume") < told[1].text.index("Suspect")


def test_sums_in_two_currencies_stay_apart(build_link):
    first, second = (build_link(id, "transfer", "a", "b", 9, amount=500) for id in "12")
    euro = replace(second, id="3", currency="EUR", amount_minor=700)
    (sentence,) = read(one_step(first, others=[second, euro]))
    assert sentence.params["total"] == "7.00 EUR + 5.00 RON"


def test_an_unknown_kind_and_a_transfer_walked_back_have_no_sentence(build_link):
    with pytest.raises(WrongUse, match="kind friend_of"):
        read(one_step(build_link("1", "friend_of", "S", "N")))
    with pytest.raises(WrongUse, match="kind transfer"):
        read(one_step(build_link("1", "transfer", "S", "N", 3), forward=False))


def test_a_node_without_a_name_is_refused(build_link):
    with pytest.raises(NotFound, match="no name for N"):
        read(one_step(build_link("1", "uses", "S", "N")), {"S": "Suspect Inventat"})
