"""The password of a server: from a file for one person, the keyring or the environment, and never shown."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from graph_schema.errors import WrongUse
from tracer.server_login import current_login, read_login

ADDRESS = "neo4j://server.example"
SECRET = "parolă inventată 1234"


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)


@pytest.fixture
def keyring(monkeypatch):
    """A keyring with these passwords by user; a user ``locked`` whose password it does not give out."""

    class KeyringError(Exception):
        pass

    kept = {"dan": "din inel"}

    def get_password(service, user):
        assert service == "tracer"
        if user == "locked":
            raise KeyringError("locked")
        return kept.get(user)

    errors = SimpleNamespace(KeyringError=KeyringError)
    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=get_password, errors=errors))
    return kept


@pytest.fixture
def secret_file(tmp_path):
    def write(data: bytes, mode: int = 0o600) -> Path:
        path = tmp_path / "parola"
        path.write_bytes(data)
        path.chmod(mode)
        return path

    return write


def from_file(path):
    return read_login(ADDRESS, {"TRACER_NEO4J_PASSWORD_FILE": str(path)})


# --- where it comes from ---------------------------------------------------------------------------------


def test_the_file_goes_before_the_keyring_and_that_before_the_environment(keyring, secret_file):
    environ = {"TRACER_NEO4J_USER": "dan", "TRACER_NEO4J_PASSWORD": "din mediu"}
    file = str(secret_file(b"din dosar"))
    assert read_login(ADDRESS, environ | {"TRACER_NEO4J_PASSWORD_FILE": file}).password == "din dosar"
    assert read_login(ADDRESS, environ).password == "din inel"
    keyring.clear()
    assert read_login(ADDRESS, environ).password == "din mediu"
    assert read_login("bolt://locked@server.example", environ).password == "din mediu"


def test_without_the_package_there_is_no_keyring():
    assert read_login(ADDRESS, {"TRACER_NEO4J_PASSWORD": SECRET}).password == SECRET


@pytest.mark.parametrize(
    ("address", "environ", "user"),
    [
        ("neo4j://ana@server.example", {"TRACER_NEO4J_USER": "dan"}, "ana"),
        (ADDRESS, {"TRACER_NEO4J_USER": "dan"}, "dan"),
        (ADDRESS, {"TRACER_NEO4J_USER": ""}, "neo4j"),
        (ADDRESS, {}, "neo4j"),
    ],
)
def test_the_user_comes_from_the_address_then_the_environment(address, environ, user):
    assert read_login(address, environ | {"TRACER_NEO4J_PASSWORD": "x"}).user == user


@pytest.mark.parametrize("environ", [{}, {"TRACER_NEO4J_PASSWORD": "", "TRACER_NEO4J_PASSWORD_FILE": ""}])
def test_no_password_is_told_with_every_place_it_may_lie(environ):
    with pytest.raises(WrongUse, match="TRACER_NEO4J_PASSWORD_FILE, into the keyring") as refused:
        read_login("neo4j://ana@server.example/dosar", environ)
    assert "ana at neo4j://server.example:7687." in str(refused.value)


def test_the_process_is_asked_for_its_own_environment(monkeypatch):
    monkeypatch.setenv("TRACER_NEO4J_PASSWORD", SECRET)
    monkeypatch.delenv("TRACER_NEO4J_PASSWORD_FILE", raising=False)
    assert current_login(ADDRESS).password == SECRET


# --- the file --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_one_line_end_is_not_part_of_the_password(secret_file, end):
    assert from_file(secret_file((SECRET + " " + end).encode())).password == SECRET + " "


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601, 0o666])
def test_a_file_that_others_reach_is_refused_with_the_remedy(secret_file, mode):
    path = secret_file(SECRET.encode(), mode)
    with pytest.raises(WrongUse, match="chmod 600") as refused:
        from_file(path)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"\n", b"unu\ndoi\n", b"x" * 5000, b"\xff\xfe1234"])
def test_a_file_that_is_no_password_is_refused_unshown(secret_file, data):
    with pytest.raises(WrongUse, match="one line") as refused:
        from_file(secret_file(data))
    for part in (b"unu", b"doi", b"xxx", b"1234"):
        assert part.decode() not in str(refused.value).replace(str(secret_file(data)), "")
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe", 0o600)
    for name in ("absent", ".", "pipe"):
        with pytest.raises(WrongUse, match="password file"):
            from_file(tmp_path / name)


# --- never shown, and the certificate --------------------------------------------------------------------


def test_the_password_is_not_in_what_is_printed(secret_file):
    login = from_file(secret_file(SECRET.encode()))
    assert SECRET not in f"{login} {login!r}"


def test_an_own_authority_is_a_file_that_exists(tmp_path):
    authority = tmp_path / "ca.pem"
    environ = {"TRACER_NEO4J_PASSWORD": "x", "TRACER_NEO4J_CA_FILE": str(authority)}
    with pytest.raises(WrongUse, match="TRACER_NEO4J_CA_FILE"):
        read_login(ADDRESS, environ)
    authority.write_text("invented")
    assert read_login(ADDRESS, environ).authority == authority
    assert read_login(ADDRESS, {"TRACER_NEO4J_PASSWORD": "x"}).authority is None
