"""A locality is found by name and county; what is not known is said, and never guessed."""

from __future__ import annotations

import pytest

from tracer.casework.places.gazetteer import find_place


@pytest.mark.parametrize(
    ("locality", "county", "name", "exactness"),
    [
        ("Cluj-Napoca", "Cluj", "Cluj-Napoca", "locality"),
        ("Municipiul CLUJ NAPOCA", "județul Cluj", "Cluj-Napoca", "locality"),
        ("Câmpina", "PH", "Câmpina", "locality"),
        ("Campina", "", "Câmpina", "name"),
        ("București, Sectorul 3", "", "București", "name"),
        ("Sector 3", "B", "București", "locality"),
        ("Comuna Inventată", "Cluj", "Cluj", "county"),
        ("Târgu Mureș", "Mureş", "Târgu Mureș", "locality"),
    ],
)
def test_a_place_is_known_as_exactly_as_it_is_stated(locality, county, name, exactness):
    found = find_place(locality, county)
    assert found is not None
    assert (found.name, found.exactness) == (name, exactness)
    assert 43.6 < found.latitude < 48.3 and 20.2 < found.longitude < 29.8


@pytest.mark.parametrize(
    ("locality", "county"), [("Comuna Inventată", ""), ("Cluj-Napoca", "Narnia"), ("", ""), ("54975", "")]
)
def test_what_the_table_does_not_have_has_no_place(locality, county):
    assert find_place(locality, county) is None


def test_a_name_of_two_localities_is_no_place_without_its_county():
    assert find_place("Albești", "Botoșani") is not None
    assert find_place("Albești") is None


def test_the_seat_of_every_county_is_there():
    codes = "AB AR AG BC BH BN BT BR BV B BZ CS CJ CT CV DB DJ GL GJ HR HD IL IS MM MH MS NT OT PH SJ SM SB SV TR TM TL VS VL VN"
    found = [find_place("x", code) for code in (*codes.split(), "CL", "GR", "IF")]
    assert len(found) == 42
    assert all(one is not None and one.exactness == "county" for one in found)
    assert len({one.name for one in found if one is not None}) == 42
