"""No output of any action tells who a victim or witness is: not by name, number or account, in any spelling."""

from __future__ import annotations

import dataclasses
import io
import itertools
import json
import re
import unicodedata
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from graph_schema.records.identity import account_id
from tests.made_mappings import DAYS_TABLE
from tracer.actions.case_graph.explore import open_node
from tracer.actions.case_graph.picture import draw_nodes, expand, transfers_between
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import Declaration, import_files
from tracer.actions.files.sources import list_sources, open_row
from tracer.actions.money.trace import trace_subject
from tracer.actions.recovery.assets import list_assets, list_subjects
from tracer.actions.recovery.measures import list_measures
from tracer.actions.recovery.report import build_schedule, export_schedule
from tracer.actions.recovery.supervise import show_totals
from tracer.actions.ties.link import link_suspect
from tracer.actions.ties.ownership import own_companies
from tracer.intake.reports.rejections import write_rejections
from tracer.sample.world.accounts import ACCOUNTS, VICTIM_ACCOUNTS
from tracer.sample.world.people import PEOPLE, SUSPECTS, VICTIMS, WITNESS_CNP, WITNESS_NAME
from tracer.wording.language import find_language

DAY = date(2025, 6, 30)
NAMES = [PEOPLE[key].name for key in VICTIMS] + [WITNESS_NAME]
NUMBERS = [PEOPLE[key].cnp for key in VICTIMS] + [WITNESS_CNP, *(ACCOUNTS[key].iban for key in VICTIM_ACCOUNTS)]


def letters(text):
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


SECRETS = [
    letters(" ".join(order)) for name in NAMES for order in itertools.permutations(name.replace("-", " ").split())
]
SECRETS += [letters(number) for number in NUMBERS]


def told(value):
    """All texts of a result, one a line; bytes of documents are read as a person reads them."""
    if isinstance(value, bytes):
        return document_text(value)
    if dataclasses.is_dataclass(value):
        return "\n".join(told(getattr(value, field.name)) for field in dataclasses.fields(value))
    if isinstance(value, dict):
        return "\n".join(f"{key}\n{told(part)}" for key, part in value.items())
    if isinstance(value, tuple | list):
        return "\n".join(map(told, value))
    return str(value)


def document_text(data):
    if data.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(data))
        outlines = [str(reader.metadata), reader.xmp_metadata and str(reader.xmp_metadata.dc_title)]
        return "\n".join([*(page.extract_text() for page in reader.pages), *map(str, outlines)])
    book = load_workbook(io.BytesIO(data))
    return "\n".join(
        f"{cell.value}\n{cell.comment.text if cell.comment else ''}\n{cell.hyperlink.location if cell.hyperlink else ''}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    )


def assert_hidden(value):
    text = letters(told(value))
    assert [secret for secret in SECRETS if secret in text] == []


@pytest.fixture(scope="module")
def session(sample_case, session_of):
    with session_of(sample_case) as opened:
        yield opened


def test_the_check_sees_what_it_looks_for():
    with pytest.raises(AssertionError):
        assert_hidden({"x": ("Plăsmuita,  ALMA",)})
    with pytest.raises(AssertionError):
        iban = ACCOUNTS["alma"].iban
        assert_hidden([" ".join(iban[place : place + 4] for place in range(0, len(iban), 4))])


def test_no_card_and_no_picture_tells_who_it_is(session):
    graph = session.graph()
    assert_hidden([open_node(session, node) for node in graph.nodes if graph.nodes[node].type != "Statement"])
    everything = list(graph.nodes)
    for start in range(0, len(everything), 200):
        assert_hidden(draw_nodes(session, everything[start : start + 200]))
    for key in (*VICTIMS, "victor"):
        assert_hidden(expand(session, PEOPLE[key].id, limit=500))


def test_no_list_tells_who_it_is(session):
    assert_hidden(list_assets(session, as_of=DAY))
    assert_hidden(list_measures(session, as_of=DAY))
    assert_hidden(list_sources(session))
    assert_hidden(show_totals(session, currency="EUR", as_of=DAY))
    assert_hidden(verify_case(session))
    subjects = list_subjects(session)
    assert_hidden(subjects)
    protected = {PEOPLE[key].id for key in VICTIMS}
    assert not {line.id for line in subjects} & protected
    assert len(subjects) > 3


def test_no_name_of_a_file_tells_a_first_name(session):
    """The bank names its files after the account's holder: banca-exemplu-alma-2021.xml."""
    kept = {line.digest: line.file for line in list_sources(session)}
    assert any("alma" in source.source.name for source in session.store.sources())
    words = {
        word for name in kept.values() for word in re.findall("[a-z]+", unicodedata.normalize("NFKD", name.lower()))
    }
    assert not words & {letters(part) for name in NAMES for part in re.split("[ -]", name)}
    assert "banca-exemplu-…-2021.xml" in kept.values()


def test_a_pseudonym_does_not_follow_from_the_personal_number(session, tmp_path, run, session_of):
    """Whoever tries all numbers finds the id of each, and must not find the pseudonym in a document."""
    shown = {key: session.veil().caption(PEOPLE[key].id, "") for key in VICTIMS}
    assert len(set(shown.values())) == len(VICTIMS)
    assert not [key for key in VICTIMS if shown[key].lower().endswith(PEOPLE[key].id[-4:])]
    # A copy names everybody as the case copied does: one document can be read beside the other.
    copied = tmp_path / "copy"
    assert run("--case", session.folder, "copy", session.folder, copied).code == 0
    with session_of(copied) as other:
        assert {key: other.veil().caption(PEOPLE[key].id, "") for key in VICTIMS} == shown


def test_no_movement_tells_who_it_is(session):
    for key in VICTIM_ACCOUNTS:
        account = account_id(ACCOUNTS[key].iban)
        out, into = transfers_between(session, account, None), transfers_between(session, None, account)
        assert len(out) + len(into) > 10
        assert_hidden([*out, *into])


def test_no_chain_and_no_path_tells_who_it_is(session, answers):
    for asset in answers.traced:
        assert_hidden(trace_subject(session, asset, ["fifo", "libr"]))
    for key in VICTIM_ACCOUNTS:
        assert_hidden(trace_subject(session, account_id(ACCOUNTS[key].iban), ["libr"]))
    language = find_language("ro")
    for suspect in SUSPECTS:
        for asset in sorted(answers.assets[PEOPLE[suspect].id])[:4]:
            assert_hidden(link_suspect(session, PEOPLE[suspect].id, asset, language, limit=5))
        assert_hidden(own_companies(session, PEOPLE[suspect].id, day=DAY))


@pytest.mark.parametrize("suspect", SUSPECTS)
@pytest.mark.parametrize(("form", "code"), [("pdf", "ro"), ("xlsx", "en")])
def test_no_document_tells_who_it_is(session, suspect, form, code):
    data = export_schedule(session, PEOPLE[suspect].id, "libr", form, find_language(code), as_of=DAY)
    text = document_text(data)
    assert PEOPLE[suspect].name.split()[1] in text
    assert_hidden(data)
    # An id follows from the personal number, so it tells who it is to whoever tries all numbers.
    assert not [key for key in VICTIMS if PEOPLE[key].id.removeprefix("per-") in text]


@pytest.mark.parametrize("suspect", SUSPECTS)
def test_an_account_of_a_victim_is_among_nobody_s_assets(session, suspect):
    victims = {account_id(ACCOUNTS[key].iban) for key in VICTIM_ACCOUNTS}
    schedule = build_schedule(session, PEOPLE[suspect].id, "fifo", find_language("en"), as_of=DAY)
    assert len(schedule.lines) > 3
    assert not {line.asset for line in schedule.lines} & victims
    assert not {line.id for line in list_assets(session, as_of=DAY).assets} & victims


def test_no_row_behind_a_figure_tells_who_it_is(session):
    graph = session.graph()
    people = [graph.nodes[PEOPLE[key].id] for key in (*VICTIMS, *SUSPECTS)]
    accounts = [graph.nodes[account_id(ACCOUNTS[key].iban)] for key in VICTIM_ACCOUNTS]
    places = {(e.source, e.locator) for node in (*people, *accounts) for e in node.evidence}
    places |= {
        (e.source, e.locator)
        for link in graph.links_of_type("RoleIn", "HoldsAccount", "ControlsAccount", "BenefitsFrom")
        for e in link.evidence
    }
    for key in VICTIM_ACCOUNTS:
        rows = transfers_between(session, account_id(ACCOUNTS[key].iban), None, limit=4)
        places |= {(row["debit_source"], row["debit_locator"]) for row in rows if row["debit_source"]}
        places |= {(row["credit_source"], row["credit_locator"]) for row in rows if row["credit_source"]}
    assert len(places) > 50
    for source, locator in sorted(places):
        assert_hidden(open_row(session, source, locator))


def test_the_row_of_a_victim_keeps_what_is_about_the_person_to_itself(session, run, empty_case, tmp_path, session_of):
    """Date of birth and any column without a known meaning stay hidden; file, role and date of the role are shown."""
    row, mapping = register(tmp_path, ignored="Telefon")
    assert run("--case", empty_case, "import", row, "--mapping", mapping).code == 0
    with session_of(empty_case) as opened:
        (source,) = list_sources(opened)
        victim, suspect = (open_row(opened, source.digest, f"row:{number}") for number in (2, 3))
    assert dict(victim.cells) == {
        "Dosar": "900009/P/2024",
        "Nume": "…",
        "Născut": "…",
        "Calitate": "victimă",
        "De la": "01.02.2024",
        "Telefon": "…",
    } or dict(victim.cells)["Nume"].startswith("Victim ")
    assert "0700" not in told(victim)
    assert "2003" not in told(victim)
    assert "Plăsmuita" not in told(victim)
    assert dict(suspect.cells)["Născut"] == "02.03.1980"


def register(folder, *, ignored):
    head = "Dosar;Nume;Născut;Calitate;De la;Telefon\r\n"
    victim = "900009/P/2024;Iulia Plăsmuita-Exemplu;05.06.2003;victimă;01.02.2024;0700 000 001\r\n"
    suspect = "900009/P/2024;Bogdan Inventescu-Exemplu;02.03.1980;suspect;01.02.2024;0700 000 002\r\n"
    mapping = {
        "name": "persoane de probă",
        "format": "persons-register",
        "version": 1,
        "encoding": "utf-8",
        "delimiter": ";",
        "header_row": 1,
        "decimal_mark": ",",
        "date_pattern": "DD.MM.YYYY",
        "ignored": [ignored],
        "columns": {"case_number": "Dosar", "name": "Nume", "born": "Născut", "role": "Calitate", "role_from": "De la"},
        "constants": {"extract_date": "01.07.2024", "kind": "person"},
        "codes": {"role": {"victimă": "victim", "suspect": "suspect"}},
    }
    (folder / "p.csv").write_text(head + victim + suspect, encoding="utf-8")
    (folder / "p.json").write_text(json.dumps(mapping), encoding="utf-8")
    return folder / "p.csv", folder / "p.json"


def test_neither_rejected_rows_nor_file_names_tell_who_it_is(run, case, session_of, tmp_path):
    name = PEOPLE["alma"].name
    bad = tmp_path / f"extras {name}.csv"
    rows = f"31.02.2024;1,00;plată {name}, {PEOPLE['alma'].cnp}\r\n01.03.2024;1,00;plată\r\n"
    bad.write_text(f"Data;Suma;Detalii\r\n{rows}", encoding="utf-8")
    (tmp_path / "m.json").write_text(json.dumps(DAYS_TABLE), encoding="utf-8")
    unread = tmp_path / f"{name}.txt"
    unread.write_text("nothing that is read here")
    with session_of(case) as opened:
        declared = Declaration(account=ACCOUNTS["alma"].iban, owner=name)
        report = import_files(opened, [bad], mappings=[tmp_path / "m.json"], declared=declared)
        assert_hidden(import_files(opened, [unread]))
        assert [file.status for file in report.files] == ["imported"]
        assert report.files[0].rejected == 1
        assert_hidden(report)
        write_rejections(report.files[0], tmp_path / "rejected.csv", opened.language)
        assert_hidden((tmp_path / "rejected.csv").read_text(encoding="utf-8-sig"))
        assert_hidden(list_sources(opened))
        assert_hidden(verify_case(opened))
        source = next(line.digest for line in list_sources(opened) if line.rejected)
        assert_hidden(open_row(opened, source, "row:2"))
        (opened.folder / "sources" / source).unlink()
        assert verify_case(opened).result == "broken"
        assert_hidden(verify_case(opened))
    shown = run("--case", case, "sources")
    assert_hidden(shown.out)


def test_neither_log_tells_who_it_is(run, case, session_of):
    for query in (*NAMES, *NUMBERS):
        run("--case", case, "find", query)
    run("--case", case, "trace", NAMES[0], "--method", "libr")
    with session_of(case) as opened:
        assert_hidden([entry.audit_event for entry in opened.store.log()])
        readings = [entry.audit_event for entry in opened.store.access_log()]
    assert len(readings) > len(NAMES) + len(NUMBERS)
    assert_hidden(readings)
    everybody = [letters(person.name) for person in PEOPLE.values()] + [
        account.iban.lower() for account in ACCOUNTS.values()
    ]
    text = letters(told(readings))
    assert not [name for name in everybody if name in text]


def test_what_the_command_line_prints_tells_nobody(run, sample_case, answers, tmp_path):
    suspect, asset = answers.showcase
    commands = [
        ("find", "Victima"),
        ("sources",),
        ("trace", asset, "--method", "fifo", "--chains", "50"),
        ("link", suspect, asset),
        ("ownership", suspect),
        ("measure", "list"),
        ("totals",),
        ("verify",),
    ]
    for command in commands:
        ran = run("--case", sample_case, "--lang", "ro", *command)
        assert_hidden(ran.out + ran.err)
