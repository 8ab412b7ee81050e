"""What was written as FollowTheMoney keeps to the model: schemata, properties, types, ends.

The file beside this one describes the part of the model that is used, by hand from FollowTheMoney 4.11 (MIT): the library
itself brings 150 MB of others along.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from graph_schema.records.links import LINK_TYPES
from graph_schema.records.nodes import NODE_TYPES
from graph_schema.values.money import parse_amount
from graph_schema.values.shares import ShareRange
from tests.tracer.export.graph_forms.conftest import LINKS, any_text, make_picture, spoil
from tracer.export.graph_forms.followthemoney import LINK_SCHEMATA, NO_SCHEMA, NODE_SCHEMATA, write_followthemoney
from tracer.export.graph_forms.plain_parts import plain_text
from tracer.wording.language import find_language

MODEL = json.loads((Path(__file__).parent / "followthemoney_model.json").read_text(encoding="utf-8"))
EN = find_language("en")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def entities(picture):
    lines = write_followthemoney(picture, EN).decode().splitlines()
    return {entity["id"]: entity for entity in map(json.loads, lines)}


def check(found):
    """Raises AssertionError for an entity that the model does not allow."""
    for entity in found.values():
        assert set(entity) == {"id", "schema", "properties"}
        schema = MODEL[entity["schema"]]
        assert set(schema["required"]) <= set(entity["properties"]), entity
        for name, values in entity["properties"].items():
            kind, wanted = schema["properties"][name]
            for value in values:
                assert isinstance(value, str) and value
                assert kind != "date" or DATE.fullmatch(value)
                assert kind != "number" or re.fullmatch(r"-?\d+(\.\d+)?", value)
                if kind == "entity":
                    assert wanted in MODEL[found[value]["schema"]]["is"], (entity, name, value)


def test_every_entity_keeps_to_the_model():
    check(entities(make_picture()))


@settings(max_examples=25)
@given(text=any_text)
def test_it_does_so_whatever_the_names_are(text):
    if plain_text(text):
        check(entities(spoil(text)))


def test_every_type_has_a_schema_or_is_said_to_have_none():
    types = {*NODE_TYPES, *LINK_TYPES, "Transfer", "PaidFor"}
    assert {*NODE_SCHEMATA, *LINK_SCHEMATA} | NO_SCHEMA == types
    assert not {*NODE_SCHEMATA, *LINK_SCHEMATA} & NO_SCHEMA


def test_nodes_and_links_that_have_a_schema_are_all_there_with_their_ends_and_sums():
    picture = make_picture()
    found = entities(picture)
    kept = [node for node in picture.nodes if node.type not in NO_SCHEMA]
    links = [link for link in picture.links if link.type not in NO_SCHEMA]
    invented = set(found) - {part.id for part in (*kept, *links)}
    assert invented == set(), "every account of a payment has one holder in this picture"
    assert {(node.id, node.caption) for node in kept} <= {
        (name, *entity["properties"].get("name", [])) for name, entity in found.items()
    }
    for link in links:
        properties = found[link.id]["properties"]
        if link.type == "Transfer":
            assert (properties["payerAccount"], properties["beneficiaryAccount"]) == ([link.tail], [link.head])
            assert (
                parse_amount(properties["amount"][0], properties["currency"][0], decimal_mark=".") == link.amount.minor
            )
        else:
            assert {(link.tail,), (link.head,)} <= {tuple(values) for values in properties.values()}
        assert properties.get("startDate", [""]) == [link.first]


def test_the_holder_pays_and_where_none_is_known_an_entity_stands_for_the_unknown_one():
    payment = LINKS[3]
    known = entities(make_picture())[payment.id]["properties"]
    assert (known["payer"], known["beneficiary"]) == (["hidden-3F2A"], ["com-1"])
    without = tuple(link for link in LINKS if link.id != "lnk-2")
    found = entities(make_picture(links=without))
    check(found)
    assert found[payment.id]["properties"]["beneficiary"] == ["acc-1-holder"]
    assert found["acc-1-holder"]["schema"] == "LegalEntity"
    assert "unknown holder" in found["acc-1-holder"]["properties"]["name"][0]


@pytest.mark.parametrize(
    ("share", "percentage"),
    [((1, 4), "25"), ((1, 8), "12.5"), ((1, 3), "100/3"), ((1, 1), "100"), ((1, 1000), "0.1"), ((1, 20000), "0.005")],
)
def test_a_share_is_exact_in_per_cent(share, percentage):
    link = LINKS[0].__class__(
        **{**{n: getattr(LINKS[0], n) for n in LINKS[0].__slots__}, "share": ShareRange.exactly(Fraction(*share))}
    )
    properties = entities(make_picture(links=(link,)))[link.id]["properties"]
    assert properties["percentage"] == [percentage]
    assert properties["summary"] == ["/".join(map(str, share))]
