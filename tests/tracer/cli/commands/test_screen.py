"""The walk through the sample case: complete, compared with what is known, and in its own folder."""

from __future__ import annotations

import shutil

from tracer.actions.administration import serving
from tracer.cli.commands import screen


def test_the_demo_walks_the_chain_and_every_answer_is_as_known(run, walked_demo, tmp_path):
    ran, folder = walked_demo.ran, tmp_path / "demo"
    assert (ran.code, ran.err) == (0, ""), ran.out
    assert sum(line.startswith("[") for line in ran.out.splitlines()) == 9
    shutil.copytree(walked_demo.folder, folder)
    assert (folder / "schedule.pdf").read_bytes().startswith(b"%PDF")
    assert run("--case", folder / "case", "verify", "--json").json["result"] == "look"  # a month has no statement


def test_the_demo_clears_no_folder_of_somebody_else(run, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    ran = run("demo", "--no-dashboard", "--folder", tmp_path)
    assert ran.code == 2
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_without_a_command_the_screens_open_for_the_case_that_is_named_or_for_all(
    run, sample_case, tmp_path, monkeypatch
):
    opened = []

    def open_screens(settings, port, cases=None):
        opened.append((settings.case, cases))

    monkeypatch.setattr(serving, "start_dashboard", open_screens)
    monkeypatch.setattr(screen, "default_case_folder", lambda environ: tmp_path / "cases")
    assert run().code == 0
    assert run("--case", sample_case).code == 0
    assert run("--case", tmp_path / "nothing").code == 2
    assert [cases for _, cases in opened] == [tmp_path / "cases", None]
    assert opened[1][0] == sample_case
