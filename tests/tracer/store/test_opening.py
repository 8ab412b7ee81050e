"""Which store an address names."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from graph_schema.errors import NotFound, WrongUse
from tracer.store.credentials import Credentials
from tracer.store.opening import open_store
from tracer.store.server_address import SERVER_SCHEMES
from tracer.store.sqlite.store import SqliteStore


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


@pytest.fixture
def asked(monkeypatch):
    """What the server's store is asked to open. The server itself is in the contract suite."""
    calls = []

    def open_neo4j_store(address, *, create, read_only, credentials, unfinished):
        assert unfinished == ""
        calls.append((address, create, read_only, credentials))

    module = SimpleNamespace(open_neo4j_store=open_neo4j_store)
    monkeypatch.setitem(sys.modules, "tracer.store.neo4j.store", module)
    return calls


@pytest.mark.parametrize("scheme", SERVER_SCHEMES)
def test_a_server_is_asked_with_the_credentials_given(asked, scheme):
    login = Credentials("ana", "parolă-inventată")
    open_store(f"{scheme}://server.example", create=True, credentials=login)
    open_store(f"{scheme}://server.example:7999/dosar", read_only=True, credentials=login)
    assert asked == [
        (f"{scheme}://server.example:7687", True, False, login),
        (f"{scheme}://server.example:7999/dosar", False, True, login),
    ]


def test_the_user_of_the_address_goes_first_and_stays_out_of_the_address(asked):
    open_store("neo4j://ana@server.example", credentials=Credentials("dan", "x"))
    open_store("neo4j://server.example")
    assert asked[0] == ("neo4j://server.example:7687", False, False, Credentials("ana", "x"))
    assert asked[1][3] == Credentials("neo4j", "")


def test_an_address_with_a_password_is_refused_before_anything_is_asked(asked):
    with pytest.raises(WrongUse, match="TRACER_NEO4J_PASSWORD_FILE") as refused:
        open_store("neo4j://ana:parola1234@server.example", credentials=Credentials())
    assert "parola1234" not in str(refused.value)
    assert asked == []


def test_credentials_do_not_show_the_password():
    assert "parola1234" not in repr(Credentials("ana", "parola1234"))


def test_a_case_on_this_machine_never_loads_the_driver(tmp_path):
    code = (
        "import sys; from tracer.casework.sessions.opening import open_session; from tracer.settings import read_settings; "
        f"open_session(read_settings({{}}, case={str(tmp_path / 'case')!r}), create=True); "
        "sys.exit('neo4j' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
