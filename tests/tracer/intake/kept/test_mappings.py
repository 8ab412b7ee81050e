"""A mapping stays with the case once it has fitted a file."""

from __future__ import annotations

import json

import yaml

from importers.mapping import read_mapping
from importers.source import Upload
from tracer.casework.sessions.case import MAPPINGS_FOLDER
from tracer.intake.kept.mappings import SUPERSEDED, is_mapping


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


YAML = b"# ours\nname: x\nformat: bank-ledger\ncolumns:\n  amount: Suma\n"


def test_a_mapping_in_yaml_is_known_by_its_two_keys():
    for text in (YAML, YAML.replace(b"bank-ledger", b'"bank-ledger"'), b"\xef\xbb\xbf" + YAML, YAML + b"broken: [\n"):
        assert is_mapping(Upload("x.yaml", text))
    others = (
        YAML.replace(b"bank-ledger", b"csv"),
        YAML.replace(b"columns", b"rows"),
        b"\xff" + YAML,
        b"a,b\nformat: x\n",
    )
    assert [text for text in others if is_mapping(Upload("x.yaml", text))] == []


def test_a_mapping_given_as_yaml_is_kept_as_json(run, empty_case, sample, tmp_path):
    mapping = next(path for path in sample.mappings if path.name == "carte-funciara.json")
    given = tmp_path / "carte.yaml"
    given.write_text(
        yaml.safe_dump(json.loads(mapping.read_text(encoding="utf-8")), allow_unicode=True), encoding="utf-8"
    )
    land = next(path for path in sample.files if path.name == "carte-funciara.csv")
    assert run("--case", empty_case, "import", land, "--mapping", given).code == 0
    [saved] = (empty_case / "mappings").glob("*.json")
    assert read_mapping(saved.read_text("utf-8"), "saved") == read_mapping(mapping.read_text("utf-8"), "given")
