from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.analysis.tracing.kernels.machine_code.exact import LARGEST, share_of


@settings(max_examples=200)
@given(data=st.data())
def test_every_share_is_the_floor(data: st.DataObject) -> None:
    size = data.draw(st.sampled_from([2**16, 2**31 - 1, 2**31, 2**42, 2**52, LARGEST]))
    whole = data.draw(st.integers(1, size))
    part, total = data.draw(st.integers(0, whole)), data.draw(st.integers(0, LARGEST))
    assert share_of(total, part, whole) == total * part // whole


@pytest.mark.parametrize("edge", [2**31 - 1, 2**31, 2**42 - 1, 2**42, 2**52 - 1, 2**52, LARGEST])
def test_edges(edge: int) -> None:
    assert share_of(LARGEST, edge, edge) == LARGEST
    assert share_of(LARGEST, edge - 1, edge) == LARGEST * (edge - 1) // edge
    assert share_of(0, edge, edge) == share_of(edge, 0, edge) == 0
