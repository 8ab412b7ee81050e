"""The page of cases: one process, several cases, each browser in one of them."""

from __future__ import annotations

import shutil

import pytest

from tracer.access.roles import Actor
from tracer.actions.administration.cases import make_case
from tracer.settings import Settings


@pytest.fixture
def folder(tmp_path, sample_case, monkeypatch):
    """A folder with two cases: a copy of the sample case, and an empty one."""
    cases = tmp_path / "cases"
    shutil.copytree(sample_case, cases / "Grupul Exemplu")
    make_case(Settings(cases, Actor("Ana Proba", "owner"), "en"), cases, "Salonul Inventat")
    monkeypatch.setenv("TRACER_CASES", str(cases))
    return cases


def titles(at):
    return [title.value for title in at.title]


def open_case(at):
    """The case that the header names."""
    (menu,) = at.get("menu_button")
    return menu.proto.label


def test_without_a_case_the_page_of_cases_opens(app, folder):
    at = app(folder)
    assert not at.exception
    assert titles(at) == ["Which case do you want to work on?"]
    assert [box.label for box in at.text_input] == ["Name of the case"]
    assert not at.get("menu_button")


def test_the_case_in_the_address_opens_and_another_one_in_its_place(app, folder):
    at = app(folder, case="Grupul Exemplu")
    assert titles(at) == ["What do you want to look at?"]
    assert open_case(at) == "Grupul Exemplu"
    at.text_input(key="start_find").set_value("Vila").run()
    assert at.dataframe
    at.query_params["case"] = "Salonul Inventat"
    at.run()
    assert open_case(at) == "Salonul Inventat"
    assert at.text_input(key="start_find").value == ""


@pytest.mark.parametrize("name", ["nothing", "../cases/Grupul Exemplu", "Grupul Exemplu/..", "."])
def test_an_unknown_case_is_said_and_the_page_of_cases_opens(app, folder, name):
    at = app(folder, case=name)
    assert titles(at) == ["Which case do you want to work on?"]
    assert [said.value for said in at.warning] == [f"There is no case {name} in {folder}."]


def test_a_case_is_made_and_opened_or_the_reason_is_given(app, folder):
    at = app(folder)
    at.text_input(key="new_case_name").set_value("salonul inventat")
    at.button[0].click().run()
    assert "already" in at.warning[0].value
    at.text_input(key="new_case_name").set_value("Ferma Fictivă")
    at.button[0].click().run()
    assert not at.exception
    assert (folder / "Ferma Fictivă" / "case.sqlite").is_file()
    assert open_case(at) == "Ferma Fictivă"


def test_who_imports_nothing_makes_no_case(app, folder):
    at = app(folder, role="supervisor")
    assert not at.text_input


def test_screens_of_one_case_have_no_page_of_cases(app, sample_case):
    assert titles(app(sample_case)) == ["What do you want to look at?"]
    assert titles(app(sample_case, case="x")) == ["What do you want to look at?"]
