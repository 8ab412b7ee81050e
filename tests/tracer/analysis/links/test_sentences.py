from __future__ import annotations

from dataclasses import replace
from datetime import date
from string import Formatter

import pytest

from graph_schema.errors import NotFound, WrongUse
from graph_schema.values.shares import ShareRange, read_share_text
from tracer.analysis.links.kinds import LINK_KINDS, MONEY_KINDS
from tracer.analysis.links.paths import EvidencePath, PathStep, find_paths
from tracer.analysis.links.sentences import say_path

NAMES = {"S": "Suspect Inventat", "N": "Nume Inventat", "a": "RO00TEST1", "b": "RO00TEST2", "X": "house 7"}
ACCOUNTS = {**NAMES, "a": "RO00TEST1 (holder: Suspect Inventat)", "b": "RO00TEST2 (holder: Nume Inventat)"}
DAY = date(2020, 6, 1)


class Plain:
    """The words inside sentences, as bare as can be."""

    def day(self, day):
        return day.isoformat()

    def period(self, link, *, ended):
        return f"{link.from_date or '?'} to {link.to_date or '?'}"

    def amount(self, minor, currency):
        return f"{minor // 100}.{minor % 100:02} {currency}"

    def share(self, share):
        return str(share)

    def payments(self, count):
        return f"{count} payments"

    def payment(self, link):
        return f"{self.amount(link.amount_minor, link.currency)} on {link.departs}"


def read(path, names=NAMES, day=DAY):
    return say_path(path, names, ACCOUNTS, Plain(), day=day)


def one_step(link, *, forward=True, others=(), includes_others=False):
    ends = (link.tail, link.head) if forward else (link.head, link.tail)
    return EvidencePath(ends, (PathStep(link, forward, tuple(others), (), includes_others),), 0, ())


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
        "Suspect Inventat has been the holder of account RO00TEST1 2020-01-01 to ?.",
        "Account RO00TEST1 (holder: Suspect Inventat) paid 2500.00 RON to account RO00TEST2 (holder: Nume Inventat) on "
        "2020-01-10. The statements also show 2 payments from the same payer to the same payee, together 1001.00 RON.",
        "Nume Inventat was the holder of account RO00TEST2 2020-01-03 to 2020-01-21.",
        "Nume Inventat has held house 7 2020-01-12 to ?.",
    ]
    assert [sentence.records for sentence in told] == [
        (("S1", "row 1"),),
        (("S1", "row 2"), ("S1", "row 3"), ("S1", "row 4")),
        (("S1", "row 5"),),
        (("S1", "row 6"),),
    ]


def test_one_payment_alone(build_link):
    (sentence,) = read(one_step(build_link("1", "transfer", "a", "b", 9, amount=5)))
    assert sentence.text == f"Account {ACCOUNTS['a']} paid 0.05 RON to account {ACCOUNTS['b']} on 2020-01-10."


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (700, "paid 7.00 RON for house 7 on 2020-01-10."),
        (None, "paid for house 7 on 2020-01-10; the record states no amount."),
    ],
)
def test_a_price_paid_at_once(build_link, amount, text):
    link = build_link("1", "paid_for", "a", "X", 9, amount=amount)
    assert read(one_step(link))[0].text == f"Account {ACCOUNTS['a']} {text}"


def test_all_instalments_of_a_price_are_told_by_day_with_their_rows(build_link):
    links = [build_link(str(n), "paid_for", "a", "X", day, amount=100 * n) for n, day in ((1, 9), (2, 4), (3, 20))]
    (path,) = find_paths(links, suspect="a", asset="X", allowed_kinds=LINK_KINDS).paths
    (sentence,) = read(path)
    assert sentence.text == (
        f"Account {ACCOUNTS['a']} paid 6.00 RON for house 7 in 3 payments: 2.00 RON on 2020-01-05; 1.00 RON on 2020-01-10; "
        "3.00 RON on 2020-01-21."
    )
    assert {row for _, row in sentence.records} == {"row 1", "row 2", "row 3"}


def test_payments_that_belong_together_are_one_sum(build_link):
    first, second = (build_link(str(day), "transfer", "a", "b", day, amount=500) for day in (9, 3))
    (sentence,) = read(one_step(first, others=[second], includes_others=True))
    assert sentence.text == (
        f"Account {ACCOUNTS['a']} paid 10.00 RON to account {ACCOUNTS['b']} in 2 payments from 2020-01-04 to 2020-01-10."
    )


@pytest.mark.parametrize("kind", sorted(LINK_KINDS - MONEY_KINDS))
def test_every_kind_has_a_sentence_for_what_is_and_for_what_was(build_link, kind):
    link = replace(build_link("1", kind, "S", "N", 3, 5, method="inferred"), detail="mamă")
    told = [read(one_step(link), day=day)[0] for day in (date(2020, 1, 6), date(2020, 1, 7))]
    assert told[0].template != told[1].template
    for sentence in told:
        assert {name for _, name, _, _ in Formatter().parse(sentence.template) if name} == set(sentence.params)
        assert sentence.method == "inferred"
        # What is and in what order the walk met it: the party that has the thing stands first.
        assert sentence.text.index("Suspect") < sentence.text.index("Nume")
    # Walked up to the holder the same is true.
    assert read(one_step(link, forward=False))[0].text == read(one_step(link))[0].text


@pytest.mark.parametrize(
    ("kind", "share", "detail", "text"),
    [
        ("shareholding", "2/5..2/5", "", "Suspect Inventat has held 2/5 of Nume Inventat"),
        ("shareholding", "1/4..1/2", "", "Suspect Inventat has held 1/4..1/2 of Nume Inventat"),
        ("shareholding", "0/1..1/1", "", "Suspect Inventat has held a share of unstated size in Nume Inventat"),
        ("shareholding", "", "", "Suspect Inventat has held a share of unstated size in Nume Inventat"),
        ("shareholding", "", "votingRights", "Suspect Inventat has had an interest in Nume Inventat (votingRights)"),
        (
            "shareholding",
            "1/2..1/2",
            "votingRights",
            "Suspect Inventat has had an interest of 1/2 in Nume Inventat (votin",
        ),
        (
            "shareholding",
            "",
            "not stated",
            "Suspect Inventat has been entered with an interest of unstated kind in Nume Inventat",
        ),
        ("holds", "1/2..1/2", "", "Suspect Inventat has held a share of 1/2 in Nume Inventat"),
        ("holds", "1/1..1/1", "", "Suspect Inventat has held Nume Inventat"),
    ],
)
def test_the_share_is_said_as_far_as_it_is_known(build_link, kind, share, detail, text):
    known = ShareRange(*map(read_share_text, share.split(".."))) if share else None
    link = replace(build_link("1", kind, "S", "N", 3), share=known, detail=detail)
    assert read(one_step(link))[0].text.startswith(text)


def test_sums_in_two_currencies_stay_apart(build_link):
    first, second = (build_link(id, "transfer", "a", "b", 9, amount=500) for id in "12")
    euro = replace(second, id="3", currency="EUR", amount_minor=700)
    (sentence,) = read(one_step(first, others=[second, euro]))
    assert sentence.params["total"] == "7.00 EUR + 5.00 RON"
    (together,) = read(one_step(first, others=[second, euro], includes_others=True))
    assert together.params["total"] == "7.00 EUR + 10.00 RON"


def test_an_unknown_kind_has_no_sentence(build_link):
    with pytest.raises(WrongUse, match="kind friend_of"):
        read(one_step(build_link("1", "friend_of", "S", "N")))


def test_a_payment_is_from_payer_to_payee_whichever_way_the_path_goes(build_link):
    payment = build_link("1", "transfer", "S", "N", 3)
    back = read(one_step(payment, forward=False))[0].text
    assert back == read(one_step(payment))[0].text
    assert back.index("Suspect Inventat") < back.index("Nume Inventat")


def test_a_node_without_a_name_is_refused(build_link):
    with pytest.raises(NotFound, match="no name for N"):
        read(one_step(build_link("1", "uses", "S", "N")), {"S": "Suspect Inventat"})
