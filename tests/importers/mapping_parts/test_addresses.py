"""A column is found by its title or its position, and every column of a table is accounted for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from importers.mapping_parts.addresses import find_column, find_difference, list_titles, position_of

HEADERS = st.lists(st.sampled_from(("A", "B", "", "C D")), min_size=1, max_size=6)


@given(HEADERS, st.data())
def test_positions_account_for_every_header_whatever_its_titles(header: list[str], data: st.DataObject) -> None:
    forms = [data.draw(st.sampled_from((f"#{place}", f"#{place} {title}" if title else f"#{place}")))
             for place, title in enumerate(header, start=1)]  # fmt: skip
    assert [find_column(header, address) for address in forms] == list(range(len(header)))
    assert find_difference(header, forms) is None
    left_out = data.draw(st.integers(0, len(header) - 1))
    assert find_difference(header, [*forms[:left_out], *forms[left_out + 1 :]]) is not None
    assert find_difference(header, [*forms, f"#{len(header) + 1}"]) is not None


@given(HEADERS)
def test_titles_account_for_a_header_exactly_if_none_is_there_twice(header: list[str]) -> None:
    assert (find_difference(header, header) is None) is (len(set(header)) == len(header))


def test_what_is_a_position() -> None:
    found = [position_of(address) for address in ("#3", "#3 Suma", "#0", "#03", "3", "# 3", "#", "#3Suma")]
    assert found == [3, 3, None, None, None, None, None, None]


def test_a_long_list_of_titles_is_cut() -> None:
    assert list_titles(["x" * 100]) == repr("x" * 60)
    assert list_titles(list(map(str, range(30)))).endswith("'19' …")
