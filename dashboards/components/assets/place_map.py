"""The assets of a case on a map of Romania, with how exact each place is; the same in a table, and what has no place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from dashboards.charts.asset_map import MapMark, draw_map
from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_empty
from dashboards.components.tables import show_table
from dashboards.session import case_session
from graph_schema.messages import N_
from tracer.actions.recovery.asset_places import AssetPlace, Unplaced, list_places
from tracer.actions.recovery.assets import AssetLine
from tracer.casework.places.gazetteer import Exactness, KnownPlace
from tracer.wording.language import Language

EXACTNESS_WORDS: Final[Mapping[Exactness, str]] = {
    "locality": N_("centre of the locality"),
    "name": N_("centre of the locality of this name; no county is stated"),
    "county": N_("seat of the county: the locality is not in the table of places"),
}
_BRIEF: Final[Mapping[Exactness, str]] = {
    "locality": N_("{place}: its centre"),
    "name": N_("{place}: by name alone"),
    "county": N_("{place}: seat of the county"),
}
_UNPLACED: Final[Mapping[Unplaced, str]] = {
    "movable": N_("no land or building: {n}"),
    "abroad": N_("outside Romania: {n}"),
    "unknown": N_("place not in the table: {n}"),
}
_LETTERS: Final = 60
_ROUND: Final = "assets_map_round"
"""Counts how often the choice of a mark was taken back: the picture is drawn anew without it."""


def show_map(lines: Sequence[AssetLine], language: Language) -> str | None:
    """The map with its table, narrowed to the mark that was clicked. Returns the id of the asset that was chosen."""
    places = {one.asset: one for one in list_places(case_session())}
    at: defaultdict[KnownPlace, list[AssetLine]] = defaultdict(list)
    for line in lines:
        known = places[line.id].place if line.id in places else None
        if known is not None:
            at[known].append(line)
    spots = sorted(at, key=lambda one: (one.name, one.exactness))
    left, right = st.columns([7, 5])
    with left:
        wanted = _draw([(spot, len(at[spot])) for spot in spots], language)
    with right:
        shown = [line for place, spot in enumerate(spots) if wanted in (None, place) for line in at[spot]]
        if wanted is not None:
            _offer_all(f"{spots[wanted].name}: {len(shown)}", language)
        chosen = _table(shown, places, language, wanted)
        rest = Counter[Unplaced](
            (places[line.id].reason or "unknown") if line.id in places else "movable"
            for line in lines
            if line.id not in places or places[line.id].place is None
        )
        _show_unplaced(
            [line for line in lines if line.id in places and places[line.id].place is None], places, rest, language
        )
    return chosen


def _draw(spots: Sequence[tuple[KnownPlace, int]], language: Language) -> int | None:
    """The picture. Returns which spot was clicked."""
    marks = [
        MapMark(
            f"{spot.name} ({language.number(count)})",
            f"{spot.name}: {language.plural('{n} asset', '{n} assets', count)}; "
            f"{language.text(EXACTNESS_WORDS[spot.exactness])}",
            spot.latitude,
            spot.longitude,
            count,
            spot.exactness != "county",
        )
        for spot, count in spots
    ]
    picked = st.plotly_chart(
        draw_map(marks, language),
        theme="streamlit",
        config={"displayModeBar": False, "scrollZoom": False},
        key=f"assets_map_{st.session_state.get(_ROUND, 0)}",
        on_select="rerun",
        selection_mode="points",
        alt=language.text("Map of Romania with the places of the assets; the table beside it says the same."),
    )
    st.caption(
        language.text(
            "An asset stands at the centre of its locality or at the seat of its county, not where it is. Places: GeoNames, "
            "CC BY 4.0; border: Natural Earth. Nothing is fetched from the internet."
        )
    )
    return read_spot(picked, len(spots))


def _offer_all(said: str, language: Language) -> None:
    """What the table is narrowed to, and the way back to all."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{markdown_text(said)}**", width="content")
        if st.button(language.text("Show all places"), key="assets_map_all"):
            st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
            st.rerun()


def read_spot(picked: object, count: int) -> int | None:
    """Which of so many spots the browser names; what names none gives None."""
    selection = picked.get("selection") if isinstance(picked, Mapping) else None
    points = selection.get("points") if isinstance(selection, Mapping) else None
    if not isinstance(points, list) or not points or not isinstance(points[0], Mapping):
        return None
    place = points[0].get("customdata")
    if isinstance(place, list):
        place = place[0] if place else None
    return place if isinstance(place, int) and 0 <= place < count else None


def _table(
    lines: Sequence[AssetLine], places: Mapping[str, AssetPlace], language: Language, wanted: int | None
) -> str | None:
    if not lines:
        show_empty(
            language.text(
                "No asset of this list lies at a place that the table knows. The places as stated are in the next table."
            )
        )
        return None
    picked = show_table(
        [
            {
                language.text("Asset"): _shorten(line.caption),
                language.text("Place as stated"): _shorten(places[line.id].stated),
                language.text("On the map"): _say_exactness(places[line.id], language),
            }
            for line in lines
        ],
        language,
        key=f"assets_map_table_{wanted}",
        alt=language.text("Assets on the map"),
        tallest=250,
    )
    return None if picked is None else lines[picked].id


def _shorten(text: str) -> str:
    """No more of a text than lets the other columns be seen; the page of the asset has the whole."""
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}…"


def _say_exactness(one: AssetPlace, language: Language) -> str:
    return "" if one.place is None else language.text(_BRIEF[one.place.exactness], place=one.place.name)


def _show_unplaced(
    lines: Sequence[AssetLine], places: Mapping[str, AssetPlace], rest: Counter[Unplaced], language: Language
) -> None:
    """How many assets have no place, by reason, and the land and buildings among them with the place as stated."""
    if not rest:
        return
    said = [
        language.text(words, n=language.number(rest[reason])) for reason, words in _UNPLACED.items() if rest[reason]
    ]
    st.header(language.text("Not on the map"), anchor=False)
    st.caption("; ".join(said))
    if lines:
        show_table(
            [
                {
                    language.text("Asset"): _shorten(line.caption),
                    language.text("Place as stated"): _shorten(places[line.id].stated),
                }
                for line in lines
            ],
            language,
            alt=language.text("Land and buildings that are not on the map"),
            tallest=200,
        )
