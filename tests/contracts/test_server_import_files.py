"""A case written to files for the importer of a server is, once imported, what the store itself would have written."""

from __future__ import annotations

import re
import shlex
from contextlib import closing
from datetime import date

import pytest
from neo4j import GraphDatabase

from graph_schema.audit_log import AuditEvent, find_break
from graph_schema.errors import WrongUse
from graph_schema.records.events import Event
from graph_schema.records.identity import account_id, link_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from tests.neo4j_server.server import RELEASES
from tracer.store.credentials import Credentials
from tracer.store.neo4j.admin_import.files import COMMAND_FILE, write_import_files
from tracer.store.opening import open_store

HOSTILE = (
    "ghilimele \"duble\" și 'simple'",
    "rând unu\nrând doi\r\nrând trei\rrând patru\n",
    'punct; virgulă, bară | bară \\ \\" \\n',
    "  spații la capete\t",
    "ȘȚĂÂÎ șțăâî Æ ß 漢字 😀 \u200b",
    "semne \x01\x1c\x1e\x1f despărțitoare",
    '""',
    '"',
    ",",
    "null",
    "=1+1",
    "\ufeffînceput",
    "\\",
)
LONG = "a value above the four megabytes that the importer reads at once " * 80_000
WHOLE = """
CALL () {
    MATCH (n) RETURN 'node' AS kind, labels(n) AS labels, properties(n) AS props, '' AS tail, '' AS head
    UNION ALL
    MATCH (t)-[r]->(h) RETURN 'link' AS kind, [type(r)] AS labels, properties(r) AS props,
        coalesce(t.id, t.digest) AS tail, h.id AS head
} RETURN kind, labels, props, tail, head
"""


def audit_event(action, detail="rows=1"):
    return AuditEvent("2025-03-01T10:00:00Z", "Ana Inventată", "owner", action, "subject", HOSTILE[0], detail)


@pytest.fixture
def told(said):
    """Statements that share a movement, a register of hostile texts, and one that contradicts it and tells half."""
    shared = said.Movement("A", "B", 20000, 5, name=HOSTILE[0], text=HOSTILE[1])
    moves = [said.Movement(None, "A", 4000 + i, 1 + i, name=text, text=text) for i, text in enumerate(HOSTILE)]
    january = said.statement("january", "A", [shared, said.Movement("A", None, 2**62, 9, kind="fee"), *moves])
    mirror = said.statement("mirror", "B", [shared])
    persons = [Node(f"per-{i}", "Person", {"name": text, "cnp": "1"}, f"row:{text}") for i, text in enumerate(HOSTILE)]
    company = Node("com-1", "Company", {"name": "Fictivă SRL"}, "row:1")
    share = {"share_lower": "1/3", "share_upper": "2/3", "from_date": "2020"}
    register = said.Told(
        said.source("register", as_of="2024-06-30", kind="register"),
        (*persons, company, said.account("A"), Node("cash-1", "Cash", CASH, "row:9")),
        (
            Link(
                link_id("HoldsAccount", "per-0", account_id("A")), "HoldsAccount", "per-0", account_id("A"), {}, "row:9"
            ),
            Link("lnk-share", "Shareholding", "per-1", "com-1", share, HOSTILE[5]),
        ),
        (cost("evt-1", account_id("A"), 5), cost("evt-2", "per-0", 7)),
    )
    again = said.Told(
        said.source("again", kind="register"),
        (Node("per-0", "Person", {"name": "Ana Altfel"}, HOSTILE[1]),),
        (Link("lnk-waits", "HoldsAccount", "per-lost", account_id("A"), {}, "row:1"),),
        (cost("evt-1", account_id("A"), 5, "row:77"), cost("evt-3", "per-nobody", 9)),
    )
    return sorted((january, mirror, register, again), key=lambda one: one.source.digest)


CASH = {"asset_class": "cash", "amount_minor": 12345, "currency": "RON", "description": HOSTILE[2]}


def cost(name, subject, minor, locator="row:5"):
    props = {"amount_minor": minor, "currency": "RON"}
    return Event(name, "Cost", subject, date(2024, 2, 1), date(2024, 2, 2), "Ana Inventată", props, locator)


def keep_all(store, said, told):
    """All of it in one transaction, with a log."""
    with store.transaction() as writer:
        for one in told:
            notes = ({"template": HOSTILE[1], "place": HOSTILE[2]},), ({"reason": LONG},)
            writer.register_source(
                one.source, received=said.received, actor=HOSTILE[4], flags=notes[0], rejections=notes[1]
            )
            digest = one.source.digest
            writer.upsert_nodes(digest, one.nodes)
            writer.upsert_links(digest, one.links, ends_may_wait=True)
            writer.add_entries(digest, one.entries, ends_may_wait=True)
            for event in one.events:
                writer.append_event(digest, event)
        writer.append_log(audit_event("import"))
        writer.append_log(audit_event("retract", HOSTILE[1]))


def plain(record):
    """A node or link as it lies on the server, but for who wrote last, and lists without texts: files know none."""
    props = {name: v for name, v in record["props"].items() if name not in ("writer", "token") and v != []}
    return record["kind"], sorted(record["labels"]), sorted(props.items()), record["tail"], record["head"]


def graph_of(server):
    with GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver:
        return sorted(map(plain, driver.execute_query(WHOLE).records), key=repr)


def bring_in(server, folder):
    """Run the command that lies beside the files, as it says, but for the way to the files."""
    text = (folder / COMMAND_FILE).read_text()
    command = re.search(r"^neo4j-admin(?: .*\\\n)*.*$", text, re.MULTILINE)[0].replace("\\\n", " ")
    words = [re.sub(r"=(?=[A-Za-z_-]+\.csv$)", f"={folder}/", word) for word in shlex.split(command)]
    server.stop()
    said = server.admin(*words[1:])
    server.start()
    return said


@pytest.fixture
def opened(tmp_path):
    stores = []

    def at(address, server=None, **options):
        login = Credentials(server.user, server.password) if server else None
        store = open_store(str(address), create=True, credentials=login, **options)
        stores.append(store)
        return store

    yield at
    for store in stores:
        store.close()


@pytest.mark.one_release(RELEASES[0])
def test_imported_the_graph_is_what_the_store_writes_itself(new_neo4j, neo4j_release, opened, said, told, tmp_path):
    server = new_neo4j(neo4j_release)
    with closing(opened(server.address, server)) as direct:
        keep_all(direct, said, told)
        direct.log_access(audit_event("find"))
        expected = graph_of(server)
        digest = direct.digest()
    source = opened(tmp_path / "case.sqlite")
    keep_all(source, said, told)
    source.log_access(audit_event("find"))
    files = write_import_files(source, server.import_folder / "case")
    assert (files.digest, files.log, files.readings) == (digest, 2, 1)
    assert "--array-delimiter=U+001D" in files.command
    bring_in(server, server.import_folder / "case")
    found = graph_of(server)
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert one == other
    store = opened(server.address, server)
    assert store.digest() == source.digest()
    assert [c.name for c in store.verify() if not c.holds] == [c.name for c in source.verify() if not c.holds]
    assert list(store.log()) == list(source.log())
    assert list(store.access_log()) == list(source.access_log())
    assert store.export_transfers().equals(source.export_transfers())
    with store.transaction() as writer:
        writer.append_log(audit_event("import"))
    store.log_access(audit_event("open"))
    assert find_break(store.log()) is None and find_break(store.access_log()) is None


def test_a_folder_that_holds_something_is_left_alone(opened, said, told, tmp_path):
    source = opened(tmp_path / "case.sqlite")
    keep_all(source, said, told)
    write_import_files(source, tmp_path / "files")
    written = {path.name: path.read_bytes() for path in (tmp_path / "files").iterdir()}
    with pytest.raises(WrongUse, match="is not empty"):
        write_import_files(source, tmp_path / "files")
    assert {path.name: path.read_bytes() for path in (tmp_path / "files").iterdir()} == written
    assert (tmp_path / "files").stat().st_mode & 0o777 == 0o700
