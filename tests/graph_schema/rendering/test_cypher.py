"""The schema of the server store, kept as a golden file."""

from __future__ import annotations

import re

from graph_schema.records.links import LINK_TYPES
from graph_schema.rendering.cypher import render_constraints, render_indexes


def test_the_schema_is_the_golden_one(request):
    golden = request.path.parent / "golden" / "schema.cypher"
    statements = (*render_constraints(), *render_indexes())
    assert "".join(f"{statement};\n" for statement in statements) == golden.read_text(encoding="utf-8")


def test_every_id_is_unique():
    text = "\n".join(render_constraints())
    assert "FOR (n:Thing) REQUIRE n.id IS UNIQUE" in text
    for link in (*(kind.label for kind in LINK_TYPES.values()), "TRANSFER"):
        assert f"FOR ()-[r:{link}]-() REQUIRE r.id IS UNIQUE" in text


def test_people_accounts_and_companies_are_looked_up_by_what_identifies_them():
    text = "\n".join(render_indexes())
    for node, field in (("Account", "number"), ("Company", "cui"), ("Person", "cnp")):
        assert f"FOR (n:{node}) ON (n.{field})" in text


def test_names_of_constraints_and_indexes_are_unique_and_plain():
    names = [
        re.match(r"CREATE (?:CONSTRAINT|(?:FULLTEXT )?INDEX) (\S+) IF NOT EXISTS FOR ", statement)[1]
        for statement in (*render_constraints(), *render_indexes())
    ]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
