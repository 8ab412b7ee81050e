"""The hash chain of what people did."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.audit_log import (
    GENESIS,
    AuditEvent,
    SetBack,
    chain_audit_event,
    find_break,
    find_set_backs,
    hash_audit_event,
)

DEED = AuditEvent("2025-03-01T10:00:00Z", "Ana Inventată", "analyst", "import", "src-1", "motiv", "3")


def chain(count):
    entries = []
    for number in range(count):
        entries.append(chain_audit_event(replace(DEED, detail=str(number)), entries[-1] if entries else None))
    return entries


def test_the_hash_covers_the_canonical_text_of_place_deed_and_previous():
    text = '[1,"2025-03-01T10:00:00Z","Ana Inventată","analyst","import","src-1","motiv","3","' + "0" * 64 + '"]'
    assert hash_audit_event(1, DEED, GENESIS) == hashlib.sha256(text.encode()).hexdigest()


def test_a_chain_counts_from_one_and_each_entry_names_the_one_before():
    entries = chain(3)
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == [GENESIS, entries[0].hash, entries[1].hash]
    assert find_break(entries) is None and find_break([]) is None


FIELDS = st.sampled_from(["at", "actor", "role", "action", "subject", "reason", "detail"])


@given(count=st.integers(1, 6), place=st.integers(0, 5), field=FIELDS, text=st.text())
def test_a_changed_deed_shows_at_its_place(count, place, field, text):
    entries = chain(count)
    place %= count
    changed = replace(entries[place].audit_event, **{field: text})
    if changed != entries[place].audit_event:
        entries[place] = replace(entries[place], audit_event=changed)
        assert find_break(entries) == place + 1


@given(count=st.integers(2, 6), place=st.integers(0, 4))
def test_a_removed_or_moved_entry_shows_unless_it_was_the_last(count, place):
    entries = chain(count)
    place %= count - 1
    assert find_break(entries[:place] + entries[place + 1 :]) == place + 1
    entries[place], entries[place + 1] = entries[place + 1], entries[place]
    assert find_break(entries) == place + 1


@pytest.mark.parametrize("forged", [{"seq": 7}, {"previous": GENESIS}, {"hash": GENESIS}])
def test_an_entry_that_states_another_place_or_hash_shows(forged):
    entries = chain(3)
    assert find_break([entries[0], replace(entries[1], **forged), entries[2]]) == 2


def test_a_deed_resealed_at_its_place_breaks_the_next():
    entries = chain(3)
    forged = chain_audit_event(replace(entries[1].audit_event, reason="alt motiv"), entries[0])
    assert find_break([entries[0], forged, entries[2]]) == 3


def moments(*texts):
    entries = []
    for text in texts:
        entries.append(chain_audit_event(replace(DEED, at=text), entries[-1] if entries else None))
    return entries


def test_an_entry_dated_before_the_one_before_it_is_told():
    entries = moments(
        "2025-03-01T10:00:00Z",
        "2025-03-01T10:00:00Z",
        "2025-02-28T23:59:59Z",
        "2025-03-01T09:00:00Z",
        "2025-03-01T08:59:59Z",
    )
    assert find_set_backs(entries) == (
        SetBack(3, "2025-02-28T23:59:59Z", "2025-03-01T10:00:00Z"),
        SetBack(5, "2025-03-01T08:59:59Z", "2025-03-01T09:00:00Z"),
    )
    assert [back.seq for back in find_set_backs(entries, 1)] == [3]
    assert find_set_backs(entries, 100_000) == () == find_set_backs([]) == find_set_backs(entries[:2])
    assert find_break(entries) is None


def test_a_moment_that_is_none_is_told_too():
    assert [
        back.seq for back in find_set_backs(moments("2025-03-01T10:00:00Z", "yesterday", "2025-03-01T10:00:00Z"))
    ] == [2]
