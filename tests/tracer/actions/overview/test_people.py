"""Who is who in the sample case: suspects first, protected persons by pseudonym alone."""

from __future__ import annotations

import pytest

from tracer.actions.overview import people as people_action
from tracer.actions.overview.people import list_people
from tracer.sample.world.people import PEOPLE, VICTIMS


def test_suspects_stand_first_with_their_assets_and_nobody_protected_is_named(sample_case, session_of):
    with session_of(sample_case) as session:
        people = list_people(session)
        veil = session.veil()
    names = [line.caption for line in people.persons]
    assert names[:2] == ["Victor Inventescu", "Ştefania Fictivescu"] or set(names[:2]) <= {
        PEOPLE[key].name.replace("Ș", "Ş") for key in ("victor", "stefania", "toma")
    }
    assert [line.roles[0][0] for line in people.persons] == sorted(
        (line.roles[0][0] for line in people.persons), key=["suspect", "convicted", "third_party"].index
    )
    assert all(line.assets > 0 for line in people.persons if line.roles[0][0] == "suspect")
    groups = {line.kind: line.pseudonyms for line in people.protected}
    assert set(groups["victims"]) >= {veil.pseudonym(PEOPLE[key].id) for key in VICTIMS}
    assert len(groups["witnesses"]) == 1
    assert not [key for key in VICTIMS if PEOPLE[key].name in repr(people)]
    assert people.files == ("900001/D/P/2022", "900002/D/P/2024")


@pytest.mark.usefixtures("values_anew")
def test_the_role_goes_before_the_number_of_assets(sample_case, session_of, monkeypatch):
    elena, find = PEOPLE["elena"].id, people_action.tied_assets
    monkeypatch.setattr(
        people_action, "tied_assets", lambda session: {**find(session), elena: frozenset(map(str, range(99)))}
    )
    with session_of(sample_case) as session:
        found = list_people(session).persons
    assert [line.assets for line in found if line.id == elena] == [99]
    assert [line.roles[0][0] for line in found[:3]] == ["suspect"] * 3
