"""From identified to realised: where does the value stand, and where was it lost?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboards.charts.class_years import ClassYear, draw_class_years
from dashboards.charts.waterfall import WaterfallStep, draw_waterfall
from dashboards.components.tables import Figure, money_cell, show_table
from dashboards.components.totals_strip import show_figures
from dashboards.pages import go_to, has_page
from dashboards.session import case_session, date_pattern, read_view, reader_words, write_view
from tracer.actions.supervise import CountedAsset, counted_assets, show_totals
from tracer.language import Language
from tracer.recovery.totals import Bucket, Totals
from tracer.terms import CLASS_WORDS, STEP_WORDS

CURRENCIES = ("EUR", "RON")
_EARLIEST = date(1990, 1, 1)
_CLASSES_DRAWN = 7
_STAGES = {
    "identified": "identified",
    "secured": "frozen",
    "confiscated": "confiscated_nonfinal",
    "confiscated_for_good": "confiscated",
    "sold_or_collected": "realised",
    "received": "realised",
    "paid_out": "delivered",
}


def show() -> None:
    """The number first, then the picture, then the rows; every number opens its assets."""
    words = reader_words()
    st.title(words.text("Where does the value stand, and where was it lost?"))
    view = read_view("totals", "day", "known", "currency", "stage")
    day, known, currency = _question(view, words)
    session = case_session()
    totals = show_totals(session, currency=currency, as_of=day, known_on=known)
    assets = counted_assets(session)
    show_figures(totals, words)
    st.plotly_chart(
        draw_waterfall(_steps(totals, words), words, currency=currency),
        theme="streamlit",
        config={"displayModeBar": False},
        alt=words.text("Waterfall from identified to paid out; the same numbers are in the table below."),
    )
    stage = _buckets(totals, assets, view.get("stage", ""), words)
    _keep(day, known, currency, stage)
    left, right = st.columns(2)
    with left:
        _by_class(totals, words)
    with right:
        _by_year(totals, assets, words)
    for flag in totals.flags:
        st.warning(words.text(flag.template, **flag.params))


def _question(view: Mapping[str, str], words: Language) -> tuple[date, date, str]:
    today = case_session().today()
    columns = st.columns(3)
    pattern = date_pattern(words)
    day = columns[0].date_input(
        words.text("As of"), _day(view, "day", today), format=pattern, min_value=_EARLIEST, key="totals_day"
    )
    known = columns[1].date_input(
        words.text("As known on"), _day(view, "known", today), format=pattern, min_value=_EARLIEST, key="totals_known",
        help=words.text("By what was recorded up to this day; an earlier day shows the totals as they were reported then."),
    )  # fmt: skip
    given = view.get("currency", CURRENCIES[0])
    currency = columns[2].segmented_control(
        words.text("Currency"), CURRENCIES, default=given if given in CURRENCIES else CURRENCIES[0], required=True,
        key="totals_currency",
    )  # fmt: skip
    return _one(day, today), _one(known, today), currency or CURRENCIES[0]


def _keep(day: date, known: date, currency: str, stage: str) -> None:
    today = case_session().today()
    write_view(
        "totals",
        {
            "day": day.isoformat() if day != today else "",
            "known": known.isoformat() if known != today else "",
            "currency": currency if currency != CURRENCIES[0] else "",
            "stage": stage,
        },
    )


def _day(view: Mapping[str, str], name: str, default: date) -> date:
    try:
        return max(_EARLIEST, date.fromisoformat(view.get(name, default.isoformat())))
    except ValueError:
        return default


def _one(value: object, default: date) -> date:
    return value if isinstance(value, date) else default


def _steps(totals: Totals, words: Language) -> list[WaterfallStep]:
    drawn = []
    for step in totals.waterfall:
        if step.kind == "part" or (step.kind == "change" and step.minor == 0):
            continue
        text = words.money(step.minor, totals.currency)
        label = words.text(STEP_WORDS[step.key])
        kind = "total" if step.kind == "total" else "loss" if step.minor < 0 else "gain"
        drawn.append(
            WaterfallStep(label, abs(step.minor), kind, text, f"{label}: {text}", _STAGES.get(step.key))  # type: ignore[arg-type]
        )
    return drawn


def _buckets(totals: Totals, assets: Mapping[str, CountedAsset], stage: str, words: Language) -> str:
    """The stages as a table, the assets of the one chosen below it; returns the stage chosen."""
    st.header(words.text("Every number opens its assets"))
    filled = [bucket for bucket in totals.buckets if bucket.contributions]
    if not filled:
        st.caption(words.text("The case knows of no asset yet."))
        return ""
    st.caption(words.text("Choose a row to list its assets. An asset held in shares can stand in two stages."))
    picked = show_table(
        [
            {
                words.text("Stage"): words.text(STEP_WORDS[bucket.name]),
                words.text("Value"): money_cell(bucket.minor, totals.currency, words),
                words.text("Assets"): bucket.assets,
                words.text("of unknown value"): bucket.unknown_assets,
            }
            for bucket in filled
        ],
        words,
        key="totals_buckets",
        alt=words.text("Value by stage"),
    )
    names = [bucket.name for bucket in filled]
    wanted = stage if picked is None else names[picked]
    if wanted not in names:
        return ""
    _assets_of(filled[names.index(wanted)], totals, assets, words)
    return wanted


def _assets_of(bucket: Bucket, totals: Totals, assets: Mapping[str, CountedAsset], words: Language) -> None:
    st.subheader(words.text(STEP_WORDS[bucket.name]) + ": " + words.money(bucket.minor, totals.currency))
    picked = show_table(
        [
            {
                words.text("Asset"): assets[part.asset].caption,
                words.text("Class"): words.text(CLASS_WORDS[assets[part.asset].asset_class]),
                words.text("Share"): Figure(words.percent(part.share)),
                words.text("Value"): money_cell(part.minor, totals.currency, words),
            }
            for part in bucket.contributions
        ],
        words,
        key=f"totals_assets_{bucket.name}" if has_page("assets") else None,
        alt=words.text("Assets of the stage chosen"),
    )
    if has_page("assets"):
        st.caption(words.text("Choose a row to open its asset."))
    if picked is not None:
        go_to("assets", asset=bucket.contributions[picked].asset)


def _by_class(totals: Totals, words: Language) -> None:
    st.header(words.text("By class"))
    if not totals.by_class:
        st.caption(words.text("The case knows of no asset yet."))
        return
    picked = show_table(
        [
            {
                words.text("Class"): words.text(CLASS_WORDS[row.key or "other"]),
                words.text("Value"): money_cell(row.minor, totals.currency, words),
                words.text("Assets"): row.assets,
                words.text("of unknown value"): row.unknown_assets,
            }
            for row in totals.by_class
        ],
        words,
        key="totals_classes" if has_page("assets") else None,
        alt=words.text("Value by class of asset"),
    )
    if picked is not None:
        go_to("assets", **{"class": totals.by_class[picked].key or "other"})


def _by_year(totals: Totals, assets: Mapping[str, CountedAsset], words: Language) -> None:
    st.header(words.text("By year of freezing"))
    sums: dict[str, dict[int, int]] = {}
    for bucket in totals.buckets:
        for part in bucket.contributions:
            if part.frozen_year is not None and part.minor is not None:
                years = sums.setdefault(assets[part.asset].asset_class, {})
                years[part.frozen_year] = years.get(part.frozen_year, 0) + part.minor
    if not sums:
        st.caption(words.text("Nothing was frozen by then."))
        return
    largest = sorted(sums, key=lambda name: (-sum(sums[name].values()), name))
    drawn = {words.text(CLASS_WORDS[name]): sums[name] for name in largest[:_CLASSES_DRAWN]}
    rest: dict[int, int] = {}
    for name in largest[_CLASSES_DRAWN:]:
        for year, minor in sums[name].items():
            rest[year] = rest.get(year, 0) + minor
    if rest:
        drawn[words.text("all other classes")] = rest
    cells = [
        ClassYear(year, label, minor, f"{year}, {label}: {words.money(minor, totals.currency)}")
        for label, years in drawn.items()
        for year, minor in sorted(years.items())
    ]
    st.plotly_chart(
        draw_class_years(cells, words, currency=totals.currency, running_year=totals.as_of.year),
        theme="streamlit",
        config={"displayModeBar": False},
        alt=words.text("Value frozen by year and class of asset"),
    )
