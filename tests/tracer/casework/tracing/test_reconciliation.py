"""Import, verify and tracing find the same breaks, and a red flag is never behind an ok."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest

from graph_schema.records.provenance import Source, digest_bytes
from tests.made_mappings import BERKA, IBAN_TABLE
from tracer.actions.files.check import verify_case
from tracer.analysis.tracing.ledgers.case_ledger import build_case_ledger
from tracer.intake.reports.reason_groups import Remark, group_by_reason

MONTHS = IBAN_TABLE | {
    "name": "lunar",
    "delimiter": ";",
    "columns": {"booking_date": "data", "amount": "suma", "balance": "sold"},
}


def red(flags):
    return sorted((flag["locator"], flag["template"], sorted(flag["params"].items())) for flag in flags)


@pytest.fixture
def imported(run, empty_case, tmp_path):
    """Import a table of days, amounts and balances into the case."""

    def read(name, *rows, **changes):
        (tmp_path / "m.json").write_text(json.dumps(MONTHS | changes), encoding="utf-8")
        (tmp_path / name).write_text("\n".join(["data;suma;sold", *rows, ""]), encoding="utf-8")
        options = ("--mapping", tmp_path / "m.json", "--account", "RO42INVT0000000000000001", "--json")
        return run("--case", empty_case, "import", tmp_path / name, *options)

    return read


def test_import_and_verify_agree_on_every_break_of_a_real_bank(run, empty_case, tmp_path, shared_data):
    expected = json.loads((shared_data / "expected" / "berka.json").read_text(encoding="utf-8"))
    (tmp_path / "berka.json").write_text(json.dumps(BERKA), encoding="utf-8")
    path = shared_data / "transfers" / "berka" / "trans.asc"
    ran = run("--case", empty_case, "import", path, "--mapping", tmp_path / "berka.json", "--json")
    verified = run("--case", empty_case, "verify", "--json")
    (file,) = ran.json["files"]
    told = [flag for flag in file["flags"] if flag["severity"] == "red"]
    assert red(told) == red(verified.json["flags"])
    breaks = sum(expected["breaks_by_date"].values())
    assert sum("at this row" in flag["template"] for flag in told) == breaks == 12
    assert (ran.code, verified.code, verified.json["result"]) == (1, 1, "look")


def test_import_verify_and_tracing_agree_on_the_sample_case(run, sample_case, session_of, sample, empty_case):
    mappings = [word for path in sample.mappings for word in ("--mapping", path)]
    ran = run("--case", empty_case, "import", *sample.files, *mappings, "--json")
    told = [*ran.json["flags"], *(f for file in ran.json["files"] for f in file["flags"] if f["severity"] == "red")]
    with session_of(sample_case) as session:
        report = verify_case(session)
        gaps = build_case_ledger(session.graph()).gaps
    assert red(told) == red([{"locator": f.locator, "template": f.template, "params": f.params} for f in report.flags])
    (gap,) = gaps
    params = {name: value for flag in report.flags for name, value in flag.params.items()}
    assert (str(gap.from_date), str(gap.to_date)) == (params["begin"], params["end"])
    assert f"{(gap.balance_minor - gap.expected_minor) / 100:.2f} RON" == params["difference"]


def test_a_sound_statement_holds_with_exit_0(run, imported, empty_case):
    assert imported("a.csv", "2024-01-01;10.00;10.00", "2024-01-31;5.00;15.00").code == 0
    ran = run("--case", empty_case, "verify")
    assert ran.code == 0
    assert "Result: the case holds.\n" in ran.out and "LOOK" not in ran.out


def test_jumps_that_cancel_are_told_by_verify_too(run, imported, empty_case):
    rows = ("2024-01-01;10.00;10.00", "2024-01-02;1.00;61.00", "2024-01-03;1.00;12.00")
    ran = imported("a.csv", *rows)
    checked = run("--case", empty_case, "verify", "--json")
    assert red(f for f in ran.json["files"][0]["flags"] if f["severity"] == "red") == red(checked.json["flags"])
    assert len(checked.json["flags"]) == 2
    assert (ran.code, checked.code) == (1, 1)


def test_hidden_fractions_within_the_tolerance_hold(run, imported, empty_case):
    constants = MONTHS["constants"] | {"balance_tolerance": "0.10"}
    assert imported("a.csv", "2024-01-01;10.00;10.00", "2024-01-31;5.00;15.07", constants=constants).code == 0
    assert run("--case", empty_case, "verify").code == 0


@pytest.mark.parametrize(
    ("first", "amounts", "count"),
    [("2024-02-01", ("5.00", "20.00"), 0), ("2024-02-01", ("5.00", "22.00"), 1), ("2024-02-03", ("5.00", "20.00"), 1)],
    ids=["meets", "opens elsewhere", "days missing"],
)
def test_the_import_of_a_later_file_says_where_it_does_not_meet(run, imported, empty_case, first, amounts, count):
    assert imported("ian.csv", "2024-01-01;10.00;10.00", "2024-01-31;5.00;15.00").code == 0
    amount, balance = amounts
    ran = imported("feb.csv", f"{first};{amount};{balance}")
    assert (len(ran.json["flags"]), ran.code) == (count, min(count, 1))
    checked = run("--case", empty_case, "verify", "--json").json
    assert red(checked["flags"]) == red(ran.json["flags"])
    assert checked["result"] == ("look" if count else "holds")


def test_statements_that_overlap_are_judged_by_their_rows(run, imported, empty_case):
    rows = ("2024-01-01;10.00;10.00", "2024-01-20;5.00;15.00", "2024-01-31;1.00;16.00")
    imported("a.csv", *rows)
    ran = imported("b.csv", "2024-01-20;5.00;15.00", "2024-01-31;1.00;16.00", "2024-02-05;1.00;17.00")
    assert ran.json["flags"] == []
    assert run("--case", empty_case, "verify").code == 0


def test_any_other_red_flag_of_an_import_is_looked_at(run, imported, empty_case, session_of):
    imported("a.csv", "2024-01-01;10.00;10.00")
    flag = {"severity": "red", "locator": "row:2", "template": "Something is wrong with {what}.", "what": "rândul"}
    digest = digest_bytes(b"")
    source = Source(digest, "b.xml", "register", "probă", "1", 1, "2024-01-01", 0, 0, 0)
    with session_of(empty_case) as session, session.store.transaction() as writer:
        writer.register_source(source, received="2026-01-01T00:00:00Z", actor="x", flags=[flag])
        session.log(writer, "import", digest, "rows=0 kept=0 rejected=0")
    (empty_case / "sources" / digest).write_bytes(b"")
    with session_of(empty_case) as session:
        report = verify_case(session)
    told = [(flag.check, flag.file, flag.params) for flag in report.flags]
    assert told == [("flags", "b.xml", {"what": "rândul"})]
    assert {line.name: line.result for line in report.checks}["flags"] == "look"


def test_every_flag_is_in_the_csv_and_nothing_in_it_runs(run, imported, empty_case, tmp_path):
    rows = [f"2024-01-{day:02d};1.00;{day * 2}.00" for day in range(1, 20)]
    ran = imported("=a.csv", *rows)
    kept = ran.json["files"][0]["flags"]
    again = run("--case", empty_case, "import", tmp_path / "=a.csv", "--flags", tmp_path / "f")
    (path,) = (tmp_path / "f").glob("*.flags.csv")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head, *lines = csv.reader(stream)
    assert head == ["file", "place", "severity", "reason", "values"]
    assert len(lines) == len(kept) == 19
    assert {line[0] for line in lines} == {"'=a.csv"}
    assert lines[0][1:4] == [
        "row:3",
        "red",
        "The balance at this row differs by 1.00 RON from the balance before it and the rows between: rows are missing or "
        "wrong. Ask the bank for the complete statement.",
    ]
    assert "  !! 18 times, first row:3: The balance at this row" in again.out and "more" not in again.out
    run("--case", empty_case, "verify", "--flags", tmp_path / "v")
    with (tmp_path / "v" / "verify.flags.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [line[1:] for line in csv.reader(stream)][1:] == [line[1:] for line in lines]


def test_reasons_are_counted_red_first():
    told = [Remark("amber", "row:1", "a"), Remark("red", "row:2", "b"), Remark("amber", "row:3", "a")]
    groups = group_by_reason(told)
    assert [(group.count, group.first) for group in groups] == [(1, told[1]), (2, told[0])]
    assert group_by_reason([replace(told[0], severity="red"), told[0]])[0].count == 1
