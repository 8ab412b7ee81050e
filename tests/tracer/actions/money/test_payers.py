"""A protected payer: by pseudonym all her receipts; by real name or number, what a stranger gets."""

from __future__ import annotations

import pytest

from graph_schema.records.identity import account_id, person_id
from tests.tracer.actions.conftest import (
    CNP,
    HERS,
    LEDGER,
    LEDGER_MAPPING,
    NAME,
    OWN,
    SPELLINGS,
    STRANGE,
    ledger_row,
    write_table,
)

REAL = (NAME, *SPELLINGS, "Vasiliu Marioara", CNP, HERS, f"{HERS[:4]} {HERS[4:]}", account_id(HERS),
        person_id(cnp=CNP, source="", local=""))  # fmt: skip


@pytest.fixture
def pseudonym(victim_case, session_of):
    with session_of(victim_case.folder) as opened:
        (person,) = opened.veil().persons
        return opened.veil().pseudonym(person.id)


def mark(run, victim_case, payer, *options, role="investigator"):
    return run("--case", victim_case.folder, "--role", role, "mark", OWN, "--counterparty", payer, "--reason", "probă",
               *options)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_a_real_name_or_number_is_answered_as_a_strangers_is(run, victim_case, session_of, digest_of, lang):
    before = digest_of(victim_case.folder)
    for real in REAL:
        stranger = STRANGE if real[:4] in (HERS[:4], CNP[:4]) else "Zenovia Qwzx"
        told, other = (
            run("--case", victim_case.folder, "--role", "investigator", "--lang", lang, "mark", OWN, "--counterparty",
                payer, "--reason", "probă")
            for payer in (real, stranger)
        )  # fmt: skip
        assert (told.code, told.out, told.err.replace(real, "*")) == (2, "", other.err.replace(stranger, "*")), real
        assert real in told.err
    assert digest_of(victim_case.folder) == before
    with session_of(victim_case.folder) as opened:
        deeds = [entry.audit_event for entry in opened.store.access_log()]
    tried = [deed for deed in deeds if deed.detail == f"counterparty not found length={len(NAME)}"]
    assert tried and {(deed.action, deed.subject, deed.reason) for deed in tried} == {
        ("mark", account_id(OWN), "probă")
    }


def test_a_pseudonym_means_all_her_receipts_in_every_spelling(run, victim_case, pseudonym):
    """6 spellings without an account, 500.00, and 500.00 from her account."""
    listed = mark(run, victim_case, "Zenovia Qwzx").err
    assert listed.count(pseudonym) == 1
    ran = mark(run, victim_case, pseudonym, "--json")
    line = ran.json["mark"]
    assert (line["covers"], line["sums"], line["receipts"]) == ("payer", [["RON", 100_000]], 7)
    assert line["detail"] == pseudonym
    report = run("--case", victim_case.folder, "trace", OWN, "--method", "fifo", "--json").json
    assert [part["lower_minor"] for part in report["accounts"][0]["received"]] == [100_000]
    again = mark(run, victim_case, pseudonym.upper(), "--json")
    assert again.json["status"] == "known"
    assert not [real for real in REAL if real in ran.out + run("--case", victim_case.folder, "marks", "--json").out]


def test_a_later_spelling_is_hers_too(run, victim_case, pseudonym):
    assert mark(run, victim_case, pseudonym).code == 0
    rows = [LEDGER, ledger_row("2024-02-02", 70, 200, cpn="TIRLEA VASILIU Marioara")]
    table, mapping = write_table(victim_case.files, "later", rows, LEDGER_MAPPING)
    run("--case", victim_case.folder, "import", table, "--mapping", mapping)
    (line,) = run("--case", victim_case.folder, "marks", "--json").json["marks"]
    assert (line["receipts"], line["sums"]) == (8, [["RON", 107_000]])


@pytest.mark.parametrize("real", REAL)
def test_who_may_unveil_marks_by_the_real_name_on_record(run, victim_case, session_of, pseudonym, real):
    ran = mark(run, victim_case, real, "--json", role="prosecutor")
    assert (ran.code, ran.json["mark"]["sums"], ran.json["mark"]["detail"]) == (0, [["RON", 100_000]], pseudonym)
    with session_of(victim_case.folder) as opened:
        deeds = [entry.audit_event for entry in opened.store.access_log()]
        (person,) = opened.veil().persons
    assert [(deed.action, deed.subject, deed.reason) for deed in deeds if deed.action.startswith("unveil")] == [
        ("unveil", "", "probă"), ("unveiled", person.id, "probă"),
    ]  # fmt: skip


def test_a_stranger_is_marked_without_lifting_the_veil(run, victim_case, session_of):
    ran = mark(run, victim_case, "STRAINU Dan", "--json", role="prosecutor")
    assert ran.json["mark"]["sums"] == [["RON", 3_000]]
    with session_of(victim_case.folder) as opened:
        assert not [e for e in opened.store.access_log() if e.audit_event.action.startswith("unveil")]


def test_an_earlier_mark_of_one_spelling_says_that_it_is_one(run, victim_case, session_of, pseudonym):
    """Marks of a name as written stay what they were; the pseudonym alone would promise all her receipts."""
    from tracer.actions.decisions import new_event, record_decision

    with session_of(victim_case.folder) as opened:
        props = {"label": "proceeds", "counterparty_name": SPELLINGS[0], "reason": "probă"}
        event = new_event(opened, "ProceedsMarked", account_id(OWN), props)
        record_decision(opened, right="decide", action="mark", reason="probă", events=[event])
    (line,) = run("--case", victim_case.folder, "marks", "--json").json["marks"]
    assert line["detail"] == f"{pseudonym} (one spelling of the name)"
    assert line["sums"] == [["RON", 20_000]]


def test_a_name_beside_hers_is_a_payer_of_its_own(run, victim_case, pseudonym):
    rows = [LEDGER, ledger_row("2024-02-02", 70, 200, cpn="Mărioara Vasiliu și Dan Străinu")]
    table, mapping = write_table(victim_case.files, "later", rows, LEDGER_MAPPING)
    run("--case", victim_case.folder, "import", table, "--mapping", mapping)
    shown = f"{pseudonym} și Dan Străinu"
    assert shown in mark(run, victim_case, "Zenovia Qwzx").err
    assert mark(run, victim_case, shown, "--json").json["mark"]["sums"] == [["RON", 7_000]]
    assert mark(run, victim_case, "Mărioara Vasiliu și Dan Străinu").code == 2
    line = mark(run, victim_case, pseudonym, "--json").json["mark"]
    assert (line["sums"], line["beside"]) == ([["RON", 100_000]], [shown])


def test_no_row_of_the_statement_shows_a_part_of_her_name_or_number(run, victim_case, session_of):
    with session_of(victim_case.folder) as opened:
        digest = next(digest for digest, name in opened.source_names().items() if name == "statement.csv")
    told = "".join(run("--case", victim_case.folder, "row", digest, f"row:{place}").out for place in range(2, 11))
    assert "Dan Străinu" in told
    assert not [part for part in ("VASILIU", "V-a-s", HERS[-10:], "4990401", "Vasiliu", "Tirlea") if part in told]
