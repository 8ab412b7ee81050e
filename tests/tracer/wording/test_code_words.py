"""Every code of an order and its records has words in both languages."""

from __future__ import annotations

import pytest

from graph_schema.records.events import EVENT_TYPES
from graph_schema.records.kinds import abroad, claims, item_events, orders, proceeding_events
from graph_schema.records.kinds.shared_fields import YES_NO
from graph_schema.records.nodes import NODE_TYPES
from tracer.wording.code_words import CODE_TABLES, CODE_WORDS
from tracer.wording.language import find_language

EN, RO = find_language("en"), find_language("ro")
KINDS = (*orders.NODES, *claims.NODES, *abroad.NODES, *item_events.EVENTS, *proceeding_events.EVENTS)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_code_that_a_field_may_hold_has_words(kind):
    for field in (NODE_TYPES.get(kind) or EVENT_TYPES[kind]).fields:
        if field.kind == "code" and field.codes != YES_NO:
            assert tuple(CODE_WORDS[field.codes]) == field.codes
            for words in CODE_WORDS[field.codes].values():
                assert EN.text(words) == words != RO.text(words)


def test_the_catalogue_has_the_term_of_the_table():
    for table in CODE_TABLES:
        for row in table:
            assert RO.text(row.words) == row.romanian
