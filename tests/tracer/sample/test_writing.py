"""The sample's files: the same bytes every time, and exactly what importers are known to make of them."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from graph_schema.records.nodes import ASSET_CLASSES, ASSET_TYPES
from importers.contract import Batch
from importers.mapping import read_mapping
from tracer.graph.case_graph import CaseGraph
from tracer.sample.answers import Answers
from tracer.sample.writing import SampleFiles, write_sample

GOLDEN = "07f1be63a62c2c1ba9cd810360d23bdc2baf7e18ae04f252e15de5825bc3e8bd"
"""SHA-256 over names and bytes of all files. It changes with every change of the sample, and only then."""


def fingerprint(folder: Path) -> str:
    digest = sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def test_the_bytes_are_the_known_ones_also_over_an_older_sample(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "sample"
    written = write_sample(folder)
    assert fingerprint(folder) == GOLDEN
    (folder / written.files[0].name).write_bytes(b"older")
    assert write_sample(folder) == written
    assert fingerprint(folder) == GOLDEN


def test_all_that_lies_there_is_named(sample: SampleFiles) -> None:
    folder = sample.answers.parent
    named = {*sample.files, *sample.mappings, sample.answers, sample.undeclared}
    assert named == {path for path in folder.rglob("*") if path.is_file()}
    names = [path.name for path in sample.files]
    assert len(set(names)) == len(names) == 67


def test_every_file_gives_exactly_the_known_counts(batches: dict[str, Batch], answers: Answers) -> None:
    found = {
        name: (batch.source.rows, batch.source.kept, batch.source.rejected, len(batch.flags))
        for name, batch in batches.items()
    }
    known = {name: (n.rows, n.kept, n.rejected, n.flags) for name, n in answers.imports.items()}
    assert found == known


def test_each_kind_of_file_is_there(batches: dict[str, Batch]) -> None:
    assert Counter(batch.source.importer for batch in batches.values()) == {
        "camt053": 44,
        "bank-ledger": 13,
        "persons-register": 1,
        "bods": 1,
        "accounts-register": 1,
        "land-register": 1,
        "vehicle-register": 1,
        "inventory-register": 2,
        "bnr-rates": 1,
        "measures-register": 1,
        "decision": 1,
    }


def test_only_two_rows_that_are_no_movements_and_a_holder_without_a_name_are_rejected(
    batches: dict[str, Batch],
) -> None:
    rejected = {name: batch.rejections for name, batch in batches.items() if batch.rejections}
    assert set(rejected) == {"banca-fictiva-eta-2021-01.csv", "banca-inventata.xlsx", "companii.json"}
    assert "is not named" in rejected["companii.json"][0].reason
    assert "zero" in rejected["banca-fictiva-eta-2021-01.csv"][0].reason
    assert "not booked" in rejected["banca-inventata.xlsx"][0].reason


def test_every_flag_names_a_flaw_made_on_purpose(batches: dict[str, Batch]) -> None:
    told = {
        (name, flag.severity, flag.template.format(**flag.params)[:34])
        for name, batch in batches.items()
        for flag in batch.flags
    }
    assert told == {
        ("persoane.csv", "amber", "The identifier cnp fails its check:"[:34]),
        ("companii.json", "amber", "The identifier cui fails its check:"[:34]),
        ("companii.json", "amber", "The stated shares of the company ad"[:34]),
        ("companii.json", "amber", "1 holders of the company have no s"),
        ("vehicule.csv", "amber", "The identifier vin fails its check:"[:34]),
        ("banca-exemplu-bianca-2022.xml", "amber", "The account number RO61IMAGRON00000"[:34]),
    }


def test_every_flaw_is_in_a_file_of_the_sample(answers: Answers) -> None:
    assert {flaw.file for flaw in answers.flaws} <= set(answers.imports)
    assert all(flaw.count > 0 and flaw.what for flaw in answers.flaws)


def test_the_size_is_that_of_a_real_case(graph: CaseGraph) -> None:
    types = Counter(node.type for node in graph.nodes.values())
    assets = [node for node in graph.nodes.values() if node.type in ASSET_TYPES]
    statements = {link.head for link in graph.links_of_type("StatementOf")}
    assert 10_700 <= graph.transfers.num_rows <= 11_300
    assert len(statements) == 31
    assert types["Company"] == 26
    assert len(assets) == 40
    assert types["Measure"] == 34
    missing = {"vessel", "art"}
    assert {str(node.props["asset_class"]) for node in assets} == set(ASSET_CLASSES) - missing


def test_both_spellings_of_one_letter_are_there(sample: SampleFiles) -> None:
    files = {path.name: path.read_bytes() for path in sample.files}
    assert "Ștefania" in files["persoane.csv"].decode("utf-8")
    assert "Ştefania" in files["companii.json"].decode("utf-8")
    assert "Ştefania" in files["banca-fictiva-stefania-2021-01.csv"].decode("windows-1250")
    assert "Ştefania" in files["carte-funciara.csv"].decode("iso-8859-2")


def test_one_person_under_both_spellings_is_one_node(
    graph: CaseGraph, known_names: dict[str, dict[str, dict[str, str]]]
) -> None:
    node = graph.nodes[known_names["persons"]["stefania"]["id"]]
    told = {str(node.props["name"]), *(str(value) for value, _ in node.others.get("name", ()))}
    assert told == {"Ștefania Fictivescu", "Ştefania Fictivescu"}


@pytest.mark.parametrize("text", ["\u0163", "\u015f"])
def test_mappings_keep_the_senders_spelling(sample: SampleFiles, text: str) -> None:
    headers = {path.name: read_mapping(path.read_text(encoding="utf-8"), path.name) for path in sample.mappings}
    land = "".join(headers["carte-funciara.json"].columns.values())
    plain = "".join(headers["vehicule.json"].columns.values())
    assert (text in land) is (text == "\u0163")
    assert text not in plain
