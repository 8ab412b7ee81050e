"""The page of assets, run without a browser: all of them, and those of a class and a state."""

from __future__ import annotations

from tracer.access.roles import Actor
from tracer.actions.recovery.assets import list_assets
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings


def page():
    from dashboards.views import assets_view

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
