from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboards.graph_component.transfers import DrawnTransfers, merge_transfers
from tracer.wording.language import find_language

RO = find_language("ro")


def test_parallel_transfers_are_added_within_pair_direction_and_currency():
    edges = merge_transfers(
        [
            DrawnTransfers("a", "b", "EUR", 100, 1),
            DrawnTransfers("b", "a", "EUR", 7, 1),
            DrawnTransfers("a", "b", "RON", 5, 20),
            DrawnTransfers("a", "b", "EUR", 50, 2),
            DrawnTransfers("a", "b", "EUR", 1, 1, inferred=True),
        ],
        RO,
    )
    assert [(e["source"], e["target"], e["label"].replace("\u00a0", " "), e["inferred"]) for e in edges] == [
        ("a", "b", "1,50 EUR · 3 transferuri", False),
        ("a", "b", "0,01 EUR · 1 transfer", True),
        ("a", "b", "0,05 RON · 20 de transferuri", False),
        ("b", "a", "0,07 EUR · 1 transfer", False),
    ]
    assert len({edge["id"] for edge in edges}) == 4
    assert {edge["kind"] for edge in edges} == {"money"}


SUMS = st.lists(
    st.builds(
        DrawnTransfers,
        st.sampled_from("abc"),
        st.sampled_from("abc"),
        st.sampled_from(["EUR", "RON"]),
        st.integers(0, 10**12),
        st.integers(1, 50),
        st.booleans(),
    )
)


@given(SUMS, st.randoms())
def test_order_does_not_matter(sums, random):
    shuffled = list(sums)
    random.shuffle(shuffled)
    assert merge_transfers(sums, RO) == merge_transfers(shuffled, RO)


@given(SUMS, SUMS)
def test_an_edge_keeps_its_id_when_payments_are_added(before, more):
    assert {e["id"] for e in merge_transfers(before, RO)} <= {e["id"] for e in merge_transfers(before + more, RO)}
