"""A person marks a transfer, a payer, an opening balance: on record once, refused with the remedy, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).parents[2] / "results" / "schemas"


@pytest.fixture(scope="module")
def receipts(session_of, sample_case):
    """Receipts of one account with an opening balance: (account, rows by name alone)."""
    with session_of(sample_case) as session:
        graph, built = session.graph(), session.ledger()
        rows = graph.transfers.to_pylist()
        for (name, currency), opening in sorted(built.openings.items()):
            own = [row for row in rows if row["credit_account"] == name and row["credit_currency"] == currency]
            named = [row for row in own if row["debit_account"] is None and row["counterparty_name"]]
            if named and opening > 0 and not set(built.origins) & {row["transfer_id"] for row in own}:
                return name, named, opening
    raise AssertionError("the sample has such an account")


def received(run, case, account):
    return [
        sum_["lower_minor"]
        for sum_ in run("--case", case, "trace", account, "--method", "fifo", "--method", "libr", "--json").json[
            "accounts"
        ][0]["received"]
    ]


def test_one_transfer_by_id_or_by_day_and_row_once_and_taken_back(run, case, receipts, digest_of):
    account, rows, _ = receipts
    row = rows[0]
    before = received(run, case, account)
    first = run("--case", case, "mark", "--transfer", row["transfer_id"], "--reason", "probă", "--json")
    schema = json.loads((SCHEMAS / "mark.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(json.loads(first.out))
    assert (first.code, first.json["status"], first.json["mark"]["covers"]) == (0, "recorded", "transfer")
    assert first.json["mark"]["sums"] == [[row["credit_currency"], row["credit_minor"]]]
    digest = digest_of(case)
    place = ("--date", row["value_date"].isoformat(), "--row", row["credit_locator"])
    again = run("--case", case, "mark", account, *place, "--reason", "altă probă", "--json")
    assert (again.json["status"], again.json["mark"]["event"]) == ("known", first.json["mark"]["event"])
    assert again.json["digest"] == first.json["digest"]
    assert digest_of(case) == digest
    assert [after - then for after, then in zip(received(run, case, account), before, strict=True)] == [
        row["credit_minor"]
    ] * 2
    listed = run("--case", case, "marks", "--json").json["marks"]
    (line,) = [one for one in listed if one["event"] == first.json["mark"]["event"]]
    assert (line["author"], line["reason"], line["receipts"], line["met"]) == ("Ana Proba", "probă", 1, True)
    assert line["evidence"]
    assert run("--case", case, "revoke", line["event"], "--reason", "greșeală").code == 0
    assert received(run, case, account) == before
    assert line["event"] not in run("--case", case, "marks").out
    renewed = run("--case", case, "mark", "--transfer", row["transfer_id"], "--reason", "din nou", "--json")
    assert renewed.json["status"] == "recorded"
    second = ("mark", "--transfer", row["transfer_id"], "--reason", "a doua", "--key", "2", "--json")
    assert [run("--case", case, *second).json["status"] for _ in range(2)] == ["recorded", "known"]


def test_a_payer_without_an_account_is_marked_by_name(run, case, receipts):
    account, rows, _ = receipts
    name = rows[0]["counterparty_name"]
    wanted = sum(row["credit_minor"] for row in rows if row["counterparty_name"] == name)
    ran = run("--case", case, "mark", account, "--counterparty", name.upper(), "--reason", "probă", "--json")
    assert (ran.json["mark"]["covers"], [minor for _, minor in ran.json["mark"]["sums"]]) == ("payer", [wanted])
    unknown = run("--case", case, "mark", account, "--counterparty", "Nimeni Inexistent", "--reason", "probă")
    assert unknown.code == 2
    assert "Payers without an account are: " in unknown.err


def test_a_payer_with_an_account_is_marked_by_it(run, case, session_of):
    with session_of(case) as session:
        graph = session.graph()
        rows = graph.transfers.to_pylist()
        payer, account = next(
            (row["debit_account"], row["credit_account"])
            for row in rows
            if None not in (row["debit_account"], row["credit_account"])
            and row["debit_account"] != row["credit_account"]
        )
        number = graph.nodes[payer].props["number"]
    ran = run("--case", case, "mark", account, "--counterparty", number, "--reason", "probă", "--json")
    assert ran.json["mark"]["detail"] == payer
    assert ran.json["mark"]["receipts"] > 0


def test_an_opening_balance_is_marked_in_part_and_never_above_it(run, case, receipts, digest_of):
    account, _, opening = receipts
    held = run("--case", case, "trace", account, "--method", "libr", "--json").json["accounts"][0]["held"]
    before = digest_of(case)
    above = run(
        "--case", case, "mark", account, "--opening", "--amount", f"{opening // 100 + 1}.00", "--reason", "probă"
    )
    assert above.code == 2
    assert "up to" in above.err and "cannot be marked" in above.err
    assert digest_of(case) == before
    part = ("--opening", "--amount", "100.00")
    first = run("--case", case, "mark", account, *part, "--reason", "probă", "--json").json
    again = run("--case", case, "mark", account, *part, "--reason", "probă", "--json").json
    assert (first["status"], again["status"], first["mark"]["covers"]) == ("recorded", "known", "opening")
    other = run("--case", case, "mark", account, "--opening", "--amount", "90.00", "--reason", "probă")
    assert other.code == 2
    assert f"tracer revoke {first['mark']['event']}" in other.err
    second = run("--case", case, "mark", account, *part, "--reason", "probă", "--key", "2")
    assert second.code == 2
    assert "one mark of a label" in second.err
    keyed = ("mark", account, "--opening", "--label", "other", "--reason", "probă", "--key", "k", "--json")
    rest, lost = run("--case", case, *keyed).json, run("--case", case, *keyed).json
    assert (rest["status"], lost["status"], lost["digest"]) == ("recorded", "known", rest["digest"])
    assert [minor for _, minor in rest["mark"]["sums"]] == [opening - 10_000]
    full = run("--case", case, "mark", account, "--opening", "--label", "third", "--reason", "probă")
    assert full.code == 2
    after = run("--case", case, "trace", account, "--method", "libr", "--json").json["accounts"][0]["held"]
    assert after[0]["lower_minor"] >= held[0]["lower_minor"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--opening", "--transfer", "tra-x"), "in exactly one way"),
        (("--kind", "card", "--opening"), "in exactly one way"),
        (("--amount", "5.00"), "in exactly one way"),
        (("--transfer", "tra-x"), "tra-x"),
        (("--date", "1999-01-01", "--amount", "5.00"), "no receipt"),
        (("--label", "CREDIT"), "kept for the program"),
        (("--label", "UNKNOWN"), "kept for the program"),
        (("--opening", "--currency", "USD"), "no statement"),
        (("--opening", "--amount", "1e9"), "'1e9' is not an amount in RON; expected digits"),
        (
            ("--date", "1999-01-01", "--currency", "RON", "--amount", "1.000,50"),
            "is not an amount in RON; expected digits",
        ),
    ],
)
def test_what_cannot_be_marked_is_refused(run, case, receipts, digest_of, arguments, told):
    before = digest_of(case)
    ran = run("--case", case, "mark", receipts[0], *arguments, "--reason", "probă")
    assert ran.code == 2
    assert told in ran.err
    assert digest_of(case) == before


def test_a_day_with_several_receipts_names_them(run, case, receipts, session_of):
    account, _, _ = receipts
    with session_of(case) as session:
        days = {}
        for row in session.graph().transfers.to_pylist():
            if row["credit_account"] == account and row["debit_account"] != account:
                days.setdefault(row["value_date"], []).append(row["transfer_id"])
    day, names = next((day, names) for day, names in days.items() if len(names) > 1)
    ran = run("--case", case, "mark", account, "--date", day, "--reason", "probă")
    assert ran.code == 2
    assert all(name in ran.err for name in names[:8])


def test_a_payment_that_goes_out_is_no_receipt(run, case, session_of):
    with session_of(case) as session:
        name = next(
            row["transfer_id"] for row in session.graph().transfers.to_pylist() if row["credit_account"] is None
        )
    ran = run("--case", case, "mark", "--transfer", name, "--reason", "probă")
    assert ran.code == 2
    assert "brings no new money" in ran.err


def test_marks_in_json_are_whole_numbers(run, case, receipts):
    ran = run("--case", case, "mark", receipts[0], "--opening", "--amount", "0.01", "--reason", "probă", "--json")
    assert json.loads(ran.out, parse_float=lambda text: pytest.fail(text))["result"]["mark"]["sums"][0][1] == 1
