"""A protected person is protected even if the row that says so differs in a title, or is rejected."""

from __future__ import annotations

import csv

import pytest

from graph_schema.codes.roles import PROTECTED_ROLES
from tests.tracer.actions.conftest import PERSONS, PERSONS_MAPPING, write_table

MARIA = "4990401702011"


def load(run, case, folder, *rows, options=()):
    table, mapping = write_table(folder, "persons", [PERSONS, *rows], PERSONS_MAPPING)
    return run("--case", case, "import", table, "--mapping", mapping, *options)


def row(name="Maria Ionesc", cnp=MARIA, role="parte civilă", title="Dosar", day="01.01.2024"):
    return ("1/P/2024", name, cnp, role, day, title)


ION = ("1/P/2024", "Ion Popescu", "3820314701012", "suspect", "01.01.2024", "Dosar privind pe Maria Ionesc")


def test_a_title_that_differs_between_rows_rejects_no_person(run, empty_case, tmp_path, session_of):
    ran = load(run, empty_case, tmp_path, ION, row(), options=("--json",))
    (file,) = ran.json["files"]
    assert (ran.code, file["kept"], file["rejected"]) == (0, 2, 0)
    (flag,) = file["flags"]
    assert (flag["severity"], flag["locator"], flag["params"]["first"]) == ("amber", "row:3", "row:2")
    assert "Maria" not in ran.out
    with session_of(empty_case) as opened:
        assert [person.role for person in opened.veil().persons] == ["civil_party"]
    assert "Maria" not in run("--case", empty_case, "find", "1/P/2024").out


@pytest.mark.parametrize(
    "bad", [row(day="31.02.2024"), row(role="partea vătămată"), row(cnp="", day="2024-99-99")],
    ids=["wrong day", "unknown role", "no number"],
)  # fmt: skip
def test_a_rejected_row_with_a_protected_role_is_red_and_its_names_are_veiled(run, empty_case, tmp_path, bad):
    folder = tmp_path / "rejected"
    ran = load(run, empty_case, tmp_path, ION, bad, options=("--rejected", folder, "--flags", folder))
    assert ran.code == 1
    assert "!! row:3: The row is rejected, and" in ran.out
    written = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert next(csv.reader(written.splitlines()))
    digest = run("--case", empty_case, "sources", "--json").json[0]["digest"]
    told = [ran.out, written, run("--case", empty_case, "row", digest, "row:3").out,
            run("--case", empty_case, "row", digest, "row:2").out, run("--case", empty_case, "verify").out,
            run("--case", empty_case, "find", "1/P/2024").out]  # fmt: skip
    assert not [text for text in told if "Maria" in text or MARIA in text]
    assert run("--case", empty_case, "verify").code == 1
    assert run("--case", empty_case, "find", "Maria").out == run("--case", empty_case, "find", "Qwzx").out.replace(
        "Qwzx", "Maria"
    )


def test_a_file_that_is_refused_or_only_tried_veils_the_names_too(run, empty_case, tmp_path):
    for options in ((), ("--dry-run",)):
        ran = load(run, empty_case, tmp_path, row(day="31.02.2024"), options=(*options, "--json"))
        assert ran.code == 1
        assert "Maria" not in ran.out and MARIA not in ran.out
        (file,) = ran.json["files"]
        assert [flag["severity"] for flag in file.get("report", file)["flags"]] == ["red"]


def test_a_rejected_row_without_protection_is_no_such_flag(run, empty_case, tmp_path):
    ran = load(run, empty_case, tmp_path, ION, row(role="suspect", day="31.02.2024"), options=("--json",))
    (file,) = ran.json["files"]
    assert (file["rejected"], file["flags"]) == (1, [])


def test_once_the_row_is_corrected_there_is_one_pseudonym(run, empty_case, tmp_path, session_of):
    load(run, empty_case, tmp_path, ION, row(day="31.02.2024"))
    later = tmp_path / "later"
    later.mkdir()
    assert load(run, empty_case, later, row(title="")).code == 0
    with session_of(empty_case) as opened:
        (person,) = opened.veil().persons
        assert opened.veil().text(f"Maria Ionesc {MARIA}") == " ".join([opened.veil().pseudonym(person.id)] * 2)


WORDS = {code: word for word, code in PERSONS_MAPPING["codes"]["role"].items()}


@pytest.mark.parametrize("role", sorted(PROTECTED_ROLES | {"minor"}))
def test_every_protected_role_is_accepted(run, empty_case, tmp_path, session_of, role):
    assert load(run, empty_case, tmp_path, row(role=WORDS[role])).code == 0
    with session_of(empty_case) as opened:
        assert [person.role for person in opened.veil().persons] == [role]
