from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboards.graph_component.bundles import bundle_parallel


def link(name, source="a", target="b", kind="money", label=None, **more):
    return {
        "id": name,
        "source": source,
        "target": target,
        "kind": kind,
        "label": name if label is None else label,
        **more,
    }


def test_payments_of_one_direction_are_one_line_with_a_row_for_each_currency():
    drawn, held = bundle_parallel(
        [
            link("ron", label="1,240.00 RON · 3 transfers"),
            link("back", source="b", target="a", label="7.00 RON · 1 transfer"),
            link("eur", label="9.00 EUR · 1 transfer"),
        ]
    )
    assert [(line["source"], line["label"]) for line in drawn] == [
        ("a", "1,240.00 RON · 3 transfers\n9.00 EUR · 1 transfer"),
        ("b", "7.00 RON · 1 transfer"),
    ]
    assert held == {"ron": drawn[0]["id"], "eur": drawn[0]["id"], "back": "back"}


def test_what_is_recorded_concluded_and_on_the_path_stays_apart():
    drawn, _ = bundle_parallel([link("x"), link("y", inferred=True), link("z", path=True), link("w", kind="control")])
    assert [line["id"] for line in drawn] == ["x", "y", "z", "w"]


def test_a_line_is_pale_where_all_its_links_are_and_says_only_what_the_filter_leaves():
    (one,), _ = bundle_parallel([link("x", label="", faded=True), link("y", faded=False)])
    assert (one["label"], one["faded"]) == ("y", False)
    (none,), _ = bundle_parallel([link("x", label="", faded=True), link("y", label="", faded=True)])
    assert (none["label"], none["faded"]) == ("", True)


def test_many_words_are_cut_and_counted_but_never_sums():
    words = [link(str(n), kind="control") for n in range(5)]
    assert bundle_parallel(words)[0][0]["label"] == "0\n1\n+3"
    assert bundle_parallel([link(str(n)) for n in range(5)])[0][0]["label"] == "0\n1\n2\n3\n4"


LINKS = st.lists(
    st.builds(
        link,
        st.integers(0, 999).map(str),
        st.sampled_from("abc"),
        st.sampled_from("abc"),
        st.sampled_from(["money", "control"]),
        inferred=st.booleans(),
        path=st.booleans(),
    ),
    unique_by=lambda one: one["id"],
)


@given(LINKS)
def test_every_link_is_in_one_line_between_its_own_ends(links):
    drawn, held = bundle_parallel(links)
    lines = {line["id"]: line for line in drawn}
    assert len(lines) == len(drawn)
    assert set(held) == {one["id"] for one in links}
    for one in links:
        line = lines[held[one["id"]]]
        assert (line["source"], line["target"], line["kind"]) == (one["source"], one["target"], one["kind"])
        assert one["label"] in line["label"].split("\n") or "+" in line["label"]
