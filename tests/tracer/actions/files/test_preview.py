"""A preview says what the import then says: rows, rejections, refusals, breaks. It writes nothing but the access log."""

from __future__ import annotations

import json
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from tests.tracer.actions.files.made_files import BANK, bank_table, write_mapping_file
from tracer.access.roles import Actor, NotAllowed
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import Declaration, GivenFile, Upload, import_files, is_mapping
from tracer.actions.files.preview import preview_files
from tracer.actions.files.statement_lines import format_equation
from tracer.casework.sessions.opening import open_session
from tracer.sample.world.people import PEOPLE
from tracer.settings import Settings
from tracer.wording.language import find_language

OWN = "RO42INVT0000000000000001"


def said(report):
    """What preview and import must agree about; the counts of records depend on what the case has."""
    status = {"would_import": "imported", "would_replace": "replaced"}.get(report.status, report.status)
    return (
        (report.file, status, report.digest, report.importer, report.mapping, report.why, report.change),
        (report.rows, report.kept, report.rejected, report.events),
        (report.flags, report.rejections, report.template, report.params),
    )


def agree(session, files, **options):
    """The preview, after the import said the same."""
    before, log = session.store.digest(), len(list(session.store.log()))
    kept = sorted(path.name for path in session.folder.rglob("*"))
    preview = preview_files(session, files, **options)
    assert (session.store.digest(), len(list(session.store.log()))) == (before, log)
    assert sorted(path.name for path in session.folder.rglob("*")) == kept
    report = import_files(session, files, **options)
    assert list(map(said, preview.as_import.files)) == list(map(said, report.files))
    if not preview.shares_days:
        assert preview.flags == report.flags
    return preview


def test_on_the_sample_files_in_their_order(sample, empty_case, session_of):
    with session_of(empty_case) as session:
        files = [*sample.files, GivenFile(sample.undeclared, sample.declaration)]
        preview = agree(session, files, mappings=sample.mappings)
        lights = [line.light for file in preview.files for line in file.statements]
        assert (lights.count("adds_up"), lights.count("differs")) == (len(lights), 0)
        assert len(preview.flags) == 2
        again = preview_files(session, files, mappings=sample.mappings)
        assert {file.report.status for file in again.files} == {"known"}
        assert [file.statements for file in again.files] == [file.statements for file in preview.files]


def test_in_the_wrong_order_files_that_need_one_another_are_refused_alike(sample, empty_case, session_of):
    with session_of(empty_case) as session:
        files = [path for path in reversed(sample.files) if path.suffix != ".xml"]
        preview = agree(session, files, mappings=sample.mappings)
        assert "refused" in {file.report.status for file in preview.files}
        assert preview.files[-1].report.status == "would_import"


def test_a_protected_person_is_a_pseudonym_before_anything_is_in_the_case(sample, empty_case, session_of):
    with session_of(empty_case) as session:
        persons = next(path for path in sample.files if path.name == "persoane.csv")
        named = session.folder.parent / f"extras {PEOPLE['alma'].name}.csv"
        named.write_text("x", encoding="utf-8")
        shown = repr(preview_files(session, [named, persons], mappings=sample.mappings))
        assert PEOPLE["alma"].name not in shown and PEOPLE["alma"].name.split()[0] not in shown


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    """A case, and a mapping of a table without account column."""
    folder = tmp_path_factory.mktemp("bank")
    return folder, write_mapping_file(folder / "banca.json", BANK)


ROWS = st.lists(
    st.tuples(
        st.integers(1, 31),
        st.sampled_from(["1,00", "-2,50", "0,00", "abc", "", "1.000,00", "7,5"]),
        st.sampled_from(["", "1,00", "-1,50", "98,50", "x"]),
    ),
    max_size=6,
)
MONTHS = st.lists(st.tuples(st.integers(1, 12), ROWS), min_size=1, max_size=4)
DECLARED = st.fixed_dictionaries(
    {},
    optional={
        "account": st.sampled_from([OWN, "", "RO00INVT0000000000000001", "1234"]),
        "opening": st.sampled_from(["0.00", "100.00", "1.005"]),
        "closing": st.sampled_from(["1.00", "-1.50", "98.50"]),
    },
)


@settings(max_examples=40)
@given(MONTHS, st.lists(DECLARED, min_size=4, max_size=4), st.booleans())
def test_on_any_table_whole_or_broken(bank, months, declared, replaced):
    folder, mapping = bank
    case = folder / "case"
    shutil.rmtree(case, ignore_errors=True)
    with open_session(Settings(case, Actor("Ana Proba", "owner"), "en"), create=True) as session:
        files = [
            GivenFile(Upload.received(f"{place}.csv", bank_table(month, rows)), Declaration(**stated))
            for place, ((month, rows), stated) in enumerate(zip(months, declared, strict=False))
        ]
        preview = agree(session, files, mappings=[mapping])
        red = sum(line.light == "differs" for file in preview.files for line in file.statements)
        found = [flag for flag in verify_case(session).flags if flag.check == "balances"]
        assert bool(red) is bool(found)
        reason = "altă declarație" if replaced else None
        other = [GivenFile(file.place, Declaration(account=OWN), reason) for file in files]
        agree(session, other, mappings=[mapping])


def test_a_table_without_account_is_asked_for_it_and_told_by_the_form(bank, empty_case, session_of):
    _, mapping = bank
    upload = Upload.received("C:\\fakepath\\mai.csv", bank_table(5, [(3, "1,00", ""), (4, "-2,50", "")]))
    with session_of(empty_case) as session:
        (file,) = preview_files(session, [upload], mappings=[mapping]).files
        assert (file.report.file, file.report.status, file.statements) == ("mai.csv", "refused", ())
        assert (file.needed, file.currency) == (("account",), "RON")
        assert file.asks == ("account", "owner", "from_date", "to_date", "opening", "closing")
        stated = Declaration(account=OWN, opening="100.00", closing="98.00")
        (file,) = preview_files(session, [GivenFile(upload, stated)], mappings=[mapping]).files
        (line,) = file.statements
        assert (line.light, line.difference_minor, line.breaks) == ("differs", -50, 1)
        assert format_equation(line, find_language("en")) == (
            "100.00 + 1.00 − 2.50 = 98.50 RON, stated 98.00: differs by −0.50"
        )
        (flag,) = [flag for flag in file.report.flags if flag.severity == "red"]
        assert flag.params["difference"] == "-0.50 RON"


def test_printed_balances_that_do_not_follow_are_no_green_light_though_their_sum_is_nothing(
    bank, empty_case, session_of
):
    _, mapping = bank
    upload = Upload.received("mai.csv", bank_table(5, [(3, "1,00", "2,00"), (4, "1,00", "2,00")]))
    stated = Declaration(account=OWN, opening="0.00", closing="2.00")
    with session_of(empty_case) as session:
        (file,) = preview_files(session, [GivenFile(upload, stated)], mappings=[mapping]).files
    (line,) = file.statements
    assert (line.light, line.difference_minor, line.breaks) == ("differs", 0, 2)


def test_steps_that_the_law_does_not_allow_are_rejected_alike(sample, empty_case, session_of):
    with session_of(empty_case) as session:
        (measures,) = [path for path in sample.files if path.name == "masuri.csv"]
        head, first, *rows = measures.read_bytes().splitlines(keepends=True)
        own = [row for row in rows if row.startswith(first[: first.index(b";", first.index(b";") + 1) + 1])]
        later = Upload.received("masuri.csv", b"".join([head, first, own[-1]]))  # the steps between are left out
        before = sample.files[: sample.files.index(measures)]
        preview = agree(
            session, [*(path for path in before if not path.name.startswith("banca")), later], mappings=sample.mappings
        )
        assert (preview.files[-1].report.rows, preview.files[-1].report.rejected) == (2, 1)


def test_without_balances_the_light_is_out(bank, empty_case, session_of):
    _, mapping = bank
    upload = Upload.received("mai.csv", bank_table(5, [(3, "1,00", "")]))
    with session_of(empty_case) as session:
        (file,) = preview_files(session, [GivenFile(upload, Declaration(account=OWN))], mappings=[mapping]).files
    (line,) = file.statements
    assert (line.light, line.opening_minor, line.difference_minor) == ("unknown", None, None)
    assert format_equation(line, find_language("ro")) == "necunoscut + 1,00 − 0,00 = necunoscut RON"


def test_who_may_not_import_previews_nothing(empty_case, session_of):
    with session_of(empty_case, "supervisor", "Proba") as session, pytest.raises(NotAllowed):
        preview_files(session, [Upload("a", b"x")])
    with session_of(empty_case, "investigator", "Proba") as session, pytest.raises(NotAllowed):
        preview_files(session, [GivenFile(Upload("a", b"x"), None, "motiv")])
    with session_of(empty_case) as session, pytest.raises(WrongUse, match="needs a reason"):
        preview_files(session, [GivenFile(Upload("a", b"x"), None, " ")])


def test_a_preview_leaves_one_entry_a_file_in_the_access_log(sample, empty_case, session_of):
    with session_of(empty_case) as session:
        before = len(list(session.store.access_log()))
        preview_files(session, sample.files[:2], mappings=sample.mappings)
        new = list(session.store.access_log())[before:]
        assert [entry.audit_event.action for entry in new] == ["preview", "preview"]
        assert all("status=would_import rows=" in entry.audit_event.detail for entry in new)


def test_a_large_upload_is_refused_unread(empty_case, session_of):
    with session_of(empty_case) as session:
        session.case.largest_file = 1 << 20
        (file,) = preview_files(session, [Upload("mare.csv", bytes((1 << 20) + 1))]).files
        assert "limit is 1 MiB" in file.report.message


def test_the_name_of_an_upload_is_its_last_part():
    for name, kept in (
        ("../../etc/passwd", "passwd"),
        ("folder\\extras.csv", "extras.csv"),
        (" / ", "?"),
        ("", "?"),
        ("x" * 1_000_000, "x" * 255),
    ):
        assert Upload.received(name, b"").name == kept


def test_a_mapping_is_known_by_its_content():
    right = json.dumps(BANK).encode()
    assert is_mapping(Upload("x.csv", right)) and is_mapping(Upload("x", right.replace(b'"version"', b'"verzion"')))
    for other in (b"", b"[]", b'{"format": "bods"}', b'{"format": "bank-ledger"}', b"\xff", b"[" * 100_000, right * 2):
        assert not is_mapping(Upload("banca.json", other))
