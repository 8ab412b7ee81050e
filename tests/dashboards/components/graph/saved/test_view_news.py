"""News of a view are sentences in the reader's language."""

from __future__ import annotations

import pytest

from dashboards.components.graph.saved.view_news import format_acts, format_gone
from tracer.actions.case_graph.views.acts import ViewActs
from tracer.wording.language import find_language

EN, RO = find_language("en"), find_language("ro")
ACTS = (
    "moved", "added", "taken out", "hidden", "shown", "pinned", "let go", "colour", "fold", "group", "note", "revoked", "name",
    "removed", "restored", "layout", "filter", "path", "seed",
)  # fmt: skip


def test_who_did_what_to_how_many():
    acts = [ViewActs("Dan Proba", "moved", 3), ViewActs("Dan Proba", "hidden", 1)]
    assert format_acts(acts, EN) == ["Dan Proba moved 3 nodes", "Dan Proba hid 1 node"]
    assert format_acts(acts, RO) == ["Dan Proba a mutat 3 noduri", "Dan Proba a ascuns 1 nod"]
    assert format_acts([ViewActs("Dan Proba", "moved", 21)], RO) == ["Dan Proba a mutat 21 de noduri"]


@pytest.mark.parametrize("act", ACTS)
def test_every_act_has_a_sentence_of_its_own(act):
    (english,), (romanian,) = (format_acts([ViewActs("Dan Proba", act, 2)], language) for language in (EN, RO))
    assert english != romanian
    assert english.startswith("Dan Proba ")
    assert romanian.startswith("Dan Proba ")


def test_lost_nodes_are_counted_in_words():
    assert format_gone(0, EN) == ""
    assert format_gone(2, EN) == "2 nodes of this view are no longer in the case"
    assert format_gone(1, RO) == "1 nod al acestei vederi nu mai este în caz"
