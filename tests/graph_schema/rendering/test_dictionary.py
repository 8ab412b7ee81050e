"""The committed data dictionary says what the schema says."""

from __future__ import annotations

from graph_schema.records.events import EVENT_TYPES
from graph_schema.records.links import LINK_TYPES
from graph_schema.records.nodes import NODE_TYPES
from graph_schema.records.transfers import ENTRY_SCHEMA, TRANSFER_SCHEMA
from graph_schema.rendering.dictionary import render_dictionary


def test_the_committed_file_is_the_rendering(project_root):
    committed = (project_root / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert committed == render_dictionary(), "write render_dictionary() to docs/data-dictionary.md"


def test_every_kind_and_field_has_both_languages():
    text = render_dictionary()
    for kind in (*NODE_TYPES.values(), *LINK_TYPES.values(), *EVENT_TYPES.values()):
        assert kind.meaning and kind.romanian
        assert f"### {kind.name}\n" in text and f"Romanian: *{kind.romanian}*" in text
        for field in kind.fields:
            assert field.meaning and field.romanian
            assert f"| `{field.name}` |" in text and f" {field.romanian} |" in text
    for name in (*ENTRY_SCHEMA.names, *TRANSFER_SCHEMA.names):
        assert f"| `{name}` |" in text


def test_romanian_letters_have_their_comma():
    assert not set("şţŞŢ") & set(render_dictionary())


def test_every_line_of_a_table_has_the_same_cells():
    table: list[int] = []
    for line in render_dictionary().splitlines():
        if line.startswith("|"):
            table.append(line.replace("\\|", "").count("|"))
        else:
            assert len(set(table)) <= 1
            table = []
