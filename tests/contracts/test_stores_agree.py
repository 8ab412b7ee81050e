"""The same work, whatever it is, gives the same answers on the embedded store and on a server.

Invented work of every kind: sources that tell, complete and contradict one another, are taken back and told again, loads
that break off. Each call must answer alike, and after all of it every reading method.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph_schema.audit_log import AuditEvent
from graph_schema.errors import TracerError
from graph_schema.records.events import Event
from graph_schema.records.links import LINK_TYPES, Link
from graph_schema.records.nodes import NODE_TYPES, Node
from graph_schema.records.transfers import ENTRY_SCHEMA
from tests.neo4j_server.server import RELEASES
from tracer.store.neo4j.transaction import bulk_load, flush
from tracer.store.neo4j.transaction import entries as entry_writing
from tracer.store.neo4j.transaction.writer import Neo4jWriter
from tracer.store.opening import open_store
from tracer.store.ports.store_values import TransferFilter

pytestmark = pytest.mark.neo4j

SOURCES = ("mai", "iunie", "registru", "scrisoare")
ACCOUNTS = ("acc-1", "acc-2", "acc-ă|ț", "acc-\U0001f3e6", "acc-\uff21")
STATEMENTS = ("sta-1", "sta-2")
PERSONS = ("per-1", "per-2")
TEXTS = ("Ștefan Țuțuianu", "O'Hara", " ", "|", "ŞTEFAN", "a" * 300, "plată\x00 ascunsă", "=1+1", "ana", "漢字 ion")
LARGEST = 2**63 - 1
OWN_CHECKS = ("engine", "shown", "foreign")


class Broken(Exception):
    """A load that breaks off."""


locators = st.sampled_from(["row:1", "row:2", "path:/a|b/1"])
texts = st.sampled_from(TEXTS[:2] + TEXTS[3:])


@st.composite
def nodes(draw):
    where = draw(locators)
    kind = draw(st.sampled_from(["Account", "Account", "Statement", "Person", "Company", "Vehicle", "Measure"]))
    if kind == "Account":
        props = {"number": draw(texts)}
        if draw(st.booleans()):
            props["bank"] = draw(texts)
        return Node(draw(st.sampled_from(ACCOUNTS)), kind, props, where)
    if kind == "Statement":
        days = draw(
            st.sampled_from([("2024-01-01", "2024-01-31"), ("0001-01-01", "9999-12-31"), ("2024-02-01", "2024-02-29")])
        )
        props = {
            "number": "1",
            "currency": "RON",
            "from_date": days[0],
            "to_date": days[1],
            "rows": draw(st.integers(0, 2)),
        }
        if draw(st.booleans()):
            props |= {"opening_minor": draw(st.sampled_from([0, -LARGEST - 1, LARGEST])), "closing_minor": -5}
        return Node(draw(st.sampled_from(STATEMENTS)), kind, props, where)
    if kind == "Vehicle":
        return Node("ast-1", kind, {"description": draw(texts), "asset_class": "car"}, where)
    if kind == "Measure":
        return Node("mea-1", kind, {"number": draw(texts), "share": "1/2", "purposes": "fine"}, where)
    props = {"name": draw(texts)}
    if draw(st.booleans()):
        props["cnp" if kind == "Person" else "cui"] = draw(st.sampled_from(["1", "12345674", "J40/1/2020"]))
    return Node(draw(st.sampled_from(PERSONS)), kind, props, where)


@st.composite
def links(draw):
    kind = draw(st.sampled_from(["HoldsAccount", "StatementOf", "StatementOf", "Shareholding", "RelatedTo", "Holds"]))
    tails, heads, props = {
        "HoldsAccount": (PERSONS, ACCOUNTS, {}),
        "StatementOf": (STATEMENTS, ACCOUNTS, {}),
        "Shareholding": (PERSONS, PERSONS, {"share_lower": "1/3"}),
        "RelatedTo": (PERSONS, PERSONS, {"relation": "frate"}),
        "Holds": (PERSONS, ("ast-1",), {"share": "1/2", "price_minor": LARGEST, "price_currency": "EUR"}),
    }[kind]
    tail, head = draw(st.sampled_from(tails)), draw(st.sampled_from(heads))
    if kind in ("HoldsAccount", "Holds") and draw(st.booleans()):
        props = {**props, "from_date": draw(st.sampled_from(["2020", "2021-05", "0001-01-01"])), "note": draw(texts)}
    return Link(draw(st.sampled_from(["lnk-1", f"lnk-{kind}-{tail}-{head}"])), kind, tail, head, props, draw(locators))


@st.composite
def entries(draw):
    rows = []
    for _ in range(draw(st.integers(0, 5))):
        side = draw(st.sampled_from(["debit", "credit"]))
        own = draw(st.sampled_from(ACCOUNTS[:3]))
        other = draw(st.sampled_from([None, *ACCOUNTS]))
        minor = draw(st.sampled_from([1, 250, LARGEST]))
        day = draw(st.sampled_from([date(2024, 1, 5), date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31)]))
        parties = (own, other) if side == "debit" else (other, own)
        number = draw(st.integers(0, 1))
        rows.append(
            {
                "transfer_id": f"tra-{parties[0]}-{parties[1]}-{minor}-{day}-{number}",
                "debit_account": parties[0],
                "credit_account": parties[1],
                "debit_minor": minor,
                "debit_currency": "RON",
                "credit_minor": minor,
                "credit_currency": "RON",
                "value_date": day,
                "kind": draw(st.sampled_from(["transfer", "fee", "unknown", "card"])),
                "booking_date": day,
                "side": side,
                "seq": draw(st.integers(0, 3)),
                "statement": draw(st.sampled_from(STATEMENTS)),
                "balance_minor": draw(st.sampled_from([None, -1, 0])),
                "counterparty_name": draw(st.none() | st.sampled_from(TEXTS)),
                "description": draw(st.none() | st.sampled_from(["", *TEXTS])),
                "reference": draw(st.none() | st.sampled_from(["", "REF 1"])),
                "reversal_of": draw(st.sampled_from([None, "tra-1"])),
                "locator": draw(locators),
            }
        )
    return pa.Table.from_pylist(rows, schema=ENTRY_SCHEMA)


@st.composite
def events(draw):
    minor = draw(st.integers(1, 2))
    return Event(
        f"evt-{draw(st.integers(1, 2))}",
        "Cost",
        draw(st.sampled_from([*ACCOUNTS[:2], "ast-1"])),
        date(2024, 1, 1),
        draw(st.sampled_from([date(2024, 1, 1), date(2023, 1, 1)])),
        "Ana",
        {"amount_minor": minor, "currency": "RON"},
        draw(locators),
    )


names = st.sampled_from(SOURCES)
steps = st.one_of(
    st.tuples(st.just("register"), names),
    st.tuples(st.just("nodes"), names, st.lists(nodes(), max_size=5)),
    st.tuples(st.just("links"), names, st.lists(links(), max_size=3), st.booleans()),
    st.tuples(st.just("entries"), names, entries(), st.booleans()),
    st.tuples(st.just("events"), names, st.lists(events(), max_size=2)),
    st.tuples(st.just("retract"), names),
    st.tuples(st.just("log"), names),
)


@st.composite
def sources(draw):
    """A whole source in one transaction, its ends told by itself."""
    name, table = draw(names), draw(entries())
    told = [
        *(Node(id_, "Account", {"number": id_}, "row:1") for id_ in ACCOUNTS),
        *(
            Node(
                id_,
                "Statement",
                {
                    "number": "1",
                    "currency": "RON",
                    "from_date": f"2024-0{place}-01",
                    "to_date": f"2024-0{place}-20",
                    "rows": 1,
                },
                "row:1",
            )
            for place, id_ in enumerate(STATEMENTS, 1)
        ),
    ]
    return [("register", name), ("nodes", name, told), ("entries", name, table, False)]


@st.composite
def works(draw):
    """Steps of any kind; most find their sources registered, few end in a refusal."""
    chosen = draw(st.lists(steps, max_size=6))
    if draw(st.integers(0, 4)):
        chosen = [place for step in chosen for place in (("register", step[1]), step)]
    return chosen


transactions = st.tuples(st.one_of(sources(), works()), st.sampled_from(["done", "done", "done", "left", "broken"]))


def do(writer, step, said):
    action, name, *rest = step
    source = said.source(name, as_of=f"2024-0{SOURCES.index(name) % 2 + 1}-01")
    if action == "register":
        return writer.register_source(source, received=said.received, actor="Ana")
    if action == "nodes":
        return writer.upsert_nodes(source.digest, rest[0])
    if action == "links":
        return writer.upsert_links(source.digest, rest[0], ends_may_wait=rest[1])
    if action == "entries":
        return writer.add_entries(source.digest, rest[0], ends_may_wait=rest[1])
    if action == "events":
        return writer.append_events(source.digest, rest[0])
    if action == "retract":
        return writer.retract_source(source.digest)
    return writer.append_log(AuditEvent("2025-03-01T10:00:00Z", "Ana", "analyst", action))


def carry_out(store, work, said):
    """What each call answered, and how each transaction ended."""
    work, end = work
    answers = []
    try:
        with store.transaction() as writer:
            for step in work:
                answers.append(do(writer, step, said))
            if end == "left":
                raise Broken
            if end == "broken":
                break_off(writer)
    except (TracerError, Broken) as error:
        answers.append((type(error), str(error)))
    return answers


def break_off(writer):
    """To a server what is large is sent ahead; then the last step fails."""
    if isinstance(writer, Neo4jWriter) and writer._unit.changed():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tracer.store.neo4j.transaction.writer.flush", fail)
            writer.commit()
    raise Broken


def fail(*_):
    raise Broken


def filters():
    yield TransferFilter()
    for name in ("acc-1", "acc-ă|ț", "acc-0"):
        yield TransferFilter(account=name)
        yield TransferFilter(debit_account=name, min_minor=250)
        yield TransferFilter(credit_account=name, kinds=("fee", "transfer"))
    yield TransferFilter(from_date=date(2024, 1, 5), to_date=date(2024, 2, 29))
    for text in ("stefan", "ohara", "%", "", "ref ascunsa", "A" * 300, "漢"):
        yield TransferFilter(text=text, min_minor=2)
        yield TransferFilter(text=text, account="acc-1", to_date=date(9999, 12, 31))


def seen(store):
    """All that can be read of a case."""
    found = {
        "version": store.data_version(),
        "digest": store.digest(),
        "sources": store.sources(),
        "told": [
            (*dataclasses.astuple(dataclasses.replace(t, entries=())), t.entries.to_pylist())
            for t in (store.source_records(kept.source.digest) for kept in store.sources())
        ],
        "get": store.get([*PERSONS, *ACCOUNTS, *STATEMENTS, "ast-1", "none", "per-1"]),
        "nodes": [store.nodes(kind) for kind in NODE_TYPES],
        "links": [store.links(), *(store.links([kind]) for kind in LINK_TYPES), store.links(["x"])],
        "of": [store.links_of(id_, kinds) for id_ in (*PERSONS, *ACCOUNTS, "ast-1") for kinds in ((), ("Holds",))],
        "events": [store.events(), store.events(subject="acc-1"), store.events(type_="Cost", subject="ast-1")],
        "exports": [
            store.export_nodes().to_pylist(),
            store.export_links().to_pylist(),
            store.export_transfers().to_pylist(),
            words_of(store),
        ],
        "log": list(store.log()),
    }
    for id_ in (*ACCOUNTS, *PERSONS, "none"):
        found[f"count {id_}"] = store.count_neighbours(id_)
        found[f"history {id_}"] = store.history(id_)
    for place, where in enumerate(filters()):
        found[f"page {place} {where}"] = store.transfers(where, limit=3, offset=place % 3).to_pylist()
        for account in ACCOUNTS[:3]:
            found[f"sums {place} {account}"] = store.transfer_sums(account, limit=2, offset=place % 2, where=where)
    for text in ("stefan", "O'Hara", "tutu", "漢字", "1", "j40", "a" * 300, "a" * 50, "|", "12 345 674", "ion stefan"):
        found[f"search {text}"] = store.search(text, 3)
    for kind, name, value in (
        ("Person", "name", "|"),
        ("Person", "cnp", "1"),
        ("Statement", "rows", 1),
        ("Statement", "from_date", "2024-01-01"),
        ("Statement", "from_date", "2024"),
        ("Statement", "opening_minor", -LARGEST - 1),
        ("Account", "number", "漢字 ion"),
    ):
        found[f"find {name} {value}"] = store.find(kind, name, value)
    ids = store.export_transfers().column("transfer_id").to_pylist()
    found["entries"] = store.entries([*ids, *ids, "none"]).to_pylist()
    checks = store.verify()
    found["verify"] = [(c.name, c.holds, c.params) for c in checks if c.name not in OWN_CHECKS]
    found["own checks"] = [c.params for c in checks if c.name in OWN_CHECKS and not c.holds]
    return found


def words_of(store):
    export = store.export_words()
    lists = (export.words, export.offsets, export.holders)
    return export.nodes.to_pylist(), *(one.tolist() for one in lists)


_numbers = itertools.count()


@pytest.fixture
def parts(monkeypatch):
    """A server is given two rows at a time."""
    monkeypatch.setattr(bulk_load, "AT_A_TIME", 2)
    monkeypatch.setattr(flush, "AT_A_TIME", 2)


# Not made smaller where one fails: each try empties and fills a server again.
@settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(large=st.sampled_from([2, 1_000]), work=st.lists(transactions, min_size=2, max_size=5))
@pytest.mark.one_release(RELEASES[1])
def test_whatever_is_done_both_stores_answer_alike(server_stores, said, tmp_path, parts, large, work):
    """``large``: from how many rows on a table goes ahead of its transaction."""
    number = next(_numbers)
    server = server_stores.open(f"case {number}")
    embedded = open_store(str(tmp_path / str(number)), create=True)
    with pytest.MonkeyPatch.context() as patch, contextlib.closing(server), contextlib.closing(embedded):
        patch.setattr(entry_writing, "LARGE", large)
        for one in work:
            assert carry_out(server, one, said) == carry_out(embedded, one, said)
        here, there = seen(embedded), seen(server)
        for name in here:
            assert there[name] == here[name], name
