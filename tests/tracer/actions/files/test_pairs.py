"""A weekend payment from files to figure: joined by rule, suggested, decided, taken apart, and never counted twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_schema.errors import NotFound, WrongUse
from graph_schema.records.identity import account_id
from importers.declaration import Declaration
from tests.made_mappings import IBAN_TABLE
from tracer.access.roles import NotAllowed
from tracer.actions.case_graph.explore import open_node
from tracer.actions.case_graph.picture import draw_nodes, expand, transfers_between
from tracer.actions.decisions import revoke
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import import_files, retract_source
from tracer.actions.files.pairs import PairList, join_pair, keep_pair_apart, list_pairs
from tracer.actions.money.mark import mark_receipts
from tracer.actions.money.trace import TracedSum, trace_subject
from tracer.casework.sessions.session import Session

ALFA, BETA = "RO49AAAA1B31007593840000", "RO66BACX0000001234567890"
A, B = account_id(ALFA), account_id(BETA)
HEAD = "iban,booked,valued,amount,balance,other,name,ref,text\n"
MAPPING = IBAN_TABLE | {
    "columns": IBAN_TABLE["columns"]
    | {
        "booking_date": "booked",
        "value_date": "valued",
        "balance": "balance",
        "counterparty_name": "name",
        "description": "text",
    }
}
METHODS = ["fifo", "libr"]
MARCH = Declaration(from_date=date(2024, 3, 1), to_date=date(2024, 3, 31))


def csv_pair(folder: Path, *, other: str = BETA, first: str = "E2E-2024-77", second: str = "E2E-2024-77") -> list[Path]:
    """Alfa receives 1,000 on Friday and pays them on to Beta, where they arrive on Monday."""
    alfa = (
        f"{ALFA},2024-03-01,2024-03-01,1000.00,1000.00,,Client,,depunere\n"
        f"{ALFA},2024-03-01,2024-03-01,-1000.00,0.00,{other},Beta,{first},plata\n"
    )
    beta = f"{BETA},2024-03-04,2024-03-04,1000.00,1000.00,,Alfa,{second},incasare\n"
    (folder / "alfa.csv").write_text(HEAD + alfa, encoding="utf-8")
    (folder / "beta.csv").write_text(HEAD + beta, encoding="utf-8")
    return [folder / "alfa.csv", folder / "beta.csv"]


def camt_pair(folder: Path) -> list[Path]:
    """The same as camt.053: the payee's bank names no account of the payer."""
    refs = "<Refs><EndToEndId>E2E-2024-77</EndToEndId></Refs>"
    named = f"<RltdPties><CdtrAcct><Id><IBAN>{BETA}</IBAN></Id></CdtrAcct></RltdPties>"
    alfa = _entry("CRDT", "2024-03-01", "") + _entry("DBIT", "2024-03-01", refs + named)
    files = []
    for name, iban, entries, closing in (
        ("alfa", ALFA, alfa, "0.00"),
        ("beta", BETA, _entry("CRDT", "2024-03-04", refs), "1000.00"),
    ):
        balances = "".join(
            f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='RON'>{sum_}</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
            f"<Dt><Dt>{day}</Dt></Dt></Bal>"
            for code, sum_, day in (("OPBD", "0.00", "2024-03-01"), ("CLBD", closing, "2024-03-31"))
        )
        text = (
            f"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt><Stmt><Id>{name}</Id>"
            f"<FrToDt><FrDtTm>2024-03-01T00:00:00</FrDtTm><ToDtTm>2024-03-31T00:00:00</ToDtTm></FrToDt>"
            f"<Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>RON</Ccy></Acct>{balances}{entries}</Stmt></BkToCstmrStmt>"
            "</Document>"
        )
        files.append(folder / f"{name}.xml")
        files[-1].write_text(text, encoding="utf-8")
    return files


def _entry(sign: str, day: str, details: str) -> str:
    return (
        f"<Ntry><Amt Ccy='RON'>1000.00</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt>"
        f"<ValDt><Dt>{day}</Dt></ValDt><NtryDtls><TxDtls>{details}</TxDtls></NtryDtls></Ntry>"
    )


@pytest.fixture
def opened(empty_case: Path, session_of: Callable[..., Any], tmp_path: Path) -> Any:
    """An empty case, opened, into which a pair of files goes; what Alfa receives is marked."""
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps(MAPPING), encoding="utf-8")

    def fill(session: Session, files: list[Path], *, whole: bool = True) -> Session:
        for path in files:
            declared = MARCH if whole and path.suffix == ".csv" else None
            report = import_files(session, [path], mappings=[mapping], declared=declared)
            assert [file.status for file in report.files] == ["imported"]
        mark_receipts(session, A, label="proceeds", reason="proba")
        return session

    with session_of(empty_case) as session:
        yield lambda files, **how: fill(session, files, **how)


def ends(sums: tuple[TracedSum, ...]) -> set[tuple[int, int]]:
    return {(found.lower_minor, found.upper_minor) for found in sums}


def held(session: Session) -> set[tuple[int, int]]:
    (account,) = trace_subject(session, B, METHODS).accounts
    assert ends(account.received) == ends(account.held)
    return ends(account.held)


@pytest.mark.parametrize("write", [csv_pair, camt_pair])
def test_a_weekend_payment_is_joined_by_rule_and_the_money_arrives(
    opened: Any, tmp_path: Path, write: Callable[[Path], list[Path]]
) -> None:
    session = opened(write(tmp_path))
    assert held(session) == {(1000_00, 1000_00)}
    found = list_pairs(session, state="joined")
    assert (found.open, found.joined, found.refused, found.total) == (0, 1, 0, 1)
    (pair,) = found.pairs
    assert (pair.decided_by, pair.days, pair.reasons[0]) == ("rule", 3, "same_reference")
    assert [row.account for row in (pair.first, pair.second)] == [ALFA, BETA]
    assert [len(row.evidence) for row in (pair.first, pair.second)] == [1, 1]


def test_where_no_statement_covers_the_weekend_the_pair_is_open_and_the_sum_an_interval(
    opened: Any, tmp_path: Path
) -> None:
    session = opened(csv_pair(tmp_path), whole=False)
    assert held(session) == {(0, 1000_00)}
    (pair,) = list_pairs(session).pairs
    assert (pair.reasons[0], pair.doubts) == ("same_reference", ("days_apart", "days_not_covered", "account_open"))


def test_no_screen_counts_the_payment_twice(opened: Any, tmp_path: Path) -> None:
    session = opened(csv_pair(tmp_path))
    (line,) = [line for line in draw_nodes(session, [A, B]).lines if line.type == "Transfer"]
    assert (line.tail, line.head, line.count, line.sum_minor) == (A, B, 1, 1000_00)
    (row,) = transfers_between(session, A, B)
    assert (row["debit_locator"], row["credit_locator"]) == ("row:3", "row:2")
    assert ("Transfer", "in", 1) in open_node(session, B).neighbours
    assert {point.id for point in expand(session, B).points} == {A, B}


def test_what_a_rule_joined_a_person_takes_apart_and_joins_again(opened: Any, tmp_path: Path) -> None:
    session = opened(csv_pair(tmp_path))
    (pair,) = list_pairs(session, state="joined").pairs

    assert keep_pair_apart(session, pair.id, "două plăți").status == "imported"
    assert held(session) == {(0, 1000_00)}
    (apart,) = list_pairs(session, state="refused").pairs
    assert (apart.id, apart.decided_by, apart.reason) == (pair.id, "Ana Proba", "două plăți")

    assert keep_pair_apart(session, pair.id, "încă o dată").status == "known"
    before = len(session.store.events())
    assert join_pair(session, pair.id, "extras verificat").status == "imported"
    assert [kept.event.type for kept in session.store.events(type_="Revoked")] == ["Revoked"]
    assert len(session.store.events()) == before + 2
    assert held(session) == {(1000_00, 1000_00)}
    (again,) = list_pairs(session, state="joined").pairs
    assert (again.decided_by, again.decided_on) == ("Ana Proba", session.today())
    assert join_pair(session, pair.id, "x").status == "known"


def test_a_suggestion_shows_the_sums_with_and_without_and_says_so(opened: Any, tmp_path: Path) -> None:
    session = opened(csv_pair(tmp_path, second="BANCA-19"))
    assert held(session) == {(0, 1000_00)}
    cautions = [c.params for c in trace_subject(session, B, METHODS).cautions if "may be one payment" in c.template]
    assert {(c["count"], c["method"]) for c in cautions} == {("1", "fifo"), ("1", "libr")}
    assert len(cautions) == 4
    (check,) = [check for check in verify_case(session).checks if check.name == "pairs"]
    assert (check.result, check.params) == ("look", {"count": "1"})

    (pair,) = list_pairs(session).pairs
    join_pair(session, pair.id, "aceeași plată")
    assert held(session) == {(1000_00, 1000_00)}
    assert not [c for c in trace_subject(session, B, METHODS).cautions if "may be one payment" in c.template]
    assert [check.result for check in verify_case(session).checks if check.name == "pairs"] == ["holds"]


def test_a_decision_is_revoked_like_any_other(opened: Any, tmp_path: Path) -> None:
    session = opened(csv_pair(tmp_path, second="BANCA-19"))
    (pair,) = list_pairs(session).pairs
    join_pair(session, pair.id, "aceeași plată")
    (decision,) = session.store.events(type_="PaymentsJoined")
    assert decision.event.subject == A
    revoke(session, decision.event.id, "greșit")
    assert (list_pairs(session).total, list_pairs(session, state="joined").total) == (1, 0)


def test_a_decision_needs_a_right_a_reason_and_a_pair(
    opened: Any, tmp_path: Path, empty_case: Path, session_of: Callable[..., Any]
) -> None:
    session = opened(csv_pair(tmp_path, second="BANCA-19"))
    (pair,) = list_pairs(session).pairs
    with pytest.raises(WrongUse):
        join_pair(session, pair.id, "  ")
    with pytest.raises(NotFound):
        join_pair(session, "pay-0", "x")
    with session_of(empty_case, "supervisor") as other:
        for act in (list_pairs, lambda s: join_pair(s, pair.id, "x"), lambda s: keep_pair_apart(s, pair.id, "x")):
            with pytest.raises(NotAllowed):
                act(other)
    assert list_pairs(session).open == 1


def test_decisions_are_logged(opened: Any, tmp_path: Path) -> None:
    session = opened(csv_pair(tmp_path, second="BANCA-19"))
    (pair,) = list_pairs(session).pairs
    join_pair(session, pair.id, "x")
    keep_pair_apart(session, pair.id, "y")
    assert [entry.audit_event.action for entry in session.store.log()][-2:] == ["join", "keep-apart"]


def test_a_list_comes_in_pages(opened: Any, tmp_path: Path) -> None:
    session = opened(csv_pair(tmp_path, second="BANCA-19"))
    assert [len(list_pairs(session, offset=offset).pairs) for offset in (0, 1)] == [1, 0]
    found: PairList = list_pairs(session, limit=1)
    assert (found.total, found.offset) == (1, 0)


def test_an_account_named_without_its_bank_is_the_account(opened: Any, tmp_path: Path) -> None:
    session = opened(csv_pair(tmp_path, other="1234567890", second="BANCA-19"))
    (pair,) = list_pairs(session).pairs
    assert pair.reasons == ("payee_number",)


@pytest.mark.parametrize("decide", [join_pair, keep_pair_apart])
def test_after_its_file_is_retracted_a_decision_about_a_bare_number_lets_no_rule_join_another_row(
    opened: Any, tmp_path: Path, decide: Any
) -> None:
    """Two accounts end with the number that Alfa's bank names; once one is gone, the number seems to mean the other."""
    other = "RO88INVT0000001234567890"
    files = csv_pair(tmp_path, other="1234567890", first="", second="")
    gama = tmp_path / "gama.csv"
    gama.write_text(f"{HEAD}{other},2024-03-01,2024-03-01,1000.00,1000.00,{ALFA},Alfa,E2E-2024-77,incasare\n")
    alfa = files[0].read_text(encoding="utf-8")
    files[0].write_text(alfa.replace(",,plata", ",E2E-2024-77,plata"), encoding="utf-8")
    session = opened(files)
    (pair,) = list_pairs(session).pairs
    decide(session, pair.id, "extras verificat")
    (decision,) = (e for kind in ("PaymentsJoined", "PaymentsKeptApart") for e in session.store.events(type_=kind))
    beta = next(kept.source.digest for kept in session.store.sources() if kept.source.name == "beta.csv")
    retract_source(session, beta)
    report = import_files(session, [gama], mappings=[tmp_path / "mapping.json"], declared=MARCH)
    assert [file.status for file in report.files] == ["imported"]

    found = list_pairs(session)
    assert (found.open, found.joined, found.refused) == (1, 0, 0)
    assert "decision_void" in found.pairs[0].doubts
    checks = {check.name: check for check in verify_case(session).checks}
    assert (checks["decisions"].result, checks["decisions"].found) == ("look", (decision.event.id,))
    assert decision.event.id in checks["decisions"].params["decisions"]

    revoke(session, decision.event.id, "extrasul a fost retras")
    assert list_pairs(session).joined == 1
    checks = {check.name: check for check in verify_case(session).checks}
    assert checks["decisions"].result == "holds"


def test_a_decision_counts_again_once_its_file_is_back(opened: Any, tmp_path: Path) -> None:
    files = csv_pair(tmp_path, second="BANCA-19")
    session = opened(files)
    (pair,) = list_pairs(session).pairs
    join_pair(session, pair.id, "extras verificat")
    for kept in session.store.sources():
        if kept.source.name.endswith(".csv"):
            retract_source(session, kept.source.digest)
    assert {check.name: check.result for check in verify_case(session).checks}["decisions"] == "look"
    for path in files:
        import_files(session, [path], mappings=[tmp_path / "mapping.json"], declared=MARCH)
    assert list_pairs(session).joined == 1
    assert {check.name: check.result for check in verify_case(session).checks}["decisions"] == "holds"
