"""Where a case lies on a server, and that no password comes along."""

from __future__ import annotations

import traceback

import pytest

from graph_schema.errors import WrongUse
from tracer.store.server_address import SERVER_SCHEMES, ServerAddress, check_place, names_server, parse_server_address


@pytest.mark.parametrize(
    ("address", "parts", "shown"),
    [
        ("neo4j://server.example", ("neo4j", "server.example", 7687, None, None), "neo4j://server.example:7687"),
        ("bolt+s://ana@srv:7999/dosar", ("bolt+s", "srv", 7999, "dosar", "ana"), "bolt+s://srv:7999/dosar"),
        ("neo4j://srv/dosar/", ("neo4j", "srv", 7687, "dosar", None), "neo4j://srv:7687/dosar"),
        ("NEO4J://Srv/", ("neo4j", "srv", 7687, None, None), "neo4j://srv:7687"),
        ("bolt://[::1]:7688", ("bolt", "::1", 7688, None, None), "bolt://[::1]:7688"),
        ("neo4j://ana%40birou@srv", ("neo4j", "srv", 7687, None, "ana@birou"), "neo4j://srv:7687"),
    ],
)
def test_an_address_names_server_database_and_user(address, parts, shown):
    found = parse_server_address(address)
    assert found == ServerAddress(*parts)
    assert str(found) == shown
    assert parse_server_address(str(found)) == ServerAddress(*parts[:4])


@pytest.mark.parametrize(
    "address",
    [
        "neo4j://ana:parola1234@srv",
        "neo4j://:parola1234@srv",
        "neo4j://ana:@srv/parola1234",
        "neo4j://ana%3Aparola1234@srv",
        "neo4j://ana:12/parola1234@srv",
        "neo4j://ana:parola1234#x@srv",
        "neo4j://ana:parola1234",
        "neo4j://ana:12#parola1234@srv",
        "neo4j://srv?password=parola1234",
        "neo4j://srv/dosar?x=parola1234",
        "neo4j://srv/dosar/parola1234",
        "neo4j://[parola1234",
        "neo4j:///parola1234",
    ],
)
def test_what_may_be_a_password_is_refused_and_never_repeated(address):
    with pytest.raises(WrongUse, match=r"without a password|holds a password") as refused:
        parse_server_address(address)
    assert "parola1234" not in str(refused.value)
    assert "parola1234" not in "".join(traceback.format_exception_only(refused.value))
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.parametrize("name", ["system", "System", "system/"])
def test_the_database_of_the_server_itself_is_refused(name):
    with pytest.raises(WrongUse, match="database named system belongs to the server"):
        parse_server_address(f"neo4j://srv/{name}")


@pytest.mark.parametrize("address", ["dosar", "/srv/neo4j", "neo4j", "neo4j:", "postgres://srv", "", "c:/neo4j://x"])
def test_other_addresses_name_no_server(address):
    assert not names_server(address)


@pytest.mark.parametrize("address", ["neo4j://x", "NEO4J+SSC://x", "bolt+ssc://x"])
def test_the_schemes_of_the_server_name_one(address):
    assert names_server(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://x",
        "HTTPS://srv/caz",
        "ftp://ana:parola1234@srv",
        "postgres://ana:parola1234@srv/db",
        "postgresql+psycopg://srv",
        "s3://galeata/caz",
        "file:///srv/caz",
        "sqlite:///caz.db",
        "sqlite:caz.db",
        "jdbc:neo4j:srv",
        "neo4j:srv",
        "bolt:parola1234",
        "neo4j+x://srv",
    ],
)
def test_an_address_of_another_kind_is_no_folder_and_the_forms_are_said(address):
    with pytest.raises(WrongUse, match="name a folder, or a Neo4j server as neo4j://host:port/database") as refused:
        check_place(address)
    assert "parola1234" not in str(refused.value)
    assert all(f"{scheme}://" in str(refused.value) for scheme in SERVER_SCHEMES)


@pytest.mark.parametrize(
    "place",
    [
        "dosar",
        "./dosar:1",
        "dosar: martie",
        "C:\\caz",
        "c:/caz",
        "/srv/caz",
        "bolt://srv",
        "NEO4J://srv",
        "",
        "x/http:/y",
    ],
)
def test_a_folder_or_a_server_of_ours_is_left_alone(place):
    check_place(place)
