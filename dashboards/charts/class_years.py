"""What kinds of assets were secured, year by year?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go  # type: ignore[import-untyped]  # plotly ships no types

from dashboards.charts.frame import as_pixels, fills, new_figure, plain
from dashboards.theme import SERIES_COLOURS, SERIES_PATTERNS
from graph_schema.errors import WrongUse
from tracer.wording.language import Language


@dataclass(frozen=True, slots=True)
class ClassYear:
    """The value of one class of asset in one year. ``asset_class`` and ``hover`` are ready to read."""

    year: int
    asset_class: str
    minor: int
    hover: str


def draw_class_years(
    cells: Sequence[ClassYear], language: Language, *, currency: str, running_year: int | None = None
) -> go.Figure:
    """What kinds of assets were secured in each year, and did the mix change?

    Classes keep the order in which they first occur, from the ground up; years are sorted, and a year without
    any asset between two others is shown empty. ``running_year``: marked with an asterisk, not yet complete.
    Raises: WrongUse if a class has two values in one year.
    """
    values = {(cell.asset_class, cell.year): cell for cell in cells}
    if len(values) < len(cells):
        raise WrongUse("A class of asset has two values in one year: expected one. Add them up first.")
    years = list(range(min(c.year for c in cells), max(c.year for c in cells) + 1)) if cells else []
    figure = new_figure(language, height=380)
    for place, name in enumerate(dict.fromkeys(cell.asset_class for cell in cells)):
        drawn = [values[name, year] for year in years if (name, year) in values]
        figure.add_bar(
            x=[cell.year for cell in drawn],
            y=[as_pixels(cell.minor, currency) for cell in drawn],
            name=plain(name),
            width=0.6,
            customdata=[plain(cell.hover) for cell in drawn],
            hovertemplate="%{customdata}<extra></extra>",
            marker=fills(SERIES_COLOURS[place % len(SERIES_COLOURS)], SERIES_PATTERNS[place % len(SERIES_PATTERNS)]),
        )
    figure.update_layout(barmode="stack", bargap=0.3)
    figure.update_xaxes(
        tickvals=years,
        ticktext=[f"{year}*" if year == running_year else str(year) for year in years],
        showgrid=False,
        range=[years[0] - 0.9, years[-1] + 0.9] if years else None,
    )
    figure.update_yaxes(title_text=currency, tickformat=",.0f", rangemode="tozero")
    return figure
