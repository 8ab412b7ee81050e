"""From no case at all to a case with files, in the browser: made by name, opened, kept by a reload, left for another."""

from __future__ import annotations

import shutil

import pytest

from tests.e2e.waiting import reads

pytestmark = pytest.mark.browser


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
    assert axe(page) == []
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
