"""Pairs of document and authority."""

from __future__ import annotations

import pytest

from tests.recovery_scenarios.reading import read_act
from tests.tracer.recovery.stories import row
from tracer.recovery.acts.refusals import Refused
from tracer.recovery.orders.pairs import pairs, require_pair, require_source


def act(source: str):
    return read_act(row(1, "check", "2025-01-01", source, item="A"))


def test_pairs_are_read() -> None:
    assert pairs("a:b c; d:e") == {("a", "b"), ("a", "c"), ("d", "e")}
    assert require_source(act("ruling:court")) == ("ruling", "court")


@pytest.mark.parametrize(
    ("source", "code"),
    [("", "NO_DOCUMENT"), (":court", "NO_DOCUMENT"), ("ruling:", "NO_AUTHORITY"), ("a:b", "WRONG_PAIR")],
)
def test_a_missing_or_wrong_pair_is_refused(source: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        require_pair(act(source), pairs("ruling:court; ordinance:judge"))
    assert caught.value.refusal.code == code


def test_the_message_lists_the_allowed_pairs() -> None:
    with pytest.raises(Refused) as caught:
        require_pair(act("a:b"), pairs("ruling:court; ordinance:prosecutor"))
    assert (
        "(ordinance) from prosecutor (prosecutor); judge's ruling (ruling) from court (court)"
        in caught.value.refusal.message
    )
