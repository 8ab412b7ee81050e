"""Files dropped in the browser: what each is and asks for is shown before it is read, and then it is in the case."""

from __future__ import annotations

import pytest

from tests.e2e.waiting import reads
from tracer.access.roles import Actor
from tracer.casework.sessions.opening import open_session
from tracer.sample.world.people import PEOPLE
from tracer.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.in_order]


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files") / "case"
    open_session(Settings(folder, Actor("Ana Proba", "owner"), "en"), create=True).store.close()
    return folder


@pytest.fixture(scope="module")
def served(serve, empty):
    return serve(None, TRACER_STORE=str(empty), TRACER_LANG="en", TRACER_USER="Ana Proba", TRACER_ROLE="owner")


def faults(found):
    """What axe holds against the page, but for one role of Streamlit's own place to drop files, which WCAG allows."""
    return [line for line in found if not ("presentation-role-conflict" in line and "stFileUploaderDropzone" in line)]


def drop(page, *files):
    page.locator("input[type=file]").set_input_files(files)


def test_two_files_are_checked_completed_by_a_form_and_then_in_the_case(
    new_page, ready, served, made_sample, empty, choose_row, axe, screenshot, tmp_path
):
    sample = made_sample.files
    land = next(path for path in sample.files if path.name == "carte-funciara.csv")
    page = new_page(served, path="/files").page
    ready(page)
    reads(page, "The case has no file yet.")
    assert faults(axe(page)) == []
    named = tmp_path / f"{PEOPLE['alma'].name} \u202etxt.csv"
    named.write_text("nothing that is read here")
    drop(page, land, sample.undeclared, named, *sample.mappings)
    reads(page, "The file does not say whose account its rows are")
    ready(page)
    assert faults(axe(page)) == []
    screenshot(page, "asks")
    table = page.locator("table.tracer-table")
    assert "[U+202E]" in table.inner_text()
    assert page.get_by_role("button", name="Read 1 file into the case").is_enabled()

    declared = sample.declaration
    page.get_by_label("Account (IBAN").fill("RO00INVT0000000000000001")
    page.get_by_role("button", name=f"Check {sample.undeclared.name} with this").click()
    reads(page, "is not a valid IBAN")
    page.get_by_label("Account (IBAN").fill(declared.account)
    for label, amount in (("Opening balance", declared.opening), ("Closing balance", declared.closing)):
        if amount is not None:
            page.get_by_label(label).fill(amount)
    page.get_by_role("button", name=f"Check {sample.undeclared.name} with this").click()
    reads(page, "Read 2 files into the case")
    ready(page)
    assert not list((empty / "sources").iterdir())
    screenshot(page, "checked")

    page.get_by_role("button", name="Read 2 files into the case").click()
    reads(page, "In the case now: 2 files")
    ready(page)
    assert faults(axe(page)) == []
    screenshot(page, "imported")
    assert len(list((empty / "sources").iterdir())) == 3  # the declaration is kept too
    page.get_by_role("link", name="Overview").click()
    lands = len({row.split(";")[1] for row in land.read_text(encoding="windows-1250").splitlines()[1:]})
    reads(page, f"{lands} assets in all")
    page.get_by_label("Find by name").fill(declared.account)
    page.keyboard.press("Enter")
    reads(page, "Choose a row to open it")
    choose_row(page, declared.account)
    reads(page, f"{sample.undeclared.name} · row 2")


def test_a_file_is_taken_back_from_its_list_with_a_reason(new_page, ready, served, choose_row, axe, screenshot, empty):
    page = new_page(served, path="/files").page
    ready(page)
    choose_row(page, "carte-funciara.csv")
    reads(page, "Retract this import")
    assert page.locator(".st-key-files_nodes").get_by_role("link").count() == 6
    ready(page)
    assert faults(axe(page)) == []
    screenshot(page, "chosen")
    page.get_by_role("button", name="Retract this import").click()
    reads(page, "Retracting needs a reason")
    page.get_by_label("Reason, goes on record").fill("fișier greșit")
    page.get_by_role("button", name="Retract this import").click()
    reads(page, "Retracted: carte-funciara.csv")
    with open_session(Settings(empty, Actor("Ana Proba", "owner"), "en")) as session:
        assert "carte-funciara.csv" not in {kept.source.name for kept in session.store.sources()}
        assert [entry.audit_event.reason for entry in session.store.log()][-1] == "fișier greșit"
