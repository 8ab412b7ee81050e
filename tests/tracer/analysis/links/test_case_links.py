"""The links of a case that a path may walk: each with its rows, dates and strength."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pyarrow as pa
import pytest

from graph_schema.records.links import LINK_TYPES
from graph_schema.records.merged_records import Evidence
from graph_schema.records.transfers import PAYMENT_SCHEMA
from tracer.analysis.links.case_links import CERTAIN, KINDS, STRENGTHS, Payment, collect_links, links_below
from tracer.analysis.links.kinds import MONEY_KINDS

DAY = date(2024, 5, 2)


def test_every_kind_has_a_strength_and_is_a_link_of_the_schema() -> None:
    assert KINDS.keys() == STRENGTHS.keys()
    assert KINDS.keys() <= LINK_TYPES.keys()
    assert all(1 <= strength <= CERTAIN for strength in STRENGTHS.values())
    assert not set(KINDS.values()) & set(MONEY_KINDS)


@pytest.mark.parametrize(("kind", "name"), KINDS.items())
def test_a_register_link_keeps_its_ends_its_rows_and_the_days_it_may_have_held(
    made: SimpleNamespace, kind: str, name: str
) -> None:
    props = {"from_date": "2019", "to_date": "2020-02"} | ({"relation": "mamă"} if kind == "RelatedTo" else {})
    [link] = collect_links(made.graph(links=[made.link(kind, "a", "b", **props)]), ())

    assert (link.kind, link.tail, link.head, link.method) == (name, "a", "b", "register")
    assert (link.from_date, link.to_date) == (date(2019, 1, 1), date(2020, 2, 29))
    assert (link.begin, link.end, link.began_by) == ("2019", "2020-02", date(2019, 12, 31))
    assert link.detail == ("mamă" if kind == "RelatedTo" else "")
    assert link.strength_ppm == STRENGTHS[kind]
    assert link.records == ((made.source, f"row:{kind} a b"),)
    assert (link.amount_minor, link.currency) == (None, None)


def test_what_is_no_way_from_person_to_asset_is_left_out(made: SimpleNamespace) -> None:
    links = [made.link(kind, "a", "b") for kind in LINK_TYPES if kind not in KINDS]
    assert collect_links(made.graph(links=links), ()) == ()


def test_a_transfer_is_a_link_between_two_known_accounts_with_the_rows_of_both_sides(made: SimpleNamespace) -> None:
    transfers = [
        made.transfer("both", "A", "B", 10, DAY),
        made.transfer("one", "A", "B", 20, DAY, own="credit", credit_minor=4, credit_currency="EUR"),
        made.transfer("in", None, "B", 1, DAY, own="credit"),
        made.transfer("out", "A", None, 1, DAY, own="debit"),
        made.transfer("self", "A", "A", 1, DAY),
    ]
    found = {link.id: link for link in collect_links(made.graph(transfers=transfers), ())}

    assert set(found) == {"both", "one"}
    assert [place for _, place in found["both"].records] == ["row:both/debit", "row:both/credit"]
    assert [place for _, place in found["one"].records] == ["row:one/credit"]
    assert (found["one"].amount_minor, found["one"].currency, found["one"].kind) == (20, "RON", "transfer")
    assert (found["one"].from_date, found["one"].to_date) == (DAY, DAY)


def test_a_purchase_joins_the_paying_account_and_the_asset_on_the_rows_of_payment_and_deed(
    made: SimpleNamespace,
) -> None:
    transfers = [made.transfer("pay", "A", None, 10, DAY, own="debit"), made.transfer("gift", None, "A", 5, DAY)]
    payments = [
        Payment("pay", "H", (Evidence(made.source, "row:deed"),)),
        Payment("gift", "H", ()),
        Payment("gone", "H", ()),
    ]
    [link] = collect_links(made.graph(transfers=transfers), payments)

    assert (link.kind, link.tail, link.head, link.method) == ("paid_for", "A", "H", "computed")
    assert [place for _, place in link.records] == ["row:pay/debit", "row:deed"]
    assert link.id not in {"pay", "gift"}


def test_one_payment_for_two_assets_joins_both(made: SimpleNamespace) -> None:
    transfers = [made.transfer("pay", "A", None, 10, DAY, own="debit")]
    payments = [Payment("pay", asset, (Evidence(made.source, f"row:{asset}"),)) for asset in ("H", "G")]

    assert {link.head for link in collect_links(made.graph(transfers=transfers), payments)} == {"H", "G"}


def test_only_the_transfers_asked_for_are_read(made: SimpleNamespace) -> None:
    transfers = [made.transfer(name, "A", "B", 1, DAY, seq=seq) for seq, name in enumerate("pqr")]
    graph = made.graph(links=[made.link("Holds", "P", "H")], transfers=transfers)

    assert [link.id for link in collect_links(graph, (), only=frozenset({"q", "nowhere"}))] == ["Holds P H", "q"]
    assert [link.id for link in collect_links(graph, (), only=frozenset())] == ["Holds P H"]


@pytest.mark.parametrize(
    ("props", "share", "detail"),
    [
        ({"share_lower": "2/5", "share_upper": "2/5", "interest": "shareholding"}, "2/5", ""),
        ({"share_lower": "1/4", "share_upper": "1/2"}, "1/4..1/2", ""),
        ({"share_upper": "1/2"}, "0/1..1/2", ""),
        ({"share_lower": "1/2"}, "1/2..1/1", ""),
        ({"interest": "votingRights"}, "None", "votingRights"),
    ],
)
def test_a_share_of_a_company_is_kept_as_stated(made: SimpleNamespace, props, share, detail) -> None:
    [link] = collect_links(made.graph(links=[made.link("Shareholding", "a", "b", **props)]), ())
    assert (str(link.share), link.detail) == (share, detail)


def test_a_share_of_nothing_is_no_link(made: SimpleNamespace) -> None:
    links = [made.link("Shareholding", "a", "b", share_lower="0/1", share_upper="0/1")]
    assert collect_links(made.graph(links=links), ()) == ()


def test_below_a_party_is_what_it_has_through_others_and_nothing_that_others_have(made: SimpleNamespace) -> None:
    links = [
        made.link("Shareholding", "S", "C"),
        made.link("Shareholding", "N", "C"),
        made.link("HoldsAccount", "C", "a"),
        made.link("ControlsAccount", "N", "a"),
        made.link("Holds", "N", "X"),
        made.link("RelatedTo", "S", "N", relation="soț"),
    ]
    assert [link.id for link in links_below(made.graph(links=links), "S")] == ["HoldsAccount C a", "Shareholding S C"]


@pytest.mark.parametrize(
    ("arrival", "days"),
    [
        (date(2024, 5, 6), (DAY, date(2024, 5, 6))),
        (date(2024, 5, 1), (date(2024, 5, 1), date(2024, 5, 1))),
        (None, (DAY, DAY)),
    ],
)
def test_a_payment_that_two_banks_date_differently_has_both_days_the_earlier_first(
    made: SimpleNamespace, arrival: date | None, days: tuple[date, date]
) -> None:
    row = made.transfer("t", "A", "B", 10, DAY) | {"credit_value_date": arrival}
    graph = replace(made.graph(), transfers=pa.Table.from_pylist([row], PAYMENT_SCHEMA))
    (link,) = collect_links(graph, ())
    assert (link.from_date, link.to_date) == days
