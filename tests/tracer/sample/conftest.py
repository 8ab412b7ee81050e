"""What the tests of the sample case share: each file as its importer reads it, and the case as a graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.contract import Batch
from importers.mapping import read_mapping
from importers.registry import read_source
from importers.source import open_source
from tracer.access.roles import Actor
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.sessions.opening import open_session
from tracer.casework.tracing.case_tracing import TIE_METHODS, CaseTracing, follow_case
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.payments import resolve_payments
from tracer.sample.writing import SampleFiles
from tracer.settings import Settings


@pytest.fixture(scope="session")
def batches(sample: SampleFiles) -> dict[str, Batch]:
    """File name -> what its importer makes of it, in the order of import."""
    mappings = tuple(read_mapping(path.read_text(encoding="utf-8"), path.name) for path in sample.mappings)
    return {path.name: read_source(open_source(path), mappings) for path in sample.files}


@pytest.fixture(scope="session")
def graph(sample_case: Path) -> CaseGraph:
    """The imported case as the analyses see it."""
    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en")) as session:
        return session.graph()


@pytest.fixture(scope="session")
def following(graph: CaseGraph) -> dict[Method, CaseTracing]:
    """The money of the case followed by each method."""
    return {method: follow_case(resolve_payments(graph), method) for method in TIE_METHODS}
