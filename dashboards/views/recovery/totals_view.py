"""From identified to realised: at which step is the value, and where was it lost?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboards.charts.class_years import ClassYear, draw_class_years
from dashboards.charts.waterfall import StepKind, WaterfallBar, draw_waterfall
from dashboards.components.tables import Figure, money_cell, show_table
from dashboards.components.totals_question import address_of, ask_totals
from dashboards.components.totals_strip import show_figures
from dashboards.pages import go_to, has_page
from dashboards.session import case_session, read_view, reader_language, write_view
from graph_schema.messages import N_
from tracer.actions.recovery.supervise import CountedAsset, counted_assets, say_flag, show_totals
from tracer.recovery.totals.step_assets import OpenedStep, StepRole, open_steps, open_years
from tracer.recovery.totals.totals import Breakdown, Totals
from tracer.recovery.totals.waterfall import Fate
from tracer.wording.language import Language
from tracer.wording.terms import CLASS_WORDS, PAST_ASSETS, STEP_WORDS

_CLASSES_DRAWN = 7
_STAGES = {
    "identified": "identified",
    "not_secured": "identified",
    "requested": "requested",
    "secured": "frozen",
    "frozen": "frozen",
    "returned_victim": "delivered",
    "confiscated": "confiscated_nonfinal",
    "confiscated_nonfinal": "confiscated_nonfinal",
    "confiscated_for_good": "confiscated",
    "confiscated_final": "confiscated",
    "reuse": "delivered",
    "sold_or_collected": "realised",
    "unpriced": "realised",
    "without_rate": "realised",
    "received": "realised",
    "undistributed": "realised",
    "overpaid": "delivered",
    "paid_out": "delivered",
}
_KINDS: Mapping[Fate, StepKind] = {"stands": "stands", "recovered": "recovered", "lost": "loss", "gained": "gain"}
_ROLES: Mapping[StepRole | Fate, str] = {
    "total": N_("total"),
    "stands": N_("stands here"),
    "recovered": N_("went to victims or the public as a thing"),
    "lost": N_("lost on the way"),
    "gained": N_("added on the way"),
    "part": N_("part of the last total"),
}
_OPENED = "totals_opened"


def show() -> None:
    """The number first, then the picture, then the rows; every number opens its assets."""
    language = reader_language()
    st.title(language.text("Where does the value stand, and where was it lost?"), anchor=False)
    view = read_view("totals", "day", "known", "currency", "stage")
    day, known, currency = ask_totals(view, language)
    session = case_session()
    totals = show_totals(session, currency=currency, as_of=day, known_on=known)
    assets = counted_assets(session)
    steps = open_steps(totals)
    show_figures(totals, steps, language, **address_of(day, known, currency))
    st.plotly_chart(
        draw_waterfall(_steps(totals, steps, language), language, currency=currency),
        theme="streamlit",
        config={"displayModeBar": False},
        alt=language.text("Waterfall from identified to paid out; the same numbers are in the table below."),
    )
    stage = _stages(steps, totals, assets, view.get("stage", ""), language)
    write_view("totals", {**address_of(day, known, currency), "stage": stage})
    left, right = st.columns([6, 5])
    with left:
        _by_class(totals, language)
    with right:
        _by_year(totals, assets, language)
    if min(day, known) < session.today():
        st.caption(language.text(PAST_ASSETS))
    for flag in totals.flags:
        st.warning(say_flag(flag, currency, language))


def _steps(totals: Totals, opened: Sequence[OpenedStep], language: Language) -> list[WaterfallBar]:
    """The bars, each with the figure that the table shows."""
    drawn = []
    for step, found in zip(totals.waterfall, opened, strict=True):
        if step.kind == "part" or (step.kind == "change" and step.minor == 0):
            continue
        kind: StepKind = "total" if found.fate is None else "gain" if step.minor > 0 else _KINDS[found.fate]
        text, label = language.money(found.minor, totals.currency), language.text(STEP_WORDS[step.key])
        drawn.append(WaterfallBar(label, abs(step.minor), kind, text, f"{label}: {text}", _STAGES.get(step.key)))
    return drawn


def _stages(
    steps: Sequence[OpenedStep], totals: Totals, assets: Mapping[str, CountedAsset], stage: str, language: Language
) -> str:
    """The steps as a table, the assets of the one chosen below it; returns the step chosen."""
    st.header(language.text("Every number opens its assets"), anchor=False)
    filled = {step.key: step for step in steps if step.assets}
    if not filled:
        st.caption(language.text("The case knows of no asset yet."))
        return ""
    st.caption(language.text("Choose a row to list its assets. An asset held in shares can stand in two stages."))
    if stage != st.session_state.get(_OPENED, stage):
        # A link opened another step: the earlier row is no longer chosen, and the browser, which stays
        # on its page, is told the new address.
        st.session_state["totals_round"] = st.session_state.get("totals_round", 0) + 1
        st.query_params["stage"] = stage
    picked = show_table(
        [
            {
                language.text("Stage"): language.text(STEP_WORDS[step.key]),
                language.text("Counted as"): language.text(_ROLES[step.fate or step.role]),
                language.text("Value"): _known(step.minor, len(step.assets), step.unknown, totals.currency, language),
                language.text("Assets"): len(step.assets),
                language.text("of unknown value"): step.unknown,
            }
            for step in filled.values()
        ],
        language,
        key=f"totals_stages_{st.session_state.get('totals_round', 0)}",
        alt=language.text("Value by stage"),
        tallest=900,
    )
    wanted = stage if picked is None else list(filled)[picked]
    st.session_state[_OPENED] = wanted
    if wanted not in filled:
        return ""
    _assets_of(filled[wanted], language.text(STEP_WORDS[wanted]), totals, assets, language)
    return wanted


def _known(minor: int, assets: int, unknown: int, currency: str, language: Language) -> Figure:
    """The sum of the known values; the word for unknown, not a zero, if none is known."""
    return money_cell(None if assets == unknown else minor, currency, language)


def _assets_of(
    step: OpenedStep, label: str, totals: Totals, assets: Mapping[str, CountedAsset], language: Language
) -> None:
    value = _known(step.minor, len(step.assets), step.unknown, totals.currency, language)
    st.subheader(f"{label}: {value.text}", anchor=False)
    picked = show_table(
        [
            {
                language.text("Asset"): assets[part.asset].caption,
                language.text("Class"): language.text(CLASS_WORDS[assets[part.asset].asset_class]),
                language.text("Share"): Figure("" if part.share is None else language.percent(part.share)),
                language.text("Value"): money_cell(part.minor, totals.currency, language),
            }
            for part in step.assets
        ],
        language,
        key=f"totals_assets_{step.key}" if has_page("assets") else None,
        alt=language.text("Assets of the stage chosen"),
    )
    if has_page("assets"):
        st.caption(language.text("Choose a row to open its asset."))
    if picked is not None:
        go_to("asset", asset=step.assets[picked].asset)


def _by_class(totals: Totals, language: Language) -> None:
    st.header(language.text("By class"), anchor=False)
    if not totals.by_class:
        st.caption(language.text("The case knows of no asset yet."))
        return
    rows = sorted(totals.by_class, key=lambda row: (-row.minor, _class(row, language)))
    picked = show_table(
        [
            {
                language.text("Class"): _class(row, language),
                language.text("Value"): _known(row.minor, row.assets, row.unknown_assets, totals.currency, language),
                language.text("Assets"): row.assets,
                language.text("of unknown value"): row.unknown_assets,
            }
            for row in rows
        ],
        language,
        key="totals_classes" if has_page("assets") else None,
        alt=language.text("Value by class of asset"),
    )
    if picked is not None:
        go_to("assets", **{"class": rows[picked].key or "other"})


def _class(row: Breakdown, language: Language) -> str:
    return language.text(CLASS_WORDS[row.key or "other"])


def _by_year(totals: Totals, assets: Mapping[str, CountedAsset], language: Language) -> None:
    st.header(language.text("By year of freezing"), anchor=False)
    sums: dict[str, dict[int, int]] = {}
    for bucket in totals.buckets:
        for part in bucket.contributions:
            if part.frozen_year is not None and part.minor is not None:
                years = sums.setdefault(assets[part.asset].asset_class, {})
                years[part.frozen_year] = years.get(part.frozen_year, 0) + part.minor
    if not sums:
        st.caption(language.text("Nothing was frozen by then."))
        return
    largest = sorted(sums, key=lambda name: (-sum(sums[name].values()), name))
    drawn = {language.text(CLASS_WORDS[name]): sums[name] for name in largest[:_CLASSES_DRAWN]}
    rest: dict[int, int] = {}
    for name in largest[_CLASSES_DRAWN:]:
        for year, minor in sums[name].items():
            rest[year] = rest.get(year, 0) + minor
    if rest:
        drawn[language.text("all other classes")] = rest
    cells = [
        ClassYear(year, label, minor, f"{year}, {label}: {language.money(minor, totals.currency)}")
        for label, years in drawn.items()
        for year, minor in sorted(years.items())
    ]
    st.plotly_chart(
        draw_class_years(cells, language, currency=totals.currency, running_year=totals.as_of.year),
        theme="streamlit",
        config={"displayModeBar": False},
        alt=language.text("Value frozen by year and class of asset"),
    )
    _years(totals, assets, language)


def _years(totals: Totals, assets: Mapping[str, CountedAsset], language: Language) -> None:
    """The chart's numbers as a table; the assets of the year chosen below it."""
    years = open_years(totals)
    picked = show_table(
        [
            {
                language.text("Year"): year.key,
                language.text("Value"): _known(year.minor, len(year.assets), year.unknown, totals.currency, language),
                language.text("Assets"): len(year.assets),
                language.text("of unknown value"): year.unknown,
            }
            for year in years
        ],
        language,
        key="totals_years",
        alt=language.text("Value frozen by year"),
    )
    if picked is not None:
        _assets_of(years[picked], years[picked].key, totals, assets, language)
