"""How long the shares of all owners of 5,000 companies take. Prints alone."""

from __future__ import annotations

import time

import pytest

from tests.tracer.analysis.ownership.large_network import draw_large_network
from tracer.analysis.ownership.integrated import integrate_ownership

pytestmark = pytest.mark.benchmark


def test_shares_through_five_thousand_companies() -> None:
    stakes, persons = draw_large_network()
    begun = time.process_time()
    integrate_ownership(stakes, persons=persons)
    print(f"\n{len(stakes)} stakes in 5,000 companies: {time.process_time() - begun:.2f} CPU s")
