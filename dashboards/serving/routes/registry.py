"""The routes of the workbench: one row each. A new route is a row here and a function beside it."""

from __future__ import annotations

from typing import Final

from dashboards.serving.routes import saved_views
from dashboards.serving.routes.asked import WorkbenchRoute
from dashboards.serving.routes.expansion import draw_again, expand_node
from dashboards.serving.routes.search import answer_search
from dashboards.serving.routes.whole_case import answer_whole

ROUTES: Final = (
    WorkbenchRoute("/workbench/graph/expand", "POST", expand_node),
    WorkbenchRoute("/workbench/graph/draw", "POST", draw_again),
    WorkbenchRoute("/workbench/graph/whole", "GET", answer_whole),
    WorkbenchRoute("/workbench/views", "GET", saved_views.answer_list),
    WorkbenchRoute("/workbench/views", "POST", saved_views.answer_new),
    WorkbenchRoute("/workbench/views/{view}", "GET", saved_views.answer_view),
    WorkbenchRoute("/workbench/views/{view}/changes", "GET", saved_views.answer_steps),
    WorkbenchRoute("/workbench/views/{view}/changes", "POST", saved_views.answer_changes),
    WorkbenchRoute("/workbench/views/{view}/removal", "POST", saved_views.answer_removal),
    WorkbenchRoute("/workbench/notes", "GET", saved_views.answer_notes),
    WorkbenchRoute("/workbench/find", "POST", answer_search),
)
