"""The page of assets, run without a browser: all of them, and those of a class and a state."""

from __future__ import annotations

import shutil

from tests.made_places import make_places
from tracer.access.roles import Actor
from tracer.actions.annexes.keeping import add_to_report
from tracer.actions.annexes.listing import list_annexes
from tracer.actions.case_graph.picture_export import PictureQuestion
from tracer.actions.recovery.assets import list_assets
from tracer.casework.sessions.opening import open_session
from tracer.sample.world.people import PEOPLE
from tracer.settings import Settings


def page():
    from dashboards.views.recovery import assets_view

    assets_view.show()


def test_class_and_state_narrow_the_list_and_stand_in_the_address(app, sample_case):
    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
        assets = list_assets(session).assets
    houses = {line.caption for line in assets if line.asset_class == "house"}
    confiscated = {line.caption for line in assets if line.state == "CONF_NONFINAL"}
    assert 0 < len(houses) < len(assets) and houses & confiscated
    at = app(sample_case, page=page)
    assert not at.exception
    assert len(at.dataframe[0].value) == len(assets)
    at.selectbox(key="assets_class").select("house").run()
    assert set(at.dataframe[0].value["Asset"]) == houses
    assert at.caption[0].value.startswith(f"{len(houses)} of {len(assets)} assets.")
    at.selectbox(key="assets_state").select("CONF_NONFINAL").run()
    assert set(at.dataframe[0].value["Asset"]) == houses & confiscated
    linked = app(sample_case, page=page, **{"class": "house", "state": "CONF_NONFINAL"})
    assert set(linked.dataframe[0].value["Asset"]) == houses & confiscated
    assert len(app(sample_case, page=page, **{"class": "no-such-class"}).dataframe[0].value) == len(assets)


def add_picture(folder):
    with open_session(Settings(folder, Actor("Ana Proba", "owner"), "en")) as session:
        return add_to_report(session, PictureQuestion((PEOPLE["victor"].id,)), title="Two *stars*").annex


def test_a_picture_of_the_report_is_listed_and_taken_out_with_a_reason(app, sample_case, tmp_path):
    case = shutil.copytree(sample_case, tmp_path / "case")
    line = add_picture(case)
    at = app(case, page=page)
    assert not at.exception
    assert "**1. Two \\*stars\\***" in [one.value for one in at.markdown]
    assert at.checkbox(key="export_annexes").value is True
    at.button(key=f"FormSubmitter:annex_remove_{line.event}-Remove from the report").click().run()
    assert "reason" in at.warning[0].value
    at.text_input(key=f"annex_reason_{line.event}").set_value("alt dosar")
    at.button(key=f"FormSubmitter:annex_remove_{line.event}-Remove from the report").click().run()
    assert not at.exception and not at.checkbox
    with open_session(Settings(case, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
        assert list_annexes(session).annexes == ()
        (revoked,) = session.store.events(type_="Revoked")
        assert revoked.event.props["reason"] == "alt dosar"


def test_the_map_is_the_second_form_of_the_list_and_says_how_exact_each_place_is(app, tmp_path):
    make_places(tmp_path / "case")
    at = app(tmp_path / "case", page=page, form="map")
    assert not at.exception
    placed, rest = (one.value for one in at.dataframe)
    assert dict(zip(placed["Asset"], placed["On the map"], strict=True)) == {
        "Casa de la deal": "Cluj-Napoca: its centre",
        "Casa de la vale": "Cluj-Napoca: its centre",
        "Sonda": "Câmpina: by name alone",
        "Moara": "Iași: seat of the county",
    }
    assert set(rest["Place as stated"]) == {"Comuna Inventată", "Viena"}
    said = [one.value for one in at.caption]
    assert "outside Romania: 1; place not in the table: 1" in said
    drawn = str(at.get("plotly_chart")[0].proto)
    assert "Cluj-Napoca (2)" in drawn and "onerror" not in drawn
    at = app(tmp_path / "case", page=page, form="map", state="FROZEN")
    assert not at.exception


def test_a_case_of_invented_places_has_an_empty_map_that_says_so(app, sample_case):
    at = app(sample_case, page=page, form="map", language="ro")
    assert not at.exception
    assert at.info[0].value.startswith("Niciun bun din listă nu se află")
    assert at.header[0].value == "Nu sunt pe hartă"
