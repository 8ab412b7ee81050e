"""Which store an address names."""

from __future__ import annotations

import pytest

from graph_schema.errors import NotFound, WrongUse
from tracer.store.opening import open_store
from tracer.store.sqlite_store import SqliteStore


def test_a_path_names_a_file_on_this_machine(tmp_path):
    store = open_store(str(tmp_path / "dosar.tracer"), create=True)
    assert isinstance(store, SqliteStore)
    store.close()


@pytest.mark.parametrize("address", ["postgres://host/case", "http://host", "file:///case"])
def test_an_unknown_scheme_is_refused_by_name(address):
    with pytest.raises(WrongUse, match=address.partition("://")[0]):
        open_store(address, create=True)


def test_an_empty_address_is_refused():
    with pytest.raises(WrongUse):
        open_store(" ", create=True)


def test_a_case_is_made_only_when_asked(tmp_path):
    with pytest.raises(NotFound, match="create the case first"):
        open_store(str(tmp_path / "dosar.tracer"))
    assert list(tmp_path.iterdir()) == []
