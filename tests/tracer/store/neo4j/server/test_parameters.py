"""What a statement is sent with: the lists that it unwinds in one map, all else by its own name."""

from __future__ import annotations

import re

import pytest

from tests.contracts.test_server_plans import STATEMENTS
from tracer.store.neo4j.queries import links, transfers
from tracer.store.neo4j.server.parameters import lists_in_a_map


def test_the_lists_travel_in_a_map_and_the_rest_by_name():
    text, sent = lists_in_a_map("UNWIND $ids AS id MATCH (n {id: id}) WHERE n.x = $x RETURN n", {"ids": ["a"], "x": 1})
    assert text == "UNWIND $lists.ids AS id MATCH (n {id: id}) WHERE n.x = $x RETURN n"
    assert sent == {"lists": {"ids": ["a"]}, "x": 1}


def test_a_statement_without_such_a_list_is_sent_as_it_is():
    given = {"node": "a", "labels": ["HOLDS"], "version": 1}
    assert lists_in_a_map(links.LINKS_OF_NODE, given) == (links.LINKS_OF_NODE, given)


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_parameter_that_is_named_is_sent(name):
    statement = STATEMENTS[name]
    given = dict.fromkeys(re.findall(r"\$(\w+)", statement))
    text, sent = lists_in_a_map(statement, given)
    assert set(re.findall(r"\$(\w+)", text)) == set(sent)
    assert set(sent) - {"lists"} | set(sent.get("lists", ())) == set(given)
    assert not re.search(r"UNWIND \$(?!lists\.)", text)


def test_the_same_statement_is_rewritten_once():
    first, _ = lists_in_a_map(transfers.TRANSFERS_BY_ID, {"ids": ["a"], "version": 1})
    again, sent = lists_in_a_map(transfers.TRANSFERS_BY_ID, {"ids": ["a"] * 5000, "version": 2})
    assert again is first
    assert len(sent["lists"]["ids"]) == 5000
