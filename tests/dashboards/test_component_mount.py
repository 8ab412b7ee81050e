"""A component's files are served from its folder, in every kind of install."""

from __future__ import annotations

import pytest
from streamlit.components.v2.component_manager import BidiComponentManager

from dashboards import component_mount
from dashboards.component_mount import mount_component


@pytest.fixture
def manager(monkeypatch):
    manager = BidiComponentManager()
    monkeypatch.setattr(component_mount, "get_bidi_component_manager", lambda: manager)
    monkeypatch.setattr(component_mount, "_component", lambda *given: given)
    return manager


def test_a_script_is_served_from_its_folder_and_not_sent_as_text(manager, tmp_path):
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "drawn.js").write_text("export default () => {}")
    name, *given = mount_component("tracer-proof", tmp_path, "built", html="<p>", css="p {}", js="drawn.js")
    assert given == ["<p>", "p {}", "drawn.js"]
    definition = manager.build_definition_with_validation(component_key=name, html="<p>", css="p {}", js="drawn.js")
    assert (definition.js_url, definition.js_content, definition.css_content) == ("drawn.js", None, "p {}")


def test_a_second_mounting_registers_nothing_again(manager, tmp_path, monkeypatch):
    (tmp_path / "built").mkdir()
    first = mount_component("tracer-proof", tmp_path, "built", html="", css="", js="x.js")
    monkeypatch.setattr(manager, "register_from_manifest", None)
    assert mount_component("tracer-proof", tmp_path, "built", html="", css="", js="x.js") == first
