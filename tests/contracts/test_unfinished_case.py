"""A store notes that its case is not complete, from its first moment on, and that it is, together with what completes it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph_schema.audit_log import AuditEvent
from tracer.store.credentials import Credentials
from tracer.store.opening import open_store

COMMAND = "tracer copy 'a b' neo4j://server.example"
DEED = AuditEvent("2025-03-01T10:00:00Z", "Ana Inventată", "owner", "copy")
KILLED = """
import os, sys
from tests.contracts.conftest import open_case
from tests.contracts.test_unfinished_case import DEED
writing = open_case(sys.argv[1]).transaction()
writer = writing.__enter__()
writer.append_log(DEED)
writer.note_unfinished("")
os.kill(os.getpid(), 9)
"""


def test_a_case_is_complete_unless_it_was_made_otherwise(store):
    assert store.unfinished() == ""


def test_it_is_noted_taken_back_and_seen_by_every_other_store(stores, store):
    for command in (COMMAND, "another one", ""):
        with store.transaction() as writer:
            writer.note_unfinished(command)
        assert store.unfinished() == command
        assert stores.open(read_only=True).unfinished() == command
    version = store.data_version()
    with store.transaction() as writer:
        writer.note_unfinished(COMMAND)
    assert store.data_version() == version


def test_what_is_rolled_back_is_not_noted(store):
    with pytest.raises(KeyError), store.transaction() as writer:
        writer.note_unfinished(COMMAND)
        raise KeyError
    assert store.unfinished() == ""


def test_a_case_is_made_unfinished_in_one_step_and_a_case_that_is_there_stays_as_it_is(stores):
    address = stores.address("made")
    file = os.environ.get("TRACER_CONTRACT_PASSWORD_FILE")
    login = Credentials(password=Path(file).read_text()) if file else None
    for command in (COMMAND, "later"):
        made = open_store(address, create=True, credentials=login, unfinished=command)
        stores.opened.append(made)
        assert made.unfinished() == COMMAND
    assert all(check.holds for check in made.verify())


def test_killed_before_the_commit_that_completes_it_is_not_complete(stores, store, request):
    with store.transaction() as writer:
        writer.note_unfinished(COMMAND)
    command = [sys.executable, "-c", KILLED, stores.address("case")]
    assert subprocess.run(command, cwd=request.config.rootpath, check=False).returncode == -9
    assert store.unfinished() == COMMAND
    with store.transaction() as writer:
        writer.append_log(DEED)
        writer.note_unfinished("")
    assert (store.unfinished(), [entry.audit_event for entry in store.log()]) == ("", [DEED])
