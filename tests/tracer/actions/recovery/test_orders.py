"""Orders put on record by hand: whose goods a purpose reaches, and a refusal in the reader's language."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from graph_schema.errors import WrongUse
from tracer.access.roles import NotAllowed
from tracer.actions.decisions import revoke
from tracer.actions.recovery.measures import list_measures
from tracer.actions.recovery.orders import Document, NewMeasure, open_measure, record_step
from tracer.intake.reports.reason_groups import sentence_of
from tracer.wording.language import find_language
from tracer.wording.plain_values import say_plain
from tracer.wording.terms import STATE_WORDS

DAY = date(2026, 1, 5)
PAPER = Document("ordonanță", "77/2026", DAY, "Parchetul Exemplu")
FILE = "900002/D/P/2024"


@pytest.fixture
def case(little_case):
    """Part of the sample case, with all measures: after each order everything is derived anew."""
    return little_case


@pytest.fixture
def session(case, session_of):
    with session_of(case) as opened:
        yield opened


def opened(session, asset, person, *purposes):
    new = NewMeasure(f"9-{'-'.join(purposes)}", FILE, asset, person, Fraction(1), purposes)
    return open_measure(session, new, reason="probă", document=PAPER, effective=DAY)


def ids(known_names, person, asset):
    return known_names["persons"][person]["id"], known_names["assets"][asset]["id"]


def test_a_fine_does_not_reach_the_goods_of_a_third_party(session, known_names):
    elena, villa = ids(known_names, "elena", "villa")
    victor, _ = ids(known_names, "victor", "villa")
    before = session.store.digest()
    with pytest.raises(WrongUse, match="at whom it is aimed is on record in this file as: third party"):
        opened(session, villa, elena, "special_confiscation", "fine")
    with pytest.raises(WrongUse, match="entered to another person, on record in this file as: third party"):
        opened(session, villa, victor, "damage")
    assert session.store.digest() == before
    assert opened(session, villa, elena, "special_confiscation").status == "imported"
    assert opened(session, ids(known_names, "victor", "flat_victor")[1], victor, "fine", "damage").status == "imported"


@pytest.mark.parametrize("share", [Fraction(0), Fraction(-1, 2), Fraction(3, 2)])
def test_a_measure_covers_a_share_above_nothing_and_up_to_the_whole(part_case, session_of, known_names, share):
    elena, villa = ids(known_names, "elena", "villa")
    new = NewMeasure("9", FILE, villa, elena, share, ["special_confiscation"])
    with (
        session_of(part_case) as session,
        pytest.raises(WrongUse, match=f"a share above 0 and up to 1; {share} is none"),
    ):
        open_measure(session, new, reason="probă", document=PAPER, effective=DAY)


HEAD = (
    "Dosar;Măsura;Fel;UAT;Cadastral;CNP;Cotă;Scop;Stare;Data;Înregistrat;Act;Nr;Data act;Organ\r\n"
    "900002/D/P/2024;77;imobil;Valea Fictivă;900101-C1;{cnp};1/1;{purpose};IDENTIFIED;01.02.2026;01.02.2026;;;;\r\n"
)
STEP = (
    "900002/D/P/2024;77;;;;;;;{state};0{day}.02.2026;0{day}.02.2026;ordonanță;7/2026;02.02.2026;Parchetul Exemplu\r\n"
)


@pytest.mark.parametrize(("purpose", "kept"), [("fine", 2), ("special_confiscation", 4)])
def test_a_register_s_freeze_for_a_fine_on_a_third_party_comes_back_with_its_reason(
    case, run, known_names, tmp_path, purpose, kept
):
    rows = HEAD.format(cnp=known_names["persons"]["elena"]["cnp"], purpose=purpose)
    rows += "".join(STEP.format(state=s, day=day) for day, s in enumerate(("TRACED", "REQUESTED", "FROZEN"), start=2))
    (tmp_path / "m.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "m.json").write_text(MAPPING, encoding="utf-8")
    ran = run("--case", case, "import", tmp_path / "m.csv", "--mapping", tmp_path / "m.json", "--json")
    (report,) = ran.json["files"]
    assert (ran.code, report["kept"]) == (int(kept < 4), kept), ran.out + ran.err
    reasons = [row["reason"] for row in report["rejections"]]
    assert len(reasons) == 4 - kept
    assert all("A measure for fine reaches only the goods of: accused, convicted, suspect" in text for text in reasons)


MAPPING = """{"name": "măsuri de probă", "format": "measures-register", "version": 1, "encoding": "utf-8",
 "delimiter": ";", "header_row": 1, "decimal_mark": ",", "date_pattern": "DD.MM.YYYY",
 "columns": {"case_number": "Dosar", "measure_number": "Măsura", "asset_kind": "Fel", "locality": "UAT",
  "cadastral": "Cadastral", "person_cnp": "CNP", "share": "Cotă", "purposes": "Scop", "state": "Stare",
  "effective": "Data", "recorded": "Înregistrat", "document_type": "Act", "document_number": "Nr",
  "document_date": "Data act", "authority": "Organ"},
 "codes": {"asset_kind": {"imobil": "property"}}}"""


def test_why_a_step_is_refused_is_said_in_romanian_all_of_it(session):
    language = find_language("ro")
    romanian = session.in_language(language)
    frozen = next(line for line in list_measures(session).measures if line.state == "FROZEN")
    report = record_step(romanian, frozen.id, "VICTIM", effective=DAY, document=PAPER, reason="probă")
    reason = language.said(report.rejections[0].reason)
    romanian_words = (language.text(STATE_WORDS["FROZEN"]), language.text(STATE_WORDS["MANAGED"]))
    assert all(f"{word} ({code})" in reason for word, code in zip(romanian_words, ("FROZEN", "MANAGED"), strict=True))
    assert "cannot" not in reason and "Allowed" not in reason
    report = record_step(romanian, frozen.id, "MANAGED", effective=date(2020, 1, 5), document=PAPER, reason="probă")
    assert "cannot" not in language.said(report.rejections[0].reason)


def test_a_step_on_a_paper_of_another_kind_is_kept_and_shown_to_deserve_a_look(session):
    frozen = next(line for line in list_measures(session).measures if line.state == "FROZEN")
    assert frozen.flags == ()
    paper = Document("ordin de plată", "78/2026", DAY, "Parchetul Exemplu")
    assert record_step(session, frozen.id, "MANAGED", effective=DAY, document=paper, reason="probă").rejections == ()
    (line,) = [line for line in list_measures(session).measures if line.id == frozen.id]
    assert line.state == "MANAGED" and "is based on the document ordin de plată" in line.flags[0]


@pytest.mark.parametrize(("kind", "flagged"), [("minutes", False), ("payment_order", True)])
def test_a_kind_of_document_goes_on_record_as_its_code(session, kind, flagged):
    frozen = next(line for line in list_measures(session).measures if line.state == "FROZEN")
    paper = Document(kind, "78/2026", DAY, "Parchetul Exemplu")
    assert record_step(session, frozen.id, "MANAGED", effective=DAY, document=paper, reason="probă").rejections == ()
    props = session.store.events(subject=frozen.id, type_="StateChange")[-1].event.props
    assert (props["document_kind"], "document_type" in props) == (kind, False)
    romanian = session.in_language(find_language("ro"))
    (english_line, romanian_line) = (
        next(line for line in list_measures(one).measures if line.id == frozen.id) for one in (session, romanian)
    )
    assert english_line.steps[-1].document.startswith(kind.replace("_", " "))
    assert not romanian_line.steps[-1].document.startswith(kind.replace("_", " "))
    assert bool(english_line.flags) is flagged


def test_a_step_is_taken_back_only_by_who_may_order_one(case, session_of):
    with session_of(case, "prosecutor") as opened_:
        line = next(line for line in list_measures(opened_).measures if line.state == "FROZEN")
    step = line.steps[-1].event
    with session_of(case, "investigator") as other, pytest.raises(NotAllowed, match="right to put measures on record"):
        revoke(other, step, "probă")
    with session_of(case, "prosecutor") as again:
        taken_back = revoke(again, step, "probă")
        assert taken_back.status == "imported"
        revocation = next(k.event.id for k in again.store.events(type_="Revoked"))
    with session_of(case, "investigator") as other, pytest.raises(NotAllowed, match="right to put measures on record"):
        revoke(other, revocation, "probă")


ORDER = Document("payment_order", "79/2026", DAY, "Agenția Exemplu")


def paid_out(session, number, minor, currency, *, day=DAY, state="BUDGET"):
    """What is said of a payment from this realised measure of the first file: (template, params) of each remark."""
    (measure,) = [m for m in list_measures(session).measures if (m.case, m.number) == ("900001/D/P/2022", number)]
    report = record_step(
        session, measure.id, state, effective=day, document=ORDER, reason="probă", amount=(minor, currency)
    )
    assert (report.status, report.rejections) == ("imported", ())
    return [say_plain(sentence_of(flag.template, flag.params), session.language) for flag in report.flags]


def test_a_payment_above_what_is_held_is_recorded_kept_out_of_the_ledger_and_said(session):
    (said,) = paid_out(session, "2", 1_000_00, "RON")
    assert "pays 1,000.00\u00a0RON more than is held" in said and "paid to the budget" in said
    (said,) = paid_out(session, "2", 500_00, "RON", state="VICTIM")
    assert "500.00\u00a0RON" in said, "the payment before it took nothing out of the ledger"
    (measure,) = [m for m in list_measures(session).measures if (m.case, m.number) == ("900001/D/P/2022", "2")]
    assert [flag for flag in measure.flags if "more than is held" in flag] == list(measure.flags)
    paid = [(step.state, step.amount_minor) for step in measure.steps if step.effective == DAY]
    assert paid == [("BUDGET", 1_000_00), ("VICTIM", 500_00)], "what the ledger does not hold is listed all the same"


def test_a_payment_in_a_currency_that_is_not_held_is_said(session):
    (said,) = paid_out(session, "2", 100_00, "EUR")
    assert "100.00\u00a0EUR" in said and "5 Jan 2026" in said


def test_a_payment_of_what_is_left_needs_no_word(run, case, session_of):
    # 24,000.00 RON came in; 20,000.00 RON are left once the payment to the budget is revoked.
    with session_of(case) as session:
        (measure,) = [m for m in list_measures(session).measures if (m.case, m.number) == ("900001/D/P/2022", "1")]
        budget = next(step for step in measure.steps if step.state == "BUDGET")
        assert revoke(session, budget.event, "greșeală").status == "imported"
        assert paid_out(session, "1", 4_000_00, "RON") == []


def test_the_command_line_says_what_a_payment_exceeds(run, case, session_of):
    with session_of(case) as session:
        (measure,) = [m for m in list_measures(session).measures if (m.case, m.number) == ("900001/D/P/2022", "2")]
    paper = ("--document", "payment_order", "79/2026", "2026-01-05", "Agenția Exemplu")
    step = ("measure", "step", measure.id, "BUDGET", "--effective", "2026-01-05", *paper, "--reason", "probă")
    ran = run("--case", case, *step, "--amount", "1000.00", "RON")
    assert ran.code == 0 and "On record" in ran.out
    assert "pays 1,000.00\u00a0RON more than is held" in ran.out
