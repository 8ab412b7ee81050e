"""The page of cases: one process, several cases, each browser in one of them."""

from __future__ import annotations

import os
import shutil

import pytest

from dashboards import case_counts
from dashboards.components.cases import case_list
from tracer.access.roles import Actor
from tracer.actions.administration.cases import make_case
from tracer.casework.sessions.opening import open_session
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
    assert [box.label for box in at.text_input] == ["Find a case by name", "Name of the case"]
    assert not at.get("menu_button")


def test_the_case_in_the_address_opens_and_another_one_in_its_place(app, folder):
    at = app(folder, case="Grupul Exemplu")
    assert titles(at) == ["What needs me in this case?"]
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
    assert [box.label for box in at.text_input] == ["Find a case by name"]
    assert not at.get("file_uploader")


def test_screens_of_one_case_have_no_page_of_cases(app, sample_case):
    assert titles(app(sample_case)) == ["What needs me in this case?"]
    assert titles(app(sample_case, case="x")) == ["What needs me in this case?"]


def table(at, key="cases_recent"):
    return at.dataframe[0].value.set_index("Case")


def test_each_case_says_what_it_holds_and_what_is_overdue(app, folder):
    rows = table(app(folder))
    full, empty = rows.loc["Grupul Exemplu"], rows.loc["Salonul Inventat"]
    with open_session(
        Settings(folder / "Grupul Exemplu", Actor("Ana Proba", "owner"), "en"), read_only=True
    ) as session:
        accounts = len(session.graph().nodes_of_type("Account"))
        kept = sum(one.source.kept for one in session.store.sources() if one.source.kind == "bank")
    held = [full[name].strip() for name in ("Assets", "Accounts", "Bank rows")]
    assert held == ["41", f"{accounts}", f"{kept:,}"]
    assert full["Ends soon"].startswith("✕ ") and full["Ends soon"].endswith(" overdue")
    assert [empty[name].strip() for name in ("Assets", "Accounts", "Bank rows")] == ["0", "0", "0"]
    assert empty["Ends soon"] == "nothing due"


def test_a_case_that_does_not_open_says_why_and_breaks_nothing(app, folder):
    (folder / "Stricat").mkdir()
    (folder / "Stricat" / "case.sqlite").write_bytes(b"not a store")
    at = app(folder)
    assert not at.exception
    rows = table(at)
    assert rows.loc["Stricat", "Ends soon"] == "does not open: see below"
    assert rows.loc["Grupul Exemplu", "Assets"].strip() == "41"
    assert [said.value for said in at.warning if said.value.startswith("Stricat\\: ")]


def test_cases_are_found_by_name(app, folder):
    at = app(folder)
    at.text_input(key="cases_find").set_value("SALON").run()
    assert list(table(at).index) == ["Salonul Inventat"]
    at.text_input(key="cases_find").set_value("nothing").run()
    assert at.info[0].value == "No case is called like that."


def test_a_store_is_opened_again_only_after_it_was_written(app, folder, monkeypatch):
    opened = []
    count = case_counts.count_case
    monkeypatch.setattr(
        case_counts, "count_case", lambda settings: opened.append(settings.case.name) or count(settings)
    )
    at = app(folder)
    assert sorted(opened) == ["Grupul Exemplu", "Salonul Inventat"]
    at.run()
    assert len(opened) == 2
    store = folder / "Salonul Inventat" / "case.sqlite"
    os.utime(store, ns=(store.stat().st_atime_ns, store.stat().st_mtime_ns + 10**9))
    at.run()
    assert opened[2:] == ["Salonul Inventat"]


def test_an_administrator_sees_names_alone_and_no_case_is_opened(app, folder, monkeypatch):
    monkeypatch.setattr(case_counts, "count_case", lambda settings: pytest.fail("opened"))
    assert list(table(app(folder, role="administrator")).columns) == ["Last changed"]


def test_files_dropped_with_the_name_are_shown_in_the_case_before_anything_is_read(app, folder):
    at = app(folder)
    at.text_input(key="new_case_name").set_value("Ferma Fictivă")
    at.get("file_uploader")[0].set_value(("mai.csv", b"Data;Suma\r\n05.05.2024;1,00\r\n", "text/csv"))
    at.button[0].click().run()
    assert not at.exception
    assert open_case(at) == "Ferma Fictivă"
    assert titles(at) == ["Is everything read, and does it add up?"]
    assert [one for one in at.get("html") if "mai.csv" in one.proto.body]
    with open_session(Settings(folder / "Ferma Fictivă", Actor("Ana Proba", "owner"), "en")) as session:
        assert session.store.sources() == ()


def test_of_many_cases_the_last_changed_are_looked_into_and_the_others_when_asked(app, folder, monkeypatch):
    monkeypatch.setattr(case_list, "COUNTED", 1)
    at = app(folder)
    said = dict(table(at)["Ends soon"])
    assert said["Grupul Exemplu"] == "not looked into" and said["Salonul Inventat"] == "nothing due"
    at.toggle(key="cases_count_all").set_value(True).run()
    assert table(at).loc["Grupul Exemplu", "Ends soon"].endswith(" overdue")
