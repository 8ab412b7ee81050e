"""From no case at all to a case with files, in the browser: made by name, opened, kept by a reload, left for another."""

from __future__ import annotations

import shutil

import pytest

from tests.e2e.waiting import change_theme, reads

pytestmark = pytest.mark.browser


def faults(found):
    """What axe holds against the page, but for one role of Streamlit's own place to drop files, which WCAG allows."""
    return [line for line in found if not ("presentation-role-conflict" in line and "stFileUploaderDropzone" in line)]


@pytest.fixture(scope="module")
def folder(sample_case, tmp_path_factory):
    cases = tmp_path_factory.mktemp("cases")
    shutil.copytree(sample_case, cases / "Grupul Exemplu")
    return cases


@pytest.fixture(scope="module")
def served(serve, folder):
    return serve(None, TRACER_CASES=str(folder), TRACER_LANG="en", TRACER_USER="Ana Proba", TRACER_ROLE="owner")


def test_a_case_is_made_opened_reloaded_and_left_for_another_while_another_browser_stays_in_it(
    new_page, ready, served, folder, choose_row, axe, screenshot
):
    page = new_page(served).page
    ready(page)
    reads(page, "Which case do you want to work on?")
    assert faults(axe(page)) == []
    screenshot(page, "cases")

    page.get_by_label("Name of the case").fill("Salonul Inventat")
    page.get_by_role("button", name="Make the case").click()
    reads(page, "The case has no file yet.")
    assert (folder / "Salonul Inventat" / "case.sqlite").is_file()
    ready(page)
    page.reload()
    reads(page, "The case has no file yet.")
    reads(page, "Salonul Inventat")

    page.get_by_role("link", name="Cases", exact=True).click()
    reads(page, "Which case do you want to work on?")
    ready(page)
    choose_row(page, "Grupul Exemplu")
    reads(page, "What needs me in this case?")
    reads(page, "Grupul Exemplu")
    ready(page)
    page.get_by_role("link", name="Assets", exact=True).click()
    reads(page, "Which assets are known")
    ready(page)

    other = new_page(served, path="/?case=Salonul+Inventat", alone=True).page
    reads(other, "0 assets in all")
    for reloaded, case, shown in (
        (page, "Grupul Exemplu", "Which assets are known"),
        (other, "Salonul Inventat", "0 assets in all"),
    ):
        reloaded.reload()
        reads(reloaded, shown)
        reads(reloaded, case)
        ready(reloaded)


def test_files_dropped_with_the_name_of_a_new_case_are_shown_in_it(new_page, ready, served, folder, axe, screenshot):
    page = new_page(served, alone=True).page
    ready(page)
    page.get_by_label("Name of the case").fill("Ferma Fictivă")
    table = {"name": "mai.csv", "mimeType": "text/csv", "buffer": b"Data;Suma\r\n05.05.2024;1,00\r\n"}
    page.locator("input[type=file]").set_input_files([table])
    page.get_by_role("button", name="Make the case").wait_for()
    ready(page)
    page.get_by_role("button", name="Make the case").click()
    reads(page, "Is everything read, and does it add up?")
    reads(page, "mai.csv")
    assert (folder / "Ferma Fictivă" / "case.sqlite").is_file()
    ready(page)
    page.get_by_role("link", name="Cases", exact=True).click()
    reads(page, "Which case do you want to work on?")
    ready(page)
    for light in ("light", "dark"):
        change_theme(page, light)
        screenshot(page, light)
        assert faults(axe(page)) == []
