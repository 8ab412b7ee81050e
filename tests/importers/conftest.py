"""What the tests of importers share: reading a sample through its mapping, and the golden beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from importers.contract import Batch, Importer
from importers.declaration import read_declaration
from importers.mapping import read_mapping
from importers.source import open_source, with_declaration


def _plain(batch: Batch) -> dict[str, object]:
    source = batch.source
    entries = [
        {name: str(value) if isinstance(value, date) else value for name, value in row.items() if value is not None}
        for row in batch.entries.to_pylist()
    ]
    return {
        "source": {
            "kind": source.kind,
            "importer": source.importer,
            "as_of": source.as_of,
            "rows": source.rows,
            "kept": source.kept,
            "rejected": source.rejected,
        },
        "nodes": [
            {"id": item.id, "type": item.type, "props": dict(item.props), "locator": item.locator}
            for item in batch.nodes
        ],
        "links": [
            {
                "id": item.id,
                "type": item.type,
                "tail": item.tail,
                "head": item.head,
                "props": dict(item.props),
                "locator": item.locator,
            }
            for item in batch.links
        ],
        "events": [
            {
                "id": item.id,
                "type": item.type,
                "subject": item.subject,
                "effective": item.effective.isoformat(),
                "recorded": item.recorded.isoformat(),
                "author": item.author,
                "props": dict(item.props),
                "locator": item.locator,
            }
            for item in batch.events
        ],
        **({"entries": entries} if entries else {}),
        "rejections": [
            {"locator": item.locator, "value": item.value, "reason": item.reason, "row": item.row}
            for item in batch.rejections
        ],
        "flags": [
            {"severity": item.severity, "locator": item.locator, "text": item.template.format(**item.params)}
            for item in batch.flags
        ],
    }


@pytest.fixture(scope="session")
def read_sample() -> Callable[[Importer, Path], Batch]:
    """Read a sample; ``.mapping.json`` and ``.declaration.json`` of the same name go with it."""

    def read(importer: Importer, sample: Path) -> Batch:
        saved = sample.with_suffix(".mapping.json")
        mappings = (read_mapping(saved.read_text(encoding="utf-8"), saved.name),) if saved.exists() else ()
        stated = sample.with_suffix(".declaration.json")
        declared = read_declaration(json.loads(stated.read_text(encoding="utf-8"))) if stated.exists() else None
        file = with_declaration(open_source(sample), declared)
        assert importer.recognise(file, mappings).claims
        return importer.read(file, mappings)

    return read


@pytest.fixture(scope="session")
def check_golden() -> Callable[[Batch, Path], None]:
    """Compare a batch with the golden beside its sample; TRACER_NEW_GOLDENS=1 writes it anew."""

    def check(batch: Batch, sample: Path) -> None:
        golden = sample.with_suffix(".golden.json")
        text = json.dumps(_plain(batch), ensure_ascii=False, indent=1) + "\n"
        if os.environ.get("TRACER_NEW_GOLDENS") == "1":
            golden.write_text(text, encoding="utf-8")
        assert golden.read_text(encoding="utf-8") == text

    return check
