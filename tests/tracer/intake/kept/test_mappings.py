"""A mapping stays with the case once it has fitted a file."""

from __future__ import annotations

import json

from tracer.casework.sessions.case import MAPPINGS_FOLDER
from tracer.intake.kept.mappings import SUPERSEDED


def test_a_mapping_given_once_stays_with_the_case_and_is_replaced_by_name(run, empty_case, sample, tmp_path):
    land = next(path for path in sample.files if path.name == "carte-funciara.csv")
    mapping = next(path for path in sample.mappings if path.name == "carte-funciara.json")
    others = [word for path in sample.mappings for word in ("--mapping", path)]
    assert run("--case", empty_case, "import", land, *others).code == 0
    (saved,) = (empty_case / MAPPINGS_FOLDER).iterdir()
    assert json.loads(saved.read_text(encoding="utf-8")) == json.loads(mapping.read_text(encoding="utf-8"))
    newer = {**json.loads(mapping.read_text(encoding="utf-8")), "version": 2}
    (tmp_path / "newer.json").write_text(json.dumps(newer), encoding="utf-8")
    (tmp_path / "land.csv").write_bytes(land.read_bytes() + b"\r\n")
    assert run("--case", empty_case, "import", tmp_path / "land.csv", "--mapping", tmp_path / "newer.json").code == 0
    saved, earlier = sorted((empty_case / MAPPINGS_FOLDER).iterdir(), key=lambda path: path.name.endswith(SUPERSEDED))
    assert [json.loads(path.read_text(encoding="utf-8"))["version"] for path in (saved, earlier)] == [2, 1]
    assert earlier.name.endswith(SUPERSEDED)
