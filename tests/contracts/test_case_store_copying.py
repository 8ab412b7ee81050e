"""A case told again to another store, record by record and entry by entry, is the same case."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pytest

from graph_schema.audit_log import AuditEvent, find_break
from graph_schema.errors import NotFound, WrongRecord, WrongUse
from graph_schema.records.events import Event
from graph_schema.records.identity import account_id, link_id
from graph_schema.records.links import Link
from graph_schema.records.merged_records import KeptEvent, MergedLink, MergedNode
from graph_schema.records.nodes import Node
from graph_schema.records.transfers import ENTRY_SCHEMA
from tracer.store.errors import BrokenChain
from tracer.store.ports.store_values import KeptSource, SourceRecords


def audit_event(action):
    return AuditEvent("2025-03-01T10:00:00Z", "Ana Inventată", "owner", action, "subject", "motiv", "rows=1")


def holding(person, locator="row:9", **props):
    ends = person, account_id("A")
    return Link(link_id("HoldsAccount", *ends), "HoldsAccount", *ends, props, locator)


def note(name, minor, locator="row:5"):
    props = {"amount_minor": minor, "currency": "RON"}
    return Event(name, "Cost", account_id("A"), date(2024, 2, 1), date(2024, 2, 2), "Ana Inventată", props, locator)


@pytest.fixture
def told(said):
    """Two statements that share a movement, and a register that contradicts them in nothing but a name."""
    transfer = said.Movement("A", "B", 20000, 5, name="Beta Inventat SRL", text="plată țiglă")
    january = said.statement("january", "A", [transfer, said.Movement(None, "A", 4000, 9, kind="cash_deposit")])
    mirror = said.statement("mirror", "B", [transfer])
    register = said.Told(
        said.source("register", as_of="2024-06-30", kind="register"),
        (
            Node("per-ana", "Person", {"name": "Ana Inventată", "cnp": "1"}, "row:2"),
            Node(account_id("A"), "Account", {"number": "RO00FICTIVA", "bank": "Banca Fictivă"}, "row:3"),
        ),
        (holding("per-ana", ground="contract"),),
        (note("evt-1", 5), note("evt-2", 7, "row:6")),
    )
    again = said.Told(
        said.source("again", kind="register"),
        (Node("per-ana", "Person", {"name": "Ana Altfel"}, "row:1"),),
        (holding("per-ana", "row:1"),),
        (note("evt-1", 5, "row:77"),),
    )
    return [january, mirror, register, again]


@pytest.fixture
def filled(store, said, told):
    for one in told:
        said.keep(store, one)
    return store


@dataclass(frozen=True)
class Seen:
    """All of a case that another store is to give too: a kind of store may keep one case at a time."""

    digest: str
    kept: tuple[KeptSource, ...]
    told: dict[str, SourceRecords]
    links: tuple[MergedLink, ...]
    events: tuple[KeptEvent, ...]
    persons: tuple[MergedNode, ...]
    transfers: pa.Table


def see(store):
    kept = store.sources()
    told = {one.source.digest: store.source_records(one.source.digest) for one in kept}
    views = store.links(), store.events(), store.nodes("Person"), store.export_transfers()
    return Seen(store.digest(), kept, told, *views)


def replay(seen, new, order=None):
    """Give a store all that was told, source by source."""
    for place in range(len(seen.kept)) if order is None else order:
        one = seen.kept[place]
        digest = one.source.digest
        records = seen.told[digest]
        with new.transaction() as writer:
            assert writer.register_source(
                one.source, received=one.received, actor=one.actor, flags=one.flags, rejections=one.rejections
            )
            for written in (
                writer.upsert_nodes(digest, records.nodes),
                writer.upsert_links(digest, records.links, ends_may_wait=True),
                writer.add_entries(digest, records.entries, ends_may_wait=True),
            ):
                assert (written.known, written.conflicts) == (0, ())
            assert all([writer.append_event(digest, event) for event in records.events])


# --- what one source told --------------------------------------------------------------------------------


def test_a_source_is_read_back_as_it_told_whatever_others_say(filled, told):
    for one in told:
        back = filled.source_records(one.source.digest)
        assert back.nodes == tuple(sorted(one.nodes, key=lambda node: node.id))
        assert back.links == tuple(sorted(one.links, key=lambda link: link.id))
        assert back.events == tuple(sorted(one.events, key=lambda event: event.id))
        order = [(name, "ascending") for name in ("transfer_id", "side", "seq")]
        assert back.entries.schema == ENTRY_SCHEMA
        assert back.entries.equals(one.entries.sort_by(order))


def test_what_a_source_told_in_two_places_is_one_record_at_the_first(store, said):
    ana = [
        Node("per-ana", "Person", {"name": "Ana"}, "row:1"),
        Node("per-ana", "Person", {"name": "Ana", "cnp": "1"}, "row:2"),
    ]
    first = said.Told(said.source("x", kind="register"), tuple(ana))
    said.keep(store, first)
    both = Node("per-ana", "Person", {"name": "Ana", "cnp": "1"}, "row:1")
    assert store.source_records(first.source.digest).nodes == (both,)


def test_a_source_that_told_nothing_tells_nothing(store, said):
    said.keep(store, said.Told(said.source("empty")))
    back = store.source_records(said.source("empty").digest)
    assert (back.nodes, back.links, back.events, back.entries.num_rows) == ((), (), (), 0)


@pytest.mark.parametrize("digest", ["f" * 64, "", "x"])
def test_an_unknown_source_tells_nothing_and_is_not_found(filled, digest):
    with pytest.raises(NotFound):
        filled.source_records(digest)


def test_a_retracted_source_tells_nothing_any_more(filled, told):
    with filled.transaction() as writer:
        writer.retract_source(told[0].source.digest)
    with pytest.raises(NotFound):
        filled.source_records(told[0].source.digest)


# --- told again ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_told_again_in_any_order_the_case_is_the_same(filled, stores, order):
    before = see(filled)
    new = stores.open("copy")
    replay(before, new, order)
    assert see(new) == before
    assert [check for check in new.verify() if not check.holds] == []


def test_what_waits_for_its_end_waits_in_the_copy_too(filled, said, stores, told):
    """The only teller of a person is taken back: the link of another goes on waiting for it."""
    lone = said.Told(said.source("lone", kind="register"), (Node("per-lone", "Person", {"name": "Dan"}, "row:1"),))
    other = said.Told(said.source("other", kind="register"), (), (holding("per-lone"),))
    for one in (lone, other):
        said.keep(filled, one)
    with filled.transaction() as writer:
        writer.retract_source(lone.source.digest)
        writer.retract_source(told[2].source.digest)
    before = see(filled)
    assert len(before.told[other.source.digest].links) == 1
    new = stores.open("copy")
    replay(before, new)
    assert see(new) == before
    said.keep(new, lone)
    assert {link.tail for link in new.links(("HoldsAccount",))} == {"per-ana", "per-lone"}


def test_rows_of_accounts_that_nobody_tells_yet_wait(store, said):
    told = said.statement("january", "A", [said.Movement("A", "B", 20000, 5)])
    digest = told.source.digest
    with store.transaction() as writer:
        writer.register_source(told.source, received=said.received, actor="Ana Inventată")
        assert writer.add_entries(digest, told.entries, ends_may_wait=True).added == 1
        assert writer.upsert_links(digest, told.links, ends_may_wait=True).added == 1
    assert store.links() == ()
    assert store.get([account_id("A")]) == {}
    with store.transaction() as writer:
        writer.upsert_nodes(digest, told.nodes)
    assert len(store.links()) == 1
    assert [check for check in store.verify() if not check.holds] == []
    (rank,) = store.export_transfers().column("debit_seq").to_pylist()
    assert rank == 1


def test_waiting_is_for_missing_ends_alone(filled, said, told):
    digest = told[2].source.digest
    wrong = Link("lnk-wrong", "HoldsAccount", account_id("B"), account_id("A"), {}, "row:9")
    with pytest.raises(WrongRecord), filled.transaction() as writer:
        writer.upsert_links(digest, [wrong], ends_may_wait=True)
    rows = told[0].entries
    place = rows.schema.get_field_index("statement")
    wrong_rows = rows.set_column(place, rows.schema.field("statement"), [["per-ana"] * rows.num_rows])
    with pytest.raises(WrongRecord), filled.transaction() as writer:
        writer.add_entries(digest, wrong_rows, ends_may_wait=True)


def test_without_being_asked_nothing_waits(store, said):
    told = said.statement("january", "A", [said.Movement("A", "B", 20000, 5)])
    for write in (
        lambda writer: writer.add_entries(told.source.digest, told.entries),
        lambda writer: writer.upsert_links(told.source.digest, told.links),
    ):
        with pytest.raises(WrongRecord), store.transaction() as writer:
            writer.register_source(told.source, received=said.received, actor="Ana Inventată")
            write(writer)
    assert store.sources() == ()


# --- the log and the readings ----------------------------------------------------------------------------


@pytest.fixture
def chain(store):
    for action in ("import", "retract", "import"):
        with store.transaction() as writer:
            writer.append_log(audit_event(action))
    return list(store.log())


@pytest.fixture
def looks(store):
    return [store.log_access(audit_event(action)) for action in ("find", "open", "totals")]


def append(store, entries):
    with store.transaction() as writer:
        for entry in entries:
            writer.append_entry(entry)


def test_the_log_is_taken_over_unchanged_and_goes_on(chain, stores):
    new = stores.open("copy")
    version = new.data_version()
    append(new, chain)
    assert list(new.log()) == chain
    assert new.data_version() == version
    with new.transaction() as writer:
        last = writer.append_log(audit_event("copy"))
    assert (last.seq, last.previous) == (4, chain[-1].hash)
    assert find_break(new.log()) is None
    assert [check for check in new.verify() if not check.holds] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda chain: chain[1:2],
        lambda chain: [chain[0], chain[2]],
        lambda chain: [chain[0], chain[0]],
        lambda chain: [replace(chain[0], seq=2)],
        lambda chain: [replace(chain[0], previous="f" * 64)],
        lambda chain: [replace(chain[0], hash="f" * 64)],
        lambda chain: [replace(chain[0], audit_event=replace(chain[0].audit_event, actor="Altcineva"))],
    ],
    ids=["begins late", "gap", "twice", "place", "previous", "hash", "deed"],
)
def test_an_entry_that_does_not_follow_is_refused(chain, looks, stores, spoil):
    new = stores.open("copy")
    with pytest.raises(BrokenChain):
        append(new, spoil(chain))
    assert list(new.log()) == []
    with pytest.raises(BrokenChain):
        new.adopt_access_log(spoil(looks))
    assert find_break(new.access_log()) is None
    assert len(list(new.access_log())) == len(spoil(looks)) - 1


def test_a_log_of_its_own_takes_over_nothing(chain, stores):
    new = stores.open("copy")
    with new.transaction() as writer:
        writer.append_log(audit_event("init"))
    mine = list(new.log())
    for entries in (chain, chain[1:]):
        with pytest.raises(BrokenChain):
            append(new, entries)
    assert list(new.log()) == mine


def test_readings_are_taken_over_unchanged_and_go_on(looks, stores):
    new = stores.open("copy")
    assert new.adopt_access_log(looks[:1]) == 1
    assert new.adopt_access_log(iter(looks[1:])) == 2
    assert new.adopt_access_log([]) == 0
    assert list(new.access_log()) == looks
    assert new.log_access(audit_event("find")).previous == looks[-1].hash
    with pytest.raises(BrokenChain):
        new.adopt_access_log(looks[-1:])
    assert len(list(new.access_log())) == 4
    assert [check for check in new.verify() if not check.holds] == []


def test_a_long_chain_of_readings_is_taken_over_whole(store, stores):
    from graph_schema.audit_log import chain_audit_event

    chain, last = [], None
    for place in range(2_500):
        last = chain_audit_event(audit_event(f"look {place}"), last)
        chain.append(last)
    new = stores.open("copy")
    assert new.adopt_access_log(chain) == len(chain)
    assert list(new.access_log()) == chain


# --- opened for reading only -----------------------------------------------------------------------------


def test_a_case_opened_for_reading_takes_a_look_on_record_and_nothing_else(filled, stores, told, looks):
    reader = stores.open("case", read_only=True)
    before = reader.digest(), list(reader.log())
    assert reader.source_records(told[0].source.digest).entries.num_rows == 2
    with pytest.raises(WrongUse):
        append(reader, [])
    with pytest.raises(WrongUse):
        reader.adopt_access_log([])
    assert reader.log_access(audit_event("copy")).seq == 4
    assert (reader.digest(), list(reader.log())) == before
