"""The page of files in each of its states: empty, asking, checked, refused, imported, replaced, taken back."""

from __future__ import annotations

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.components.files.declaration_form import read_typed
from graph_schema.errors import WrongUse
from tests.made_mappings import DAYS_TABLE
from tracer.access.roles import Actor
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings
from tracer.wording.language import find_language

OWN = "RO42INVT0000000000000001"
TABLE = (
    "mai.csv",
    "Data;Suma;Detalii\r\n05.05.2024;1,00;<b>chirie</b>\r\n06.05.2024;-3,00;plată\r\n".encode(),
    "text/csv",
)
BROKEN = ("iunie.csv", b"Data;Suma;Detalii\r\n31.06.2024;1,00;x\r\n", "text/csv")
STATEMENT = ("extras.sta", b":20:X\r\n:25:1\r\n:28C:1\r\n:34F:RON0,\r\n", "text/plain")


def mapping_file(**other):
    return ("banca.json", json.dumps({**DAYS_TABLE, **other}).encode(), "application/json")


@pytest.fixture
def case(tmp_path):
    opened(tmp_path / "case", create=True).store.close()
    return tmp_path / "case"


def opened(folder, *, create=False):
    return open_session(Settings(folder, Actor("Ana Proba", "owner"), "en"), create=create)


def sources(folder):
    with opened(folder) as session:
        return {kept.source.name: kept.source for kept in session.store.sources()}


@pytest.fixture
def page(monkeypatch):
    """``page(case, role, language)`` runs the page by itself and returns the AppTest."""

    def run(case, role="owner", language="en"):
        for name, value in {"STORE": str(case), "ROLE": role, "LANG": language, "USER": "Ana Proba"}.items():
            monkeypatch.setenv(f"TRACER_{name}", value)
        return AppTest.from_string(
            "from dashboards.views import files_view\nfiles_view.show()", default_timeout=120
        ).run()

    return run


def drop(at, *files):
    at.file_uploader[0].set_value(list(files))
    return at.run()


def shown(at):
    """What the table of the preview reads, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", " ".join(one.proto.body for one in at.get("html"))))


def press(at, label):
    next(button for button in at.button if button.label == label).click()
    return at.run()


def field(at, label):
    return next(one for one in at.text_input if one.label.startswith(label))


def test_an_empty_case_says_so_and_what_is_next(page, case):
    at = page(case)
    assert not at.exception
    assert at.info[0].value == "The case has no file yet. Drop the first ones above."
    assert page(case, language="ro").title[0].value == "S-a citit tot și se verifică soldurile?"


def test_who_may_not_import_sees_the_list_alone(page, case, monkeypatch):
    monkeypatch.setattr("dashboards.views.files_view.may", lambda actor, right: right != "import")
    at = page(case)
    assert not at.exception and not at.file_uploader


def test_a_table_asks_is_checked_with_what_is_stated_and_imported(page, case):
    at = drop(page(case), TABLE, mapping_file())
    assert not at.exception
    assert "The file does not say whose account its rows are" in shown(at)
    assert [button.label for button in at.button][-2:] == ["Read 0 files into the case", "Put them all away"]
    assert at.button[-2].disabled
    field(at, "Account (IBAN").set_value("RO00INVT0000000000000001")
    press(at, "Check mai.csv with this")
    assert "is not a valid IBAN" in shown(at)
    field(at, "Account (IBAN").set_value(OWN)
    field(at, "Opening balance").set_value("1,000.00")
    field(at, "Closing balance").set_value("997.00")
    press(at, "Check mai.csv with this")
    assert "does not add up 1,000.00 + 1.00 − 3.00 = 998.00 RON, stated 997.00: differs by −1.00" in shown(at)
    assert "<b>" not in " ".join(one.proto.body for one in at.get("html"))
    field(at, "Closing balance").set_value("998.00")
    press(at, "Check mai.csv with this")
    assert "adds up 1,000.00 + 1.00 − 3.00 = 998.00 RON" in shown(at)
    assert sources(case) == {}
    press(at, "Read 1 file into the case")
    assert not at.exception
    assert at.success[0].value == "In the case now: 1 file, 2 rows kept, 0 rejected."
    assert "mai.csv" not in shown(at)
    kept = sources(case)
    assert (kept["mai.csv"].kept, len(kept)) == (2, 2)
    assert at.dataframe[0].value.to_dict("records")[0]["Rejected"] == 0


def test_refused_files_say_what_to_do_and_leave_the_others_alone(page, case):
    at = drop(page(case), STATEMENT, BROKEN, TABLE, mapping_file())
    said = shown(at)
    assert "extras.sta has the format MT942, which no importer reads yet. Ask the bank for camt.053" in said
    field(at, "Account (IBAN").set_value(OWN)  # of iunie.csv, of which no row can be kept
    press(at, "Check iunie.csv with this")
    assert "Nothing of iunie.csv is stored: none of its 1 rows could be kept." in shown(at)
    at = drop(page(case), ("tabel.csv", b"a;b\r\n1;2\r\n", "text/csv"))
    assert "--" not in shown(at)
    assert "a JSON file dropped here together with it" in shown(at)
    assert sources(case) == {}


def test_text_from_a_file_and_its_name_are_text(page, case):
    hostile = ("<b>mai</b>.csv", b"Data;Suma;Detalii\r\n05.05.2024;<i>1</i>;x\r\n05.05.2024;1,00;x\r\n", "text/csv")
    at = drop(page(case), hostile, mapping_file())
    field(at, "Account (IBAN").set_value(OWN)
    next(button for button in at.button if button.label.startswith("Check")).click().run()
    drawn = " ".join(one.proto.body for one in at.get("html"))
    assert "&lt;i&gt;1&lt;/i&gt;" in drawn and "<i>" not in drawn
    assert "b&gt;.csv" in drawn and "<b>" not in drawn


def test_a_wrong_mapping_and_mappings_alone_are_said(page, case):
    at = drop(page(case), mapping_file())
    assert at.info[0].value.startswith("Only column mappings were dropped.")
    at = drop(page(case), TABLE, mapping_file(surplus=1))
    assert "has the unknown key" in at.warning[0].value


def imported(page, case):
    at = drop(page(case), TABLE, mapping_file())
    field(at, "Account (IBAN").set_value(OWN)
    press(at, "Check mai.csv with this")
    return press(at, "Read 1 file into the case")


def test_a_file_of_the_case_read_otherwise_is_replaced_with_a_reason(page, case):
    imported(page, case)
    other = mapping_file(name="în euro", constants={"currency": "EUR"})
    at = drop(page(case, role="investigator"), TABLE, other)
    assert [caption.value for caption in at.caption if "may not replace" in caption.value]
    at = drop(page(case), TABLE, other)
    assert "would be read differently" in shown(at)
    assert "2 rows, in 1.00, out 3.00" in " ".join(text.value for text in at.markdown)
    assert at.button[-2].disabled
    press(at, "Replace the earlier reading at the import")
    assert "needs a reason" in at.warning[0].value
    field(at, "Reason").set_value("alt valută")
    press(at, "Replace the earlier reading at the import")
    assert "replaces a reading" in shown(at)
    press(at, "Read 1 file into the case")
    assert at.success and not at.exception
    with opened(case) as session:
        (act,) = [entry.audit_event for entry in session.store.log() if entry.audit_event.action == "replace"]
    assert (act.reason, act.actor) == ("alt valută", "Ana Proba")


def test_the_preview_is_read_again_only_where_something_changed(page, case):
    at = drop(page(case), TABLE, mapping_file())
    at.run()
    with opened(case) as session:
        acts = [entry.audit_event.action for entry in session.store.access_log()]
    assert acts.count("preview") == 1


def test_the_files_are_put_away(page, case):
    at = press(drop(page(case), TABLE, mapping_file()), "Put them all away")
    assert not at.get("html")
    assert sources(case) == {}


@pytest.mark.parametrize(
    ("code", "text", "plain"),
    [
        ("en", "1,234.5", "1234.5"),
        ("en", "1234", "1234"),
        ("ro", "1.234,56", "1234.56"),
        ("ro", "−1 234,5", "-1234.5"),
        ("ro", "1.500", "1500"),
    ],
)
def test_an_amount_is_read_as_its_reader_writes_it(code, text, plain):
    assert read_typed(text, find_language(code)) == plain


@pytest.mark.parametrize(
    ("code", "text"),
    [("en", "1,50"), ("en", "1.234,56"), ("ro", "100.00"), ("ro", "12,345,6"), ("en", "x"), ("en", "--1")],
)
def test_an_amount_with_two_meanings_is_refused(code, text):
    with pytest.raises(WrongUse, match="is not an amount"):
        read_typed(text, find_language(code))


def files_page():
    from dashboards.views import files_view

    files_view.show()


def test_rejected_rows_of_all_files_stand_below_the_list_with_their_reasons(app, sample_case):
    at = app(sample_case, page=files_page)
    assert not at.exception
    headers = [header.value for header in at.header]
    assert headers == ["Files of the case", "3 rows were not kept", "Do the statements add up?"]
    assert "The amount is zero: no money has moved." in shown(at)
    assert app(sample_case, page=files_page, language="ro").header[1].value == "3 rânduri nu au fost păstrate"


def test_a_delivery_narrows_the_list_and_is_taken_back_whole_with_a_reason(page, case):
    imported(page, case)
    at = page(case)
    files = len(at.dataframe[0].value)
    (every, delivery) = at.selectbox(key="files_delivery").options
    assert every == "all deliveries" and delivery.endswith(" · 2 files · 3 rows · Ana Proba")
    assert not [button for button in at.button if button.label.startswith("Retract")]
    at.selectbox(key="files_delivery").select_index(1).run()
    assert len(at.dataframe[0].value) == files == 2
    press(at, "Retract 2 files")
    assert "needs a reason" in at.warning[0].value
    field(at, "Reason").set_value("lot greșit")
    press(at, "Retract 2 files")
    assert not at.exception and at.success[0].value.startswith("Retracted: ")
    assert at.info[0].value.startswith("The case has no file yet.")
    assert sources(case) == {}
    imported(page, case)
    at = page(case, role="prosecutor")
    at.selectbox(key="files_delivery").select_index(1).run()
    assert not [button for button in at.button if button.label.startswith("Retract")]


def test_a_file_leads_to_the_graph_by_what_it_speaks_of(app, sample_case, monkeypatch):
    with opened(sample_case) as session:
        digest = next(k.source.digest for k in session.store.sources() if k.source.name.endswith("victor-2022.xml"))
    led = []
    place = "dashboards.components.files.source_list"
    monkeypatch.setattr(f"{place}.has_page", lambda name: True)
    monkeypatch.setattr(f"{place}.show_link", lambda name, label, **address: led.append((name, label, address)))
    at = app(sample_case, page=files_page, source=digest)
    assert not at.exception
    assert [name for name, _, _ in led] == ["graph"] * 3
    assert led[0][1].startswith("Victor Inventescu") and led[0][2]["node"].startswith("acc-")
