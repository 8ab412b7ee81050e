"""The pages, one row each: name, title, the view that shows it, the right it asks for, what its address may hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dashboards.pages import PageName
from dashboards.views import cases_view, evidence_view, files_view, graph_view, money_view, owners_view, start_view
from dashboards.views.recovery import asset_view, assets_view, orders_view, payments_view, statistics_view, totals_view
from graph_schema.messages import N_
from tracer.access.roles import Right


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page. ``title``: a gettext key. ``right`` None: open to everybody who may look at the case at all.

    ``parameters``: the names that its address may hold beside the language. ``in_menu`` False: opened from another page
    alone, so that the tab of the list leads back to the list.
    """

    name: PageName
    title: str
    show: Callable[[], None]
    right: Right | None
    parameters: tuple[str, ...] = ()
    in_menu: bool = True


PAGE_TABLE: Final[tuple[PageRow, ...]] = (
    PageRow("cases", N_("Cases"), cases_view.show, None),
    PageRow("start", N_("Overview"), start_view.show, None),
    PageRow("files", N_("Files"), files_view.show, "read", ("source",)),
    PageRow(
        "graph",
        N_("Graph"),
        graph_view.show,
        "read",
        ("node", "view", "path_from", "path_to", "paths", "days", "least"),
    ),
    PageRow(
        "money",
        N_("Money"),
        money_view.show,
        "read",
        ("show", "asset", "account", "method", "mark", "part", "receipts", "from", "to"),
    ),
    PageRow("owners", N_("Owners"), owners_view.show, "read", ("person", "day")),
    PageRow("payments", N_("Payments"), payments_view.show, "read", ("pair", "state", "page")),
    PageRow("assets", N_("Assets"), assets_view.show, "oversee", ("class", "state", "form")),
    PageRow("orders", N_("Orders"), orders_view.show, "order"),
    PageRow("totals", N_("Totals"), totals_view.show, "totals", ("day", "known", "currency", "stage")),
    PageRow("statistics", N_("Statistics"), statistics_view.show, "totals", ("year", "known", "table")),
    PageRow("asset", N_("Asset"), asset_view.show, "oversee", ("asset",), in_menu=False),
    PageRow(
        "evidence", N_("Source row"), evidence_view.show, "oversee", ("source", "place", "asset", "back"), in_menu=False
    ),
)
"""In the order of the menu."""
