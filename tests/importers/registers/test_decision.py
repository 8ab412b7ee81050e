"""Decisions: written and read back to the same bytes, refused whole when anything in them changed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import TracerError
from graph_schema.records.events import Event
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import digest_bytes
from importers.contract import Batch, UnreadableFile
from importers.registers.decision import IMPORTER, parse_decision, write_decision
from importers.source import from_bytes

SAMPLE = Path(__file__).with_name("samples") / "hotarare-exemplu.json"
HEAD = {
    "author": "Procuror Exemplu",
    "role": "prosecutor",
    "at": "2024-01-05T10:00:00Z",
    "reason": "probe inventate",
}
NODE = Node("per-1", "Person", {"name": "Ion Exemplu", "born": "1990"}, "path:/nodes/0")
LINK = Link("lnk-1", "RelatedTo", "per-1", "per-2", {"relation": "frate"}, "path:/links/0")
EVENT = Event(
    "evt-1",
    "MethodChosen",
    "ast-1",
    date(2024, 1, 4),
    date(2024, 1, 5),
    "Procuror Exemplu",
    {"method": "fifo", "reason": "proba inventată"},
    "path:/events/0",
)


def _read(data: bytes) -> Batch:
    return IMPORTER.read(from_bytes("hotarare.json", data), ())


def test_golden(read_sample, check_golden) -> None:
    check_golden(read_sample(IMPORTER, SAMPLE), SAMPLE)


def test_what_is_written_is_what_is_read() -> None:
    batch = _read(write_decision(**HEAD, nodes=[NODE], links=[LINK], events=[EVENT]))
    assert (batch.nodes, batch.links, batch.events) == ((NODE,), (LINK,), (EVENT,))
    assert (batch.source.kind, batch.source.as_of, batch.source.rows, batch.source.kept) == (
        "decision",
        "2024-01-05",
        3,
        3,
    )


def test_the_sample_is_written_as_it_is_read() -> None:
    found = parse_decision(SAMPLE.read_text(encoding="utf-8"), "sample")
    again = write_decision(
        author=found.author,
        role=found.role,
        at=found.at,
        reason=found.reason,
        nodes=found.nodes,
        links=found.links,
        events=found.events,
    )
    assert again == SAMPLE.read_bytes()


@given(
    st.lists(
        st.builds(
            lambda number, name, note: Node(f"per-{number}", "Person", {"name": name, "note": note}, ""),
            st.integers(0, 10**6),
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(str.strip),
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(str.strip),
        ),
        min_size=1,
        unique_by=lambda node: node.id,
    )
)
def test_any_text_survives(nodes: list[Node]) -> None:
    data = write_decision(**HEAD, nodes=nodes)
    batch = _read(data)
    assert [(node.id, dict(node.props)) for node in batch.nodes] == [(node.id, dict(node.props)) for node in nodes]
    assert write_decision(**HEAD, nodes=batch.nodes) == data


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"version": True},
        {"format": "other"},
        {"author": " "},
        {"reason": ""},
        {"role": None},
        {"at": "2024-01-05"},
        {"at": "2024-13-05T10:00:00Z"},
        {"at": "2024-01-05T10:00:00+02:00"},
        {"extra": 1},
        {"nodes": [], "links": [], "events": []},
        {"nodes": {}},
        {"nodes": [{"id": "a", "type": "Person", "props": {}}]},
        {"nodes": [{"id": "a", "type": "Ghost", "props": {"name": "x"}}]},
        {"nodes": [{"id": "a", "type": "Person", "props": {"name": 1.5}}]},
        {"nodes": [{"id": "a", "type": "Person", "props": {"name": "x"}, "more": 1}]},
        {"nodes": [{"id": "a", "type": "Person", "props": {"name": "x"}}] * 2},
        {
            "events": [
                {
                    "id": "e",
                    "type": "MethodChosen",
                    "subject": "s",
                    "effective": "2024-02-30",
                    "recorded": "2024-01-01",
                    "author": "x",
                    "props": {"method": "fifo", "reason": "r"},
                }
            ]
        },
    ],
)
def test_a_changed_decision_is_refused_whole(change: dict[str, object]) -> None:
    body = json.loads(write_decision(**HEAD, nodes=[NODE], links=[LINK], events=[EVENT]))
    with pytest.raises(UnreadableFile, match="as the program wrote it"):
        _read(json.dumps({**body, **change}).encode())


TEXTS = ("<svg/>\n", '{"rows":[]}')
PICTURE = Event(
    "evt-2",
    "PictureAdded",
    "per-1",
    date(2024, 1, 5),
    date(2024, 1, 5),
    "Procuror Exemplu",
    {
        "title": "schemă inventată",
        "picture": digest_bytes(TEXTS[0].encode()),
        "basis": digest_bytes(TEXTS[1].encode()),
        "shown": "0" * 64,
        "case_digest": "1" * 64,
    },
    "path:/events/0",
)


def test_long_texts_lie_in_the_file_under_their_digests_and_in_no_record() -> None:
    data = write_decision(**HEAD, events=[PICTURE], texts=TEXTS)
    found = parse_decision(data.decode(), "x")
    assert set(found.texts) == set(TEXTS)
    (event,) = _read(data).events
    assert event == PICTURE and "<svg" not in repr(event)
    again = write_decision(**HEAD, events=found.events, texts=found.texts)
    assert again == data
    assert b"texts" not in write_decision(**HEAD, events=[EVENT])


@pytest.mark.parametrize(
    "texts",
    [TEXTS[:1], (), (*TEXTS, "one more")],
    ids=["one missing", "all missing", "one more"],
)
def test_a_text_that_is_named_and_not_there_or_there_and_not_named_is_refused(texts: tuple[str, ...]) -> None:
    with pytest.raises(TracerError, match="named or kept alone"):
        write_decision(**HEAD, events=[PICTURE], texts=texts)


@pytest.mark.parametrize(
    "change",
    [{"0" * 64: "x"}, {"0" * 64: TEXTS[0]}, {PICTURE.props["picture"]: "<svg />"}, {PICTURE.props["picture"]: 1}, []],
)
def test_a_text_that_was_changed_is_refused(change: object) -> None:
    body = json.loads(write_decision(**HEAD, events=[PICTURE], texts=TEXTS))
    changed = {**body["texts"], **change} if isinstance(change, dict) else change
    with pytest.raises(UnreadableFile, match="as the program wrote it"):
        _read(json.dumps({**body, "texts": changed}).encode())


def test_what_could_not_be_read_back_is_not_written() -> None:
    for wrong in ({"at": "now"}, {"reason": " "}):
        with pytest.raises(TracerError):
            write_decision(**{**HEAD, **wrong}, nodes=[NODE])
    with pytest.raises(TracerError):
        write_decision(**HEAD, nodes=[Node("per-1", "Person", {}, "")])
    with pytest.raises(TracerError):
        write_decision(**HEAD)


@given(st.data())
def test_mutated_bytes_never_escape_as_another_error(data: st.DataObject) -> None:
    raw = bytearray(SAMPLE.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        batch = _read(bytes(raw))
    except TracerError:
        return
    assert batch.source.rows == batch.source.kept
