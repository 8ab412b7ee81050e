"""Which case, which person, which language: options, then the environment, then what harms nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_schema.errors import WrongUse
from tracer.settings import current_settings, read_settings
from tracer.wording.language import find_language

FULL = {"TRACER_STORE": "dosar", "TRACER_ROLE": "supervisor", "TRACER_USER": "Ana Inventată", "TRACER_LANG": "ro"}


def test_options_win_over_the_environment() -> None:
    told = read_settings(FULL, case="alt", role="prosecutor", language="en")
    assert (told.case, told.actor.role, told.actor.name, told.language) == (
        Path("alt"),
        "prosecutor",
        "Ana Inventată",
        "en",
    )


def test_the_environment_wins_over_what_is_assumed() -> None:
    told = read_settings(FULL)
    assert (told.case, told.actor.role, told.actor.name, told.language) == (
        Path("dosar"),
        "supervisor",
        "Ana Inventată",
        "ro",
    )


def test_without_anything_the_case_lies_here_and_belongs_to_whoever_is_at_work() -> None:
    told = read_settings({})
    assert (told.case, told.actor.role, told.language) == (Path("tracer-case"), "owner", "en")
    assert told.actor.name


@pytest.mark.parametrize("empty", ["", None])
def test_an_empty_option_is_none(empty: str | None) -> None:
    assert read_settings(FULL, case=empty, role=empty, language=empty) == read_settings(FULL)


@pytest.mark.parametrize("environ", [{"TRACER_STORE": "", "TRACER_ROLE": "", "TRACER_LANG": ""}, {}])
def test_an_empty_variable_is_none(environ: dict[str, str]) -> None:
    told = read_settings(environ | {"TRACER_USER": "x"})
    assert (told.case, told.actor.role, told.language) == (Path("tracer-case"), "owner", "en")


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({"LANG": "ro_RO.UTF-8"}, "ro"),
        ({"LANG": "RO"}, "ro"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LC_MESSAGES": "ro_RO", "LANG": "en_GB"}, "ro"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "ro_RO.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "C", "LANG": "ro_RO"}, "en"),
        ({"LANG": "rof_TZ"}, "en"),
        ({"TRACER_LANG": "en", "LANG": "ro_RO"}, "en"),
    ],
)
def test_the_language_of_the_machine_counts_last_and_in_its_own_order(environ: dict[str, str], code: str) -> None:
    assert read_settings(environ | {"TRACER_USER": "x"}).language == code


@pytest.mark.parametrize("role", ["judge", "Owner", "owner ", "prosecutor,owner"])
def test_an_unknown_role_is_refused_with_those_there_are(role: str) -> None:
    for told in ({"role": role}, {}):
        with pytest.raises(WrongUse, match="words in brackets") as refused:
            read_settings({"TRACER_ROLE": role}, **told)
        assert "financial investigator (investigator), prosecutor (prosecutor)" in str(refused.value)
        romanian = find_language("ro").error(refused.value)
        assert "investigator financiar (investigator), procuror (prosecutor), supervizor (supervisor)" in romanian
        assert romanian.endswith("administrator (administrator), titular al cazului (owner).")


@pytest.mark.parametrize("code", ["fr", "RO", "ro_RO"])
def test_an_unknown_language_is_refused_with_those_there_are(code: str) -> None:
    for told in ({"language": code}, {}):
        with pytest.raises(WrongUse, match=r"Languages are en, ro"):
            read_settings({"TRACER_LANG": code}, **told)


SERVER = "neo4j://ana@server.example/dosar"


@pytest.mark.parametrize("name", ["store", "TRACER_STORE"])
def test_a_case_on_a_server_keeps_its_files_in_a_folder(name: str) -> None:
    environ, told = ({"TRACER_STORE": SERVER}, {}) if name == "TRACER_STORE" else ({}, {"store": SERVER})
    environ["TRACER_FILES"] = "fisiere"
    assert read_settings(environ, **told).store == SERVER
    assert read_settings(environ, case="alt", **told).case == Path("alt")
    assert read_settings(environ, **told).case == Path("fisiere")
    assert read_settings({**environ, "TRACER_FILES": ""}, **told).case == Path("tracer-case")


def test_a_folder_holds_store_and_files_alike() -> None:
    for told in (
        read_settings(FULL),
        read_settings({"TRACER_FILES": "x"}, store="dosar"),
        read_settings({}, case="dosar"),
    ):
        assert (told.case, told.store) == (Path("dosar"), None)


def test_an_option_for_a_folder_wins_over_a_server_of_the_environment() -> None:
    told = read_settings({"TRACER_STORE": SERVER}, store="dosar")
    assert (told.case, told.store) == (Path("dosar"), None)


def test_two_folders_for_one_case_are_refused() -> None:
    with pytest.raises(WrongUse, match="Name one"):
        read_settings({}, case="dosar", store="alt")
    with pytest.raises(WrongUse, match="--store"):
        read_settings({}, case=SERVER)


@pytest.mark.parametrize("told", [{"store": "neo4j://ana:parola1234@srv"}, {}])
def test_an_address_with_a_password_is_refused_and_kept_nowhere(told: dict[str, str]) -> None:
    with pytest.raises(WrongUse, match="holds a password") as refused:
        read_settings({"TRACER_STORE": "bolt://ana:parola1234@srv"}, **told)
    assert "parola1234" not in str(refused.value)
    with pytest.raises(WrongUse, match="holds a password"):
        read_settings({}).at("bolt://ana:parola1234@srv")


@pytest.mark.parametrize("told", [{"store": "http://x"}, {"case": "http://x"}, {}])
def test_an_address_of_another_kind_is_not_taken_for_a_folder(told: dict[str, str]) -> None:
    with pytest.raises(WrongUse, match="begins with http://: name a folder"):
        read_settings({"TRACER_STORE": "" if told else "http://x"}, **told)
    with pytest.raises(WrongUse, match="begins with sqlite:: name a folder"):
        read_settings({}).at("sqlite:caz.db")


def test_the_same_person_goes_to_another_case() -> None:
    here = read_settings(FULL)
    there = here.at(SERVER)
    assert (there.case, there.store, there.actor, there.language) == (Path("dosar"), SERVER, here.actor, "ro")
    assert there.at("alt") == here.at("alt")
    assert (there.at("alt").case, there.at("alt").store) == (Path("alt"), None)


def test_the_process_is_asked_for_its_own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in FULL.items():
        monkeypatch.setenv(name, value)
    assert current_settings(case="alt") == read_settings(FULL, case="alt")
