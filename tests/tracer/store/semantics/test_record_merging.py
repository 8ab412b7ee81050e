"""One view of what several sources tell."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph_schema.records.events import Event
from graph_schema.records.links import Link
from graph_schema.records.merged_records import Evidence
from graph_schema.records.nodes import Node
from tracer.store.semantics.record_merging import SourceRef, merge_event, merge_link, merge_node


def told(as_of, digest, locator="row:1", **props):
    return SourceRef(as_of, digest), Node("per-1", "Person", props, locator)


def test_each_field_comes_from_the_latest_source_that_states_it():
    view = merge_node([told("2020", "a", name="Veche", cnp="1"), told("2024", "b", name="Nouă")])
    assert view.props == {"cnp": "1", "name": "Nouă"}
    assert view.others == {"name": (("Veche", Evidence("a", "row:1")),)}


def test_of_two_sources_of_one_day_the_larger_digest_is_shown():
    view = merge_node([told("2024", "b", name="B"), told("2024", "a", name="A")])
    assert view.props == {"name": "B"} and view.others["name"][0][0] == "A"


def test_sources_that_agree_leave_no_others():
    view = merge_node([told("2024", "b", name="A"), told("2020", "a", "row:9", name="A")])
    assert view.others == {}
    assert view.evidence == (Evidence("a", "row:9"), Evidence("b", "row:1"))


TOLD = st.lists(
    st.tuples(
        st.sampled_from(["2020", "2024"]),
        st.sampled_from("abcd"),
        st.dictionaries(st.sampled_from(["name", "cnp", "note"]), st.sampled_from(["x", "y"])),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda record: record[1],
)


@given(TOLD, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_no_value_is_lost(records, order):
    nodes = [told(as_of, digest, **props) for as_of, digest, props in records]
    links = [(teller, Link("lnk-1", "Uses", "a", "b", node.props, node.locator)) for teller, node in nodes]
    view, link = merge_node(nodes), merge_link(links)
    mixed = order.sample(range(len(nodes)), len(nodes))
    assert repr(merge_node([nodes[place] for place in mixed])) == repr(view)
    assert repr(merge_link([links[place] for place in mixed])) == repr(link)
    assert link.props == view.props
    for _, node in nodes:
        for name, value in node.props.items():
            assert value == view.props[name] or value in [other for other, _ in view.others[name]]


def test_an_event_was_recorded_on_the_earliest_day_given():
    def event(recorded, locator):
        return Event("evt-1", "Cost", "ast-1", date(2024, 1, 1), recorded, "A", {"amount_minor": 1}, locator)

    kept = merge_event(
        [
            (SourceRef("2024", "a"), event(date(2024, 3, 1), "row:1")),
            (SourceRef("2020", "b"), event(date(2024, 2, 1), "row:2")),
        ]
    )
    assert (kept.event.recorded, kept.event.locator) == (date(2024, 2, 1), "row:2")
    assert kept.evidence == (Evidence("a", "row:1"), Evidence("b", "row:2"))
