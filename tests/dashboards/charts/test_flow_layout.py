"""Where bars stand: columns by the way of the money, nothing over anything else in a column."""

from __future__ import annotations

import itertools
from collections import defaultdict

import pytest

from dashboards.charts.flow_layout import lay_out, place_bands
from tracer.access.roles import Actor
from tracer.actions.money.flow import show_flow
from tracer.actions.money.stops import list_stops
from tracer.casework.sessions.opening import open_session
from tracer.casework.tracing.case_tracing import METHODS_WITH_CHAINS
from tracer.settings import Settings


@pytest.fixture
def reports(sample_case):
    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
        names = [method.value for method in METHODS_WITH_CHAINS]
        return [show_flow(session, stop.id, names) for stop in list_stops(session).assets]


def test_no_bar_of_the_sample_stands_over_another_one(reports):
    for report in reports:
        layout = lay_out(report, {})
        columns = defaultdict(list)
        for node in layout.nodes.values():
            columns[node.column].append(node)
        for nodes in columns.values():
            nodes.sort(key=lambda node: node.top)
            for above, below in itertools.pairwise(nodes):
                assert above.top + above.height <= below.top + 0.01
            assert nodes[0].top >= 0 and nodes[-1].top + nodes[-1].height <= layout.height + 0.01


def test_bands_stay_within_their_bars(reports):
    for report in reports:
        layout = lay_out(report, {})
        for flow in report.flows:
            for band in place_bands(layout, report, flow.lines):
                assert band.x[0] < band.x[1]
                for key, (upper, lower) in ((band.payer, band.left), (band.payee, band.right)):
                    node = layout.nodes[key]
                    assert node.top - 0.01 <= upper
                    assert lower <= node.top + node.height + 3
