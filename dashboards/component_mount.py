"""Mounts a component of the browser whose files lie in this tree."""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_PART: Final = "part"
_registration = threading.Lock()


def mount_component(name: str, package: Path, assets: str, *, html: str, css: str, js: str) -> ComponentRenderer:
    """The component of this name. ``assets``: the folder of ``package`` whose files the browser may ask for.

    ``css`` and ``js``: a file of that folder, or the text itself. Thread-safe.
    """
    # Streamlit finds packaged components by scanning installed distributions for a pyproject.toml, and looks
    # for the assets under the package named like the distribution. Tracer's distribution has no such package,
    # and an editable install lists no files at all, so the scan cannot see these folders. The manifest is
    # therefore handed over directly: same asset route, same checks, same behaviour in every kind of install.
    with _registration:
        manager = get_bidi_component_manager()
        if manager.get_component_asset_root(f"{name}.{_PART}") is None:
            manager.register_from_manifest(ComponentManifest(name, "1", [ComponentConfig(_PART, assets)]), package)
        return _component(f"{name}.{_PART}", html, css, js)


@cache
def _component(name: str, html: str, css: str, js: str) -> ComponentRenderer:
    mount: Any = st.components.v2.component(name, html=html, css=css, js=js)
    return mount  # type: ignore[no-any-return]  # the stub names a wider type than the callable has
