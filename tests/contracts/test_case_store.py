"""What every case store must do, whatever engine keeps the case."""

from __future__ import annotations

import itertools
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_schema.audit_log import GENESIS, AuditEvent, find_break
from graph_schema.errors import NotFound, WrongRecord, WrongUse
from graph_schema.messages import Message
from graph_schema.records.events import Event
from graph_schema.records.identity import account_id, link_id
from graph_schema.records.links import Link
from graph_schema.records.merged_records import Evidence
from graph_schema.records.nodes import Node
from graph_schema.records.transfers import TRANSFER_SCHEMA
from tests.neo4j_server.server import RELEASES
from tracer.analysis.tracing.ledgers.marks import marks_on_record
from tracer.store.ports.store_values import WORD_NODES, NeighbourCount, TransferFilter, Written

ALL = TransferFilter()


def snapshot(store):
    """All that a reader can see of a case, but for times of receipt and the log."""
    return (
        store.digest(),
        [kept.source for kept in store.sources()],
        [store.nodes(type_) for type_ in ("Account", "Statement", "Person", "Company")],
        store.links(),
        store.events(),
        store.export_nodes(),
        store.export_links(),
        store.export_transfers(),
        store.entries(store.export_transfers().column("transfer_id").to_pylist()),
        [store.search(text) for text in ("fictiv", "ana", "RO00")],
    )


def person(name, locator="row:9", **props):
    return Node("per-ana", "Person", {"name": name, **props}, locator)


def holding(**props):
    return Link(
        link_id("HoldsAccount", "per-ana", account_id("A")),
        "HoldsAccount",
        "per-ana",
        account_id("A"),
        props,
        "row:9",
    )


def audit_event(action="import"):
    return AuditEvent("2025-03-01T10:00:00Z", "Ana Inventată", "analyst", action)


def kept_ids(store, where=ALL, **page):
    return store.transfers(where, **page).column("transfer_id").to_pylist()


def minors(table):
    return table.column("debit_minor").to_pylist()


@pytest.fixture
def january(said):
    """Account A: 500 in from B, 200 out to C, 200 out to C again the same day, 40 in cash."""
    return said.statement(
        "january",
        "A",
        [
            said.Movement("B", "A", 50000, 3, name="Beta Inventat SRL", text="plată factură țiglă"),
            said.Movement("A", "C", 20000, 5, name="Căsuța Fictivă", text="avans"),
            said.Movement("A", "C", 20000, 5, text="avans"),
            said.Movement(None, "A", 4000, 9, kind="cash_deposit"),
        ],
    )


# --- writing and reading back ---------------------------------------------------------------------------


def test_what_was_written_is_read_back(store, said, january):
    written = said.keep(store, january)
    assert written == [Written(added=4), Written(added=1), Written(added=4), Written()]
    assert set(store.get([account_id("A"), "acc-absent"])) == {account_id("A")}
    assert [view.props["number"] for view in store.nodes("Account")] == [
        view.props["number"] for view in sorted(store.nodes("Account"), key=lambda view: view.id)
    ]
    assert sorted(minors(store.export_transfers())) == [4000, 20000, 20000, 50000]
    kept = store.sources()[0]
    assert (kept.source, kept.received, kept.actor) == (january.source, said.received, "Ana Inventată")


def test_entries_come_back_as_they_were_told(store, said, january):
    said.keep(store, january)
    back = store.entries(january.entries.column("transfer_id").to_pylist())
    assert set(back.column("source").to_pylist()) == {january.source.digest}
    order = [("transfer_id", "ascending"), ("locator", "ascending")]
    assert back.drop_columns(["source"]).sort_by(order).equals(january.entries.sort_by(order))


def test_an_empty_text_stays_apart_from_none(store, said):
    moves = [said.Movement("A", "B", 100, 4, name="", text=None), said.Movement("A", "B", 200, 5, text="")]
    said.keep(store, said.statement("a", "A", moves))
    told = [(row["counterparty_name"], row["description"]) for row in store.export_transfers().to_pylist()]
    assert told == [("", None), (None, "")]


def test_flags_and_rejections_of_a_source_are_kept(store, said):
    reason = Message(
        "{place}: {reason}",
        place="row:4",
        reason=Message("The required field {field} is empty. Ask the sender.", field="Sumă"),
    )
    flags = [{"severity": "red", "template": "Soldul nu corespunde."}, {"severity": "amber", "reason": reason}]
    rejections = [{"locator": "row:4", "reason": "no amount"}, {"locator": "row:5", "reason": reason}]
    with store.transaction() as writer:
        assert writer.register_source(
            said.source("x"),
            received=said.received,
            actor="Ana Inventată",
            flags=flags,
            rejections=rejections,
        )
        assert not writer.register_source(said.source("x"), received="2030-01-01T00:00:00Z", actor="Altcineva")
    kept = store.sources()[0]
    assert (list(kept.flags), list(kept.rejections), kept.actor) == (flags, rejections, "Ana Inventată")
    for back in (kept.flags[1]["reason"], kept.rejections[1]["reason"]):
        assert isinstance(back, Message) and (back.template, back.params["place"]) == ("{place}: {reason}", "row:4")
        assert back.params["reason"].template == "The required field {field} is empty. Ask the sender."
    assert not isinstance(kept.rejections[0]["reason"], Message)


def test_the_same_batch_twice_adds_nothing(store, said, january):
    said.keep(store, january)
    before, version = snapshot(store), store.data_version()
    assert said.keep(store, january) == [Written(known=4), Written(known=1), Written(known=4), Written()]
    assert snapshot(store) == before
    assert store.data_version() == version


def test_records_need_a_registered_source(store, said):
    with pytest.raises(WrongUse), store.transaction() as writer:
        writer.upsert_nodes(said.source("x").digest, [said.account("A")])
    with pytest.raises(WrongUse), store.transaction() as writer:
        writer.append_events(said.source("x").digest, [])
    assert store.nodes("Account") == ()


def test_a_source_may_complete_a_node_but_not_contradict_itself(store, said):
    told = said.Told(said.source("x"), (person("Ana Ion"), person("Ana Ion", "row:12", cnp="1")))
    assert said.keep(store, told)[0] == Written(added=2)
    written = said.keep(store, said.Told(told.source, (person("Ana Altfel", "row:14"),)))[0]
    assert len(written.conflicts) == 1 and "row:14" in written.conflicts[0]
    view = store.get(["per-ana"])["per-ana"]
    assert view.props == {"name": "Ana Ion", "cnp": "1"}
    assert view.evidence == (Evidence(told.source.digest, "row:9"),)


# --- conflicts and refusals -----------------------------------------------------------------------------


def test_the_same_id_of_another_type_is_a_reported_conflict(store, said):
    said.keep(store, said.Told(said.source("x"), (person("Ana Ion"),)))
    other = Node("per-ana", "Company", {"name": "Ana SRL"}, "row:3")
    written = said.keep(store, said.Told(said.source("y"), (other,)))[0]
    assert written.added == 0 and len(written.conflicts) == 1
    assert store.get(["per-ana"])["per-ana"].type == "Person"


def test_a_link_with_other_ends_is_a_reported_conflict(store, said):
    nodes = (person("Ana Ion"), said.account("A"), said.account("B"))
    said.keep(store, said.Told(said.source("x"), nodes, (holding(),)))
    moved = Link(holding().id, "HoldsAccount", "per-ana", account_id("B"), {}, "row:3")
    written = said.keep(store, said.Told(said.source("y"), nodes, (moved,)))[1]
    assert (written.added, len(written.conflicts)) == (0, 1)
    assert store.links()[0].head == account_id("A")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("debit_account", account_id("C")),
        ("value_date", date(2024, 1, 4)),
        ("credit_currency", "EUR"),
    ],
)
def test_a_transfer_with_other_content_is_a_conflict_never_an_overwrite(store, said, january, column, value):
    said.keep(store, january)
    before = store.export_transfers()
    changed = january.entries.slice(0, 1)
    place = changed.schema.get_field_index(column)
    field = changed.schema.field(place)
    changed = changed.set_column(place, field, pa.array([value], field.type))
    other = said.Told(said.source("y"), january.nodes, january.links, entries=changed)
    written = said.keep(store, other)[2]
    assert (written.added, written.known, len(written.conflicts)) == (0, 0, 1)
    assert "row:2" in written.conflicts[0]
    assert store.export_transfers().equals(before)


def test_a_row_told_otherwise_by_its_own_source_is_a_conflict(store, said, january):
    said.keep(store, january)
    place = january.entries.schema.get_field_index("description")
    texts = pa.array(["plată falsă", "avans", "avans", None], pa.string())
    field = january.entries.schema.field(place)
    changed = said.Told(january.source, entries=january.entries.set_column(place, field, texts))
    written = said.keep(store, changed)[2]
    assert (written.added, written.known, len(written.conflicts)) == (0, 3, 1)
    assert store.verify()[1].holds


def test_conflicts_come_in_the_order_of_the_rows(store, said, january):
    said.keep(store, january)
    rows = january.entries.slice(0, 2).to_pylist()
    rows[0]["description"], rows[1]["credit_account"] = "altfel", account_id("B")
    changed = pa.Table.from_pylist(rows, schema=january.entries.schema)
    conflicts = said.keep(store, said.Told(january.source, entries=changed))[2].conflicts
    assert [conflict.partition(":")[2].partition(":")[0] for conflict in conflicts] == ["2", "3"]


def test_a_link_to_an_unknown_node_is_refused_and_nothing_is_kept(store, said):
    with pytest.raises(WrongRecord, match="no source of the case"):
        said.keep(store, said.Told(said.source("x"), (person("Ana Ion"),), (holding(),)))
    assert store.sources() == () and store.nodes("Person") == () and store.data_version() == 0


def test_a_link_between_the_wrong_kinds_is_refused(store, said):
    wrong = Link("lnk-1", "HoldsAccount", account_id("A"), account_id("B"), {}, "row:1")
    with pytest.raises(WrongRecord, match="expected one of"):
        said.keep(store, said.Told(said.source("x"), (said.account("A"), said.account("B")), (wrong,)))


def test_rows_of_an_unknown_account_are_refused(store, said, january):
    without = tuple(node for node in january.nodes if node.id != account_id("C"))
    with pytest.raises(WrongRecord, match="row:3"):
        said.keep(store, said.Told(january.source, without, january.links, entries=january.entries))


def test_rows_against_the_schema_are_refused(store, said, january):
    with pytest.raises(WrongRecord):
        said.keep(store, said.Told(january.source, january.nodes, entries=january.entries.drop_columns(["seq"])))


def test_an_exception_in_a_transaction_leaves_nothing(store, said, january):
    said.keep(store, said.Told(said.source("x"), (person("Ana Ion"),)))
    before = snapshot(store)
    with pytest.raises(ZeroDivisionError), store.transaction() as writer:
        writer.register_source(january.source, received=said.received, actor="a")
        writer.upsert_nodes(january.source.digest, january.nodes)
        writer.add_entries(january.source.digest, january.entries)
        writer.append_log(audit_event())
        raise ZeroDivisionError
    assert snapshot(store) == before and list(store.log()) == []


# --- several sources ------------------------------------------------------------------------------------


def test_the_latest_source_is_shown_and_the_others_with_their_place(store, said):
    old = said.Told(said.source("old", as_of="2020-01-01"), (person("Ana Ion", "row:2", address="Iași"),))
    new = said.Told(said.source("new", as_of="2024-01-01"), (person("Ana Pop", "row:7"),))
    said.keep(store, new)
    said.keep(store, old)
    view = store.get(["per-ana"])["per-ana"]
    assert view.props == {"address": "Iași", "name": "Ana Pop"}
    assert view.others == {"name": (("Ana Ion", Evidence(old.source.digest, "row:2")),)}
    assert set(view.evidence) == {
        Evidence(old.source.digest, "row:2"),
        Evidence(new.source.digest, "row:7"),
    }
    assert [(digest, node.props["name"]) for digest, node in store.history("per-ana")] == [
        (new.source.digest, "Ana Pop"),
        (old.source.digest, "Ana Ion"),
    ]


def test_links_are_merged_like_nodes(store, said):
    nodes = (person("Ana Ion"), said.account("A"))
    for name, as_of, since in (("old", "2020-01-01", "2019"), ("new", "2024-01-01", "2018-05")):
        told = said.Told(said.source(name, as_of=as_of), nodes, (holding(from_date=since),))
        said.keep(store, told)
    (link,) = store.links(["HoldsAccount"])
    assert link.props == {"from_date": "2018-05"} and len(link.evidence) == 2
    assert store.export_links().column("from_date").to_pylist() == ["2018-05"]
    assert store.links_of("per-ana") == store.links_of(account_id("A")) == (link,)
    assert store.links_of("per-ana", ["StatementOf"]) == () == store.links_of("per-absent")


def test_a_flag_of_a_link_comes_back_as_one_and_stays_absent_where_none_is_told(store, said):
    firm = Node("cmp-1", "Company", {"name": "Firma Inventată SRL"}, "row:1")
    bounds = {"share_lower": "1/2", "share_upper": "3/4"}
    told = (
        Link("lnk-1", "Shareholding", "per-ana", "cmp-1", {**bounds, "share_lower_open": True}, "row:2"),
        Link("lnk-2", "Shareholding", "per-ana", "cmp-1", {**bounds, "interest": "votingRights"}, "row:3"),
    )
    said.keep(store, said.Told(said.source("x"), (person("Ana Ion"), firm), told))
    opened, closed = store.links(["Shareholding"])
    assert opened.props["share_lower_open"] is True
    assert "share_lower_open" not in closed.props


def test_both_statements_of_one_movement_make_one_transfer(store, said):
    movement = [said.Movement("A", "B", 700, 4, kind="unknown", text="din A")]
    from_a, into_b = (
        said.statement("a", "A", movement),
        said.statement("b", "B", [said.Movement("A", "B", 700, 4, kind="fee", text="la B", name="Alfa")]),
    )
    said.keep(store, from_a)
    said.keep(store, into_b)
    (row,) = store.export_transfers().to_pylist()
    assert (row["debit_source"], row["credit_source"]) == (from_a.source.digest, into_b.source.digest)
    assert (row["debit_seq"], row["credit_seq"], row["kind"]) == (1, 1, "fee")
    assert (row["description"], row["counterparty_name"]) == ("din A", "Alfa")
    assert len(store.entries([row["transfer_id"]])) == 2


def test_an_entry_told_by_overlapping_statements_counts_once_in_the_ranks(store, said):
    one, two, three = (said.Movement("A", "B", minor, day) for minor, day in ((100, 2), (200, 12), (300, 22)))
    late = said.statement("late", "A", [two, three], period=(10, 31), first_seq=7)
    early = said.statement("early", "A", [one, two], period=(1, 15), first_seq=40)
    said.keep(store, late)
    said.keep(store, early)
    rows = {row["debit_minor"]: row for row in store.export_transfers().to_pylist()}
    assert {minor: row["debit_seq"] for minor, row in rows.items()} == {100: 1, 200: 2, 300: 3}
    assert all(row["credit_seq"] is None and row["credit_source"] is None for row in rows.values())
    smaller = min(early.source.digest, late.source.digest)
    assert rows[200]["debit_source"] == smaller


def test_where_two_files_give_two_rows_the_same_place_the_smaller_digest_comes_first(store, said):
    """Each file lacks a row of the same statement that the other has."""
    told = {
        minor: said.statement(f"file {minor}", "A", [said.Movement("A", "B", minor, 4)]) for minor in (100, 200, 300)
    }
    by_digest = sorted(told, key=lambda minor: told[minor].source.digest)
    for minor in reversed(by_digest):
        said.keep(store, told[minor])
    places = {row["debit_minor"]: row["debit_seq"] for row in store.export_transfers().to_pylist()}
    assert places == {minor: place for place, minor in enumerate(by_digest, 1)}


def test_a_corrected_period_of_a_statement_moves_its_rows(store, said):
    said.keep(store, said.statement("early", "A", [said.Movement("A", "B", 100, 2)], period=(1, 9)))
    late = said.statement("late", "A", [said.Movement("A", "B", 200, 12)], period=(10, 31))
    said.keep(store, late)
    statement = late.nodes[0]
    earlier = {**statement.props, "from_date": "2023-12-01"}
    letter = said.source("letter of the bank", as_of="2025-01-01")
    before = store.export_transfers()
    with store.transaction() as writer:
        writer.register_source(letter, received=said.received, actor="Ana Inventată")
        writer.upsert_nodes(letter.digest, [Node(statement.id, "Statement", earlier, "row:1")])
    places = {row["debit_minor"]: row["debit_seq"] for row in store.export_transfers().to_pylist()}
    assert places == {200: 1, 100: 2}
    with store.transaction() as writer:
        writer.retract_source(letter.digest)
    assert store.export_transfers().equals(before)


@pytest.mark.parametrize("joined", [True, False])
def test_a_statement_told_again_moves_its_rows_whether_or_not_a_link_joins_it(store, said, joined):
    """While nobody tells a statement its rows come first."""
    early = said.statement("early", "A", [said.Movement("A", "B", 100, 2)], period=(1, 9))
    late = said.statement("late", "A", [said.Movement("A", "B", 200, 12)], period=(10, 31))
    register = said.Told(said.source("register"), late.nodes[:1])
    said.keep(store, early)
    said.keep(store, register)
    rows = said.Told(late.source, late.nodes[1:], late.links if joined else (), entries=late.entries)
    said.keep(store, rows)
    before = store.export_transfers()
    with store.transaction() as writer:
        writer.retract_source(register.source.digest)
    places = {row["debit_minor"]: row["debit_seq"] for row in store.export_transfers().to_pylist()}
    assert places == {200: 1, 100: 2}
    said.keep(store, register)
    assert store.export_transfers().equals(before)


def test_debits_and_credits_of_an_account_share_one_ranking(store, said, january):
    said.keep(store, january)
    rows = store.export_transfers().to_pylist()
    own = [row["debit_seq"] if row["debit_account"] == account_id("A") else row["credit_seq"] for row in rows]
    assert sorted(own) == [1, 2, 3, 4]
    assert next(row for row in rows if row["kind"] == "cash_deposit")["credit_seq"] == 4


def test_retracting_a_source_leaves_what_others_tell(store, said):
    shared, alone = said.Movement("A", "B", 100, 2), said.Movement("A", "C", 900, 3)
    first = said.statement("first", "A", [shared, alone])
    mirror = said.statement("mirror", "B", [shared])
    said.keep(store, mirror)
    before = snapshot(store)
    said.keep(store, first)
    with_both = store.digest()
    version = store.data_version()
    with store.transaction() as writer:
        counts = writer.retract_source(first.source.digest)
    assert counts == {"nodes": 4, "links": 1, "entries": 2, "events": 0, "transfers": 1}
    assert snapshot(store) == before
    assert store.data_version() > version
    said.keep(store, first)
    assert store.digest() == with_both
    assert all(check.holds for check in store.verify())


def test_a_source_taken_back_and_told_otherwise_in_one_transaction_is_as_if_told_so_at_first(store, said):
    """The file is the same, and is read otherwise: rows fall away, others come, one is told of by another source too."""
    shared, alone = said.Movement("A", "B", 100, 2), said.Movement("A", "C", 900, 3)
    first = said.statement("first", "A", [shared, alone])
    again = said.statement("first", "A", [shared, said.Movement("A", "D", 700, 4), said.Movement("A", "C", 20, 5)])
    assert again.source.digest == first.source.digest
    said.keep(store, said.statement("mirror", "B", [shared]))
    said.keep(store, first)
    version = store.data_version()
    with store.transaction() as writer:
        counts = writer.retract_source(first.source.digest)
        assert writer.register_source(again.source, received=said.received, actor="Ana Inventată")
        writer.upsert_nodes(again.source.digest, again.nodes)
        writer.upsert_links(again.source.digest, again.links)
        written = writer.add_entries(again.source.digest, again.entries)
    assert (counts["entries"], written.added, written.conflicts) == (2, 3, ())
    assert store.data_version() == version + 1
    replaced, digest = snapshot(store), store.digest()
    assert all(check.holds for check in store.verify())
    with store.transaction() as writer:
        writer.retract_source(again.source.digest)
    said.keep(store, again)
    assert (snapshot(store), store.digest()) == (replaced, digest)


def test_a_link_waits_unseen_while_no_source_tells_its_end(store, said):
    bank = said.Told(said.source("bank"), (said.account("A"),))
    decision = said.Told(said.source("decision", kind="decision"), (person("Ana Ion"),), (holding(),))
    said.keep(store, bank)
    said.keep(store, decision)
    whole = snapshot(store)
    with store.transaction() as writer:
        writer.retract_source(bank.source.digest)
    assert store.links() == () == store.links_of("per-ana") and len(store.export_links()) == 0
    assert store.count_neighbours("per-ana") == ()
    assert [check.name for check in store.verify() if not check.holds] == ["ends"]
    said.keep(store, bank)
    assert snapshot(store) == whole
    assert all(check.holds for check in store.verify())


def test_a_link_waits_for_the_node_it_leaves_too(store, said):
    people = said.Told(said.source("people"), (person("Ana Ion"),))
    bank = said.Told(said.source("bank"), (said.account("A"),), (holding(),))
    said.keep(store, people)
    said.keep(store, bank)
    with store.transaction() as writer:
        writer.retract_source(people.source.digest)
    assert store.links() == () == store.links_of(account_id("A")) and len(store.export_links()) == 0
    assert store.count_neighbours(account_id("A")) == ()


def test_what_was_taken_back_may_be_told_otherwise_in_the_same_transaction(store, said, january):
    """The same ids as another kind of node, between other ends, with other content and other parties."""
    old, new = said.source("old"), said.source("new")
    company = Node("per-ana", "Company", {"name": "Ana SRL"}, "row:1")
    moved = Link(holding().id, "HoldsAccount", "per-ana", account_id("B"), {}, "row:2")
    ids = january.entries.column("transfer_id")
    turned = january.entries.slice(1, 1).set_column(0, january.entries.schema.field(0), ids.slice(0, 1))

    def say(writer, source, nodes, link, rows, event):
        writer.register_source(source, received=said.received, actor="Ana Inventată")
        return (
            writer.upsert_nodes(source.digest, (*january.nodes, *nodes)),
            writer.upsert_links(source.digest, (*january.links, link)),
            writer.add_entries(source.digest, rows),
            writer.append_events(source.digest, [event]),
        )

    with store.transaction() as writer:
        say(writer, old, [person("Ana Ion")], holding(), january.entries.slice(0, 1), valuation(1000))
    with store.transaction() as writer:
        writer.retract_source(old.digest)
        told = say(writer, new, [company], moved, turned, valuation(2000, subject="ast-2"))
    assert [part.conflicts for part in told] == [()] * 4
    with store.transaction() as writer:
        assert writer.upsert_nodes(new.digest, [company]) == Written(known=1)
        assert writer.upsert_links(new.digest, [moved]) == Written(known=1)
    assert store.nodes("Person") == () and [view.id for view in store.nodes("Company")] == ["per-ana"]
    assert [(link.id, link.head) for link in store.links(["HoldsAccount"])] == [(moved.id, account_id("B"))]
    assert minors(store.export_transfers()) == [20000]
    assert [kept.event.subject for kept in store.events()] == ["ast-2"]
    assert [check.name for check in store.verify() if not check.holds] == ["statements"]


def test_retracting_an_unknown_source_is_refused(store, said):
    with pytest.raises(NotFound), store.transaction() as writer:
        writer.retract_source(said.source("x").digest)


# --- any order, same case -------------------------------------------------------------------------------


@st.composite
def movements(draw):
    """Few accounts, few amounts: mirror rows, twins and overlaps are frequent."""
    return draw(
        st.lists(
            st.tuples(
                st.sampled_from(["AB", "BA", "AC", "CB"]),
                st.sampled_from([100, 200]),
                st.integers(1, 3),
                st.sampled_from(["transfer", "fee", "card", "unknown"]),
            ),
            min_size=1,
            max_size=6,
        )
    )


_numbers = itertools.count()


@pytest.mark.one_release(RELEASES[0])
def test_sources_in_any_order_make_the_same_case(stores, said, examples):
    # A law of the records, not of the engine: a server is asked a few times.
    @settings(
        max_examples=examples(4 if stores.on_server else 25),
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.nested_given],
    )
    @given(
        rows=movements(),
        cuts=st.lists(st.tuples(st.sampled_from("AB"), st.integers(1, 2), st.integers(2, 3)), min_size=2, max_size=3),
        ages=st.lists(st.sampled_from(["2020-01-01", "2024-01-01"]), min_size=2, max_size=2),
        order=st.randoms(use_true_random=False),
    )
    def law(rows, cuts, ages, order):
        check_any_order(stores, said, rows, cuts, ages, order)

    law()


def check_any_order(stores, said, rows, cuts, ages, order):
    all_rows = [said.Movement(pair[0], pair[1], minor, day, kind) for pair, minor, day, kind in rows]
    batches = []
    for place, (account, begin, end) in enumerate(cuts):
        own = [m for m in all_rows if account in (m.debit, m.credit) and begin <= m.day <= end]
        batches.append(said.statement(f"bank {place}", account, own, period=(begin, end), first_seq=place * 10))
    for place, as_of in enumerate(ages):
        told = said.Told(
            said.source(f"register {place}", as_of=as_of),
            (person(f"Ana {place}", f"row:{place}"), said.account("A")),
            (holding(note=f"nota {place}"),),
            (valuation(recorded=date(2024, 5, 1 + place)),),
        )
        batches.append(told)
    one = stores.open(f"order {next(_numbers)}")
    for batch in batches:
        said.keep(one, batch)
    expected = snapshot(one)
    other = stores.open(f"order {next(_numbers)}")
    mixed = [*batches, order.choice(batches)]
    order.shuffle(mixed)
    for batch in mixed:
        said.keep(other, batch)
    assert snapshot(other) == expected
    extra = order.choice(batches)
    with other.transaction() as writer:
        writer.retract_source(extra.source.digest)
    said.keep(other, extra)
    assert snapshot(other) == expected
    assert [check.name for check in other.verify() if not check.holds] == []


# --- provenance, versions, events, log ------------------------------------------------------------------


def test_every_record_names_a_source_of_the_case(store, said, january):
    said.keep(store, january)
    told = said.Told(said.source("y"), (person("Ana Ion"),), (holding(),), (valuation(),))
    said.keep(store, told)
    known = {kept.source.digest for kept in store.sources()}
    records = [*store.nodes("Account"), *store.nodes("Person"), *store.links(), *store.events()]
    assert len(records) == 7
    assert all(record.evidence and {place.source for place in record.evidence} <= known for record in records)
    assert all(place.locator for record in records for place in record.evidence)
    for row in store.export_transfers().to_pylist():
        sources = {row["debit_source"], row["credit_source"]} - {None}
        assert sources and sources <= known


def test_the_data_version_rises_with_data_and_with_nothing_else(store, said, january):
    assert store.data_version() == 0
    said.keep(store, january)
    after_import = store.data_version()
    assert after_import > 0
    with store.transaction() as writer:
        writer.append_log(audit_event())
    with store.transaction():
        pass
    assert store.data_version() == after_import
    said.keep(store, said.Told(said.source("y"), (person("Ana Ion"),)))
    assert store.data_version() > after_import


def valuation(minor=1000, *, id_="evt-1", subject="ast-1", effective=date(2024, 3, 1), recorded=date(2024, 4, 1)):
    props = {"amount_minor": minor, "currency": "RON", "method": "estimate"}
    return Event(id_, "Valuation", subject, effective, recorded, "Evaluator Inventat", props, "row:5")


def test_events_come_by_date_and_once_with_every_place(store, said):
    late = valuation(id_="evt-a", effective=date(2024, 9, 1))
    same_day = valuation(id_="evt-b", subject="ast-2", recorded=date(2024, 6, 1))
    cost = Event(
        "evt-c",
        "Cost",
        "ast-1",
        date(2024, 3, 1),
        date(2024, 4, 1),
        "Administrator Inventat",
        {"amount_minor": 5, "currency": "RON"},
        "row:6",
    )
    said.keep(store, said.Told(said.source("x"), events=(late, same_day, valuation(), cost)))
    said.keep(store, said.Told(said.source("y"), events=(valuation(recorded=date(2024, 3, 15)),)))
    kept = store.events()
    assert [k.event.id for k in kept] == ["evt-1", "evt-c", "evt-b", "evt-a"]
    assert kept[0].event.recorded == date(2024, 3, 15) and len(kept[0].evidence) == 2
    assert [k.event.id for k in store.events(subject="ast-1")] == ["evt-1", "evt-c", "evt-a"]
    assert [k.event.id for k in store.events(subject="ast-1", type_="Cost")] == ["evt-c"]


def test_marks_of_a_transfer_a_payer_and_an_opening_balance_are_kept_whole(store, said):
    day, author = date(2024, 5, 1), "Procuror Inventat"
    marks = [
        {"transfer": "tra-1", "transfer_source": "5" * 64, "transfer_row": "path:/a|b/1"},
        {"counterparty_name": "Ștefan Țuțuianu"},
        {"opening_currency": "RON", "opening_date": "2024-01-01", "amount_minor": 2**63 - 1},
    ]
    told = [
        Event(
            f"evt-{n}",
            "ProceedsMarked",
            account_id("A"),
            day,
            day,
            author,
            {"label": "x", "reason": "r", **props},
            "row:5",
        )
        for n, props in enumerate(marks)
    ]
    revoked = Event("evt-r", "Revoked", account_id("A"), day, day, author, {"event": "evt-0", "reason": "r"}, "row:6")
    said.keep(store, said.Told(said.source("x"), events=(*told, revoked)))
    said.keep(store, said.Told(said.source("x"), events=tuple(told)))
    assert [kept.event for kept in store.events(type_="ProceedsMarked")] == told
    assert [dict(kept.event.props) for kept in store.events(type_="ProceedsMarked")] == [dict(e.props) for e in told]
    assert [event.id for event in marks_on_record(store.events())] == ["evt-1", "evt-2"]


def test_an_event_with_other_content_under_the_same_id_is_refused(store, said):
    told = said.Told(said.source("x"), events=(valuation(),))
    said.keep(store, told)
    assert said.keep(store, told)[3] == Written(known=1)
    with pytest.raises(WrongRecord, match="evt-1"):
        said.keep(store, said.Told(said.source("y"), events=(valuation(2000),)))
    assert len(store.events()) == 1


def test_the_log_is_a_chain(store):
    for actions in (("open",), ("import", "read")):
        with store.transaction() as writer:
            entries = [writer.append_log(audit_event(action)) for action in actions]
    log = list(store.log())
    assert [entry.audit_event.action for entry in log] == ["open", "import", "read"]
    assert (log[0].previous, log[-1]) == (GENESIS, entries[-1])
    assert find_break(log) is None


# --- looking up -----------------------------------------------------------------------------------------


def people(said, *names):
    return said.Told(
        said.source("people"),
        tuple(Node(f"per-{i}", "Person", {"name": name}, f"row:{i}") for i, name in enumerate(names)),
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Ștefan Țuțuianu", ["per-0", "per-1"]),
        ("TUTUIANU stefan", ["per-0", "per-1"]),
        ("țuț", ["per-0", "per-1", "per-2"]),
        ("stef tut", ["per-0", "per-1"]),
        ("Maria", ["per-2"]),
        ("ria", []),
        ("", []),
        ("%", []),
        ("o'hara", ["per-3"]),
        ("ohara", ["per-3"]),
    ],
)
def test_search_folds_letters_and_takes_beginnings(store, said, asked, found):
    said.keep(store, people(said, "Ştefan Ţuţuianu", "Țuțuianu, Ștefan", "Maria Țuțuianu", "Ion O'Hara"))
    assert [view.id for view in store.search(asked)] == found


def test_search_shows_exact_before_words_before_beginnings(store, said):
    said.keep(store, people(said, "Ana Ionescu", "Ana Maria Ion", "Ion Ana", "Ion Anastasia"))
    assert [view.id for view in store.search("Ana Ion")] == ["per-2", "per-1", "per-0", "per-3"]
    assert [view.id for view in store.search("Ana Ion", limit=2)] == ["per-2", "per-1"]
    assert store.search("Ana Ion", limit=0) == ()


def test_search_shows_persons_and_companies_before_accounts_that_match_as_well(store, said):
    account = Node("a-1", "Account", {"number": "RO49AAAA1B310075", "owner_name": "Ana Ionescu"}, "row:1")
    whole = Node("z-1", "Account", {"number": "RO49AAAA1B310076", "owner_name": "Ana Ionescu Ion"}, "row:2")
    company = Node("b-1", "Company", {"name": "Ana Ionescu SRL"}, "row:3")
    said.keep(store, said.Told(said.source("x"), (account, whole, company, person("Ionescu Ana"))))
    assert [view.id for view in store.search("Ana Ionescu")] == ["per-ana", "a-1", "b-1", "z-1"]
    assert [view.id for view in store.search("iones")] == ["b-1", "per-ana", "a-1", "z-1"]
    assert [view.id for view in store.search("iones", limit=3)] == ["b-1", "per-ana", "a-1"]


def words_of(store):
    """Word -> the ids of the nodes that have it, as a store exports them."""
    export = store.export_words()
    ids = export.nodes.column("id").to_pylist()
    return {
        word: [ids[place] for place in export.holders[export.offsets[number] : export.offsets[number + 1]]]
        for number, word in enumerate(export.words.to_pylist())
    }


def test_words_and_identifiers_are_exported_in_order_with_their_nodes(store, said):
    said.keep(store, said.Told(said.source("one"), (person("Țuțu Ana", cnp="1900101400012"), said.account("A"))))
    said.keep(
        store, said.Told(said.source("two"), (Node("com-1", "Company", {"name": "Ana 漢字", "cui": "123"}, "row:1"),))
    )
    assert store.export_words().nodes.to_pylist() == [
        {"id": account_id("A"), "type": "Account"},
        {"id": "com-1", "type": "Company"},
        {"id": "per-ana", "type": "Person"},
    ]
    found = words_of(store)
    assert list(found) == sorted(found)
    assert found == {
        "123": ["com-1"],
        "1900101400012": ["per-ana"],
        "ANA": ["com-1", "per-ana"],
        "RO00FICTIVA": [account_id("A")],
        "RO123": ["com-1"],
        "TUTU": ["per-ana"],
        "漢字": ["com-1"],
    }


def test_words_that_no_source_tells_any_more_are_not_exported(store, said):
    old, new = said.source("old"), said.source("new")
    said.keep(store, said.Told(old, (person("Ana Veche"), said.account("A"))))
    said.keep(store, said.Told(new, (person("Ana Nouă"),)))
    with store.transaction() as writer:
        writer.retract_source(old.digest)
    assert words_of(store) == {"ANA": ["per-ana"], "NOUA": ["per-ana"]}
    assert store.export_words().nodes.column("id").to_pylist() == ["per-ana"]


@pytest.mark.parametrize(
    "asked",
    [
        "RO49 AAAA 1B31 0075",
        "ro49aaaa1b31",
        "RO49",
        "12 345 674",
        "RO12345674",
        "ro 12345674",
        "J40/1234/2020",
        "alfa",
    ],
)
def test_search_finds_identifiers_however_they_are_spaced(store, said, asked):
    account = Node("x-1", "Account", {"number": "RO49AAAA1B310075"}, "row:1")
    props = {"name": "Alfa Inventată SRL", "cui": "12345674", "trade_register": "J40/1234/2020"}
    company = Node("x-2", "Company", props, "row:2")
    said.keep(store, said.Told(said.source("x"), (account, company)))
    assert [view.id for view in store.search(asked)] == ["x-1" if "49" in asked else "x-2"]


def test_search_takes_words_of_any_number_and_length(store, said):
    """A text pasted whole is a question too."""
    words = [f"cuvânt{i}" for i in range(1500)]
    said.keep(store, people(said, "Ion " + "x" * 300, " ".join(words), "Maria"))
    assert [view.id for view in store.search("x" * 290)] == ["per-0"]
    assert store.search("x" * 290 + "y") == () == store.search(" ".join(["maria", *words]))
    assert [view.id for view in store.search(" ".join(words))] == ["per-1"]


def test_search_forgets_names_that_no_source_tells_any_more(store, said):
    old, new = said.source("old"), said.source("new")
    said.keep(store, said.Told(old, (person("Ana Veche"),)))
    said.keep(store, said.Told(new, (person("Ana Nouă"),)))
    assert len(store.search("veche")) == 1
    with store.transaction() as writer:
        writer.retract_source(old.digest)
    assert store.search("veche") == () and len(store.search("noua")) == 1


def test_find_wants_exactly_this_value_in_any_source(store, said):
    said.keep(store, said.Told(said.source("x", as_of="2020-01-01"), (person("Ana Ion", cnp="111"),)))
    said.keep(store, said.Told(said.source("y", as_of="2024-01-01"), (person("Ana Ion", cnp="222"),)))
    for cnp in ("111", "222"):
        assert [view.id for view in store.find("Person", "cnp", cnp)] == ["per-ana"]
    assert store.find("Person", "cnp", "11") == () == store.find("Person", "name", "ana ion")
    assert store.find("Person", "born", "nicio zi") == () == store.find("Statement", "from_date", "2024-02-31")
    with pytest.raises(WrongUse):
        store.find("Person", "cnp') OR 1=1 --", "111")
    with pytest.raises(WrongUse):
        store.find("Ghost", "name", "x")


def test_neighbours_are_counted(store, said, january):
    said.keep(store, january)
    said.keep(store, said.Told(said.source("y"), (person("Ana Ion"), said.account("A")), (holding(),)))
    assert store.count_neighbours(account_id("A")) == (
        NeighbourCount("HoldsAccount", "in", 1),
        NeighbourCount("StatementOf", "in", 1),
        NeighbourCount("Transfer", "in", 2),
        NeighbourCount("Transfer", "out", 1),
    )
    assert store.count_neighbours("per-ana") == (NeighbourCount("HoldsAccount", "out", 1),)
    assert store.count_neighbours("per-absent") == ()


# --- money ----------------------------------------------------------------------------------------------


def test_sums_come_largest_first_and_in_pages(store, said, january):
    said.keep(store, january)
    sums = store.transfer_sums(account_id("A"))
    assert [(s.debit_account, s.credit_account, s.count, s.sum_minor) for s in sums] == [
        (account_id("B"), account_id("A"), 1, 50000),
        (account_id("A"), account_id("C"), 2, 40000),
        (None, account_id("A"), 1, 4000),
    ]
    assert (sums[1].first, sums[1].last, sums[1].currency) == (date(2024, 1, 5), date(2024, 1, 5), "RON")
    assert store.transfer_sums(account_id("A"), limit=1, offset=1) == sums[1:2]
    assert store.transfer_sums(account_id("A"), where=TransferFilter(min_minor=30000)) == sums[:1]
    assert store.transfer_sums("acc-absent") == ()


def test_sums_beyond_64_bits_are_exact(store, said):
    big = 2**63 - 1
    told = said.statement("big", "A", [said.Movement("B", "A", big, day) for day in (1, 2, 3)])
    nodes = (statement_without_balance(told.nodes[0]), *told.nodes[1:])
    told = said.Told(told.source, nodes, told.links, entries=told.entries)
    said.keep(store, told)
    (line,) = store.transfer_sums(account_id("A"))
    assert (line.count, line.sum_minor) == (3, 3 * big)
    assert all(check.holds for check in store.verify())


def statement_without_balance(node):
    props = {name: value for name, value in node.props.items() if "minor" not in name}
    return Node(node.id, node.type, props, node.locator)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({}, [50000, 20000, 20000, 4000]),
        ({"account": "B"}, [50000]),
        ({"debit_account": "A"}, [20000, 20000]),
        ({"credit_account": "A"}, [50000, 4000]),
        ({"account": "Z"}, []),
        ({"from_date": date(2024, 1, 5), "to_date": date(2024, 1, 5)}, [20000, 20000]),
        ({"from_date": date(2024, 1, 6)}, [4000]),
        ({"to_date": date(2024, 1, 3)}, [50000]),
        ({"min_minor": 20000}, [50000, 20000, 20000]),
        ({"kinds": ("cash_deposit", "fee")}, [4000]),
        ({"text": "TIGLA factura"}, [50000]),
        ({"text": "casuta"}, [20000]),
        ({"text": "%"}, [50000, 20000, 20000, 4000]),
        ({"text": "avans", "credit_account": "C", "min_minor": 20001}, []),
    ],
)
def test_transfers_are_narrowed(store, said, january, where, found):
    said.keep(store, january)
    asked = {name: account_id(value) if name.endswith("account") else value for name, value in where.items()}
    page = store.transfers(TransferFilter(**asked))
    assert page.schema.equals(TRANSFER_SCHEMA)
    assert minors(page) == found


def test_transfers_come_in_pages_of_one_order(store, said, january):
    said.keep(store, january)
    everything = kept_ids(store)
    assert everything == store.export_transfers().column("transfer_id").to_pylist()
    assert [id_ for offset in range(0, 5, 2) for id_ in kept_ids(store, limit=2, offset=offset)] == everything
    days = store.export_transfers().column("value_date").to_pylist()
    assert days == sorted(days) and everything[1] < everything[2]


def test_movements_of_one_day_come_by_id_however_they_are_narrowed(store, said):
    moves = [said.Movement("A", "B", minor, 4, text="chirie") for minor in range(1, 31)]
    said.keep(store, said.statement("a", "A", moves))
    by_id = sorted(kept_ids(store))
    for where in ({"account": "A"}, {"debit_account": "A"}, {"credit_account": "B"}, {"text": "chirie"}):
        asked = {name: account_id(value) if name.endswith("account") else value for name, value in where.items()}
        assert kept_ids(store, TransferFilter(**asked)) == by_id


def test_an_empty_case_exports_empty_tables(store):
    assert store.export_transfers().schema.equals(TRANSFER_SCHEMA) and len(store.export_transfers()) == 0
    assert store.export_nodes().column_names == ["id", "type", "caption"]
    assert store.export_links().column_names == ["id", "type", "tail", "head", "from_date", "to_date"]
    assert store.export_words().nodes.schema.equals(WORD_NODES) and words_of(store) == {}
    assert all(check.holds for check in store.verify())


def test_nodes_are_exported_with_their_latest_caption(store, said):
    said.keep(store, said.Told(said.source("new", as_of="2024-01-01"), (person("Ana Nouă"), said.account("A"))))
    said.keep(store, said.Told(said.source("old", as_of="2020-01-01"), (person("Ana Veche"),)))
    rows = store.export_nodes().to_pylist()
    assert rows == [
        {"id": account_id("A"), "type": "Account", "caption": "RO00FICTIVA"},
        {"id": "per-ana", "type": "Person", "caption": "Ana Nouă"},
    ]


def test_a_caption_with_a_zero_character_is_exported_whole(store, said):
    said.keep(store, said.Told(said.source("one"), (person("Ana\x00 Ascunsă"), said.account("A"))))
    rows = {row["id"]: row["caption"] for row in store.export_nodes().to_pylist()}
    assert rows == {"per-ana": "Ana\x00 Ascunsă", account_id("A"): "RO00FICTIVA"}


# --- verify ---------------------------------------------------------------------------------------------


def test_a_whole_case_passes_every_check(store, said, january):
    said.keep(store, january)
    with store.transaction() as writer:
        writer.append_log(audit_event())
    checks = store.verify()
    assert {check.name for check in checks} >= {"engine", "records", "ends", "statements", "log"}
    assert [check.name for check in checks if not check.holds] == []
    assert all(check.template.format(**check.params) for check in checks)


def test_a_statement_that_does_not_tie_with_its_rows_is_shown(store, said, january):
    statement = january.nodes[0]
    for name, props in (("sum", {"closing_minor": 1}), ("rows", {"rows": 3})):
        case_nodes = (
            Node(statement.id, "Statement", {**statement.props, **props}, "row:1"),
            *january.nodes[1:],
        )
        source = said.source(name)
        said.keep(store, said.Told(source, case_nodes, january.links, entries=january.entries))
        assert [check.name for check in store.verify() if not check.holds] == ["statements"]
        with store.transaction() as writer:
            writer.retract_source(source.digest)
    stated = {**statement.props, "closing_minor": 1, "difference_minor": 1 - statement.props["closing_minor"]}
    nodes = (Node(statement.id, "Statement", stated, "row:1"), *january.nodes[1:])
    said.keep(store, said.Told(january.source, nodes, january.links, entries=january.entries))
    assert all(check.holds for check in store.verify())


# --- several readers, one writer, sudden ends -----------------------------------------------------------


def test_readers_see_committed_work_only(store, said, january):
    with store.transaction() as writer:
        writer.register_source(january.source, received=said.received, actor="a")
        writer.upsert_nodes(january.source.digest, january.nodes)
        assert store.nodes("Account") == () and store.data_version() == 0
    assert len(store.nodes("Account")) == 3


@pytest.mark.one_release(RELEASES[0])
def test_threads_read_while_one_writes(store, said):
    seen, stop, failures = [], threading.Event(), []

    def read():
        try:
            while not stop.is_set():
                seen.append(len(store.export_transfers()))
                store.search("fictiv")
        except Exception as error:
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for day in range(1, 11):
        moves = [said.Movement("A", "B", 100 + i, day) for i in range(20)]
        said.keep(store, said.statement(f"day {day}", "A", moves, period=(day, day)))
    stop.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert len(store.export_transfers()) == 200 and all(count % 20 == 0 for count in seen)


_IMPORT = """
import sys, runpy
from datetime import date
from types import SimpleNamespace
said = SimpleNamespace(**runpy.run_path(sys.argv[2]))
store = said.open_case(sys.argv[1])
for number in range(int(sys.argv[3])):
    moves = [said.Movement("A", "B", 1 + number * 100 + i, 1 + i % 28) for i in range(100)]
    said.keep(store, said.make_statement(f"batch {number}", "A", moves, first_seq=number * 1000))
    print(number, flush=True)
"""


@pytest.fixture
def start_import(stores, request):
    """Starts another process that imports batches of 100 rows and prints each that is acknowledged."""
    started = []

    def start(name, batches):
        builders = request.path.with_name("conftest.py")
        command = [sys.executable, "-c", _IMPORT, stores.address(name), str(builders), str(batches)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=request.config.rootpath)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.one_release(RELEASES[0])
def test_a_reader_works_while_another_process_imports(stores, start_import):
    store = stores.open()
    process = start_import("case", 12)
    counts = []
    while process.poll() is None:
        counts.append(len(store.export_transfers()))
    assert process.returncode == 0
    assert len(store.export_transfers()) == 1200
    assert counts == sorted(counts) and all(count % 100 == 0 for count in counts)
    assert len(set(counts)) > 1


@pytest.mark.one_release(RELEASES[0])
def test_a_killed_import_keeps_what_was_acknowledged_and_nothing_half(stores, start_import):
    # Where a server keeps the case, the killed process is only its client.
    for seed in range(3 if stores.on_server else 8):
        check_killed_import(stores, start_import, f"killed {seed}", seed)


def check_killed_import(stores, start_import, name, seed):
    process = start_import(name, 40)
    chance = random.Random(seed)
    acknowledged = [process.stdout.readline() for _ in range(chance.randint(1, 6))]
    time.sleep(chance.uniform(0, 0.08))
    process.send_signal(signal.SIGKILL)
    acknowledged += process.stdout.readlines()
    process.wait()
    store = stores.open(name)
    count = len(store.export_transfers())
    assert count % 100 == 0
    # The last batch may have been committed and killed before it could say so.
    assert len(acknowledged) <= count // 100 <= len(acknowledged) + 1
    assert all(check.holds for check in store.verify())
    again = start_import(name, 8)
    again.communicate()
    assert again.returncode == 0
    assert len(store.export_transfers()) == max(count, 800)
