"""The routes of the workbench: one row each. A new route is a row here and a function beside it."""

from __future__ import annotations

from typing import Final

from dashboards.serving.routes.asked import WorkbenchRoute
from dashboards.serving.routes.expansion import expand_node
from dashboards.serving.routes.search import answer_search

ROUTES: Final = (
    WorkbenchRoute("/workbench/graph/expand", "POST", expand_node),
    WorkbenchRoute("/workbench/find", "POST", answer_search),
)
