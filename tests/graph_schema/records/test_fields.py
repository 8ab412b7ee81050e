"""What a field may hold, kind by kind, and that a record keeps to its type's fields."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import TracerError, WrongRecord
from graph_schema.records.fields import (
    Field,
    FieldKind,
    check_currencies,
    check_props,
    check_value,
    currency_field,
    read_codes,
)

GOOD: dict[str, list[Any]] = {
    "text": ["a", " a ", "=1+1", "\u0219"],
    "code": ["x", "y"],
    "codes": ["x", "x,y", "y, x", "x,x"],
    "integer": [0, -1, 2**63 - 1, -(2**63)],
    "minor": [0, -150, 2**63 - 1],
    "currency": ["RON", "EUR", "JPY"],
    "day": ["2024-02-29", "0001-01-01"],
    "partial_date": ["2024", "2024-02", "2024-02-29"],
    "instant": ["2026-03-09T10:30Z", "0001-01-01T00:00Z", "2024-02-29T23:59Z"],
    "share": ["0", "1", "1/3", "2/2", "0/5", "999999999999999999/1000000000000000000"],
    "flag": [True, False],
}
BAD: dict[str, list[Any]] = {
    "text": ["", " ", "\n", 1, True],
    "code": ["z", "X", "", 1],
    "codes": ["z", "x,z", "x,", ",", "x;y", " ", "", 1],
    "integer": [2**63, -(2**63) - 1, True, "1", 1.0],
    "minor": [1.5, "150", False, 2**63],
    "currency": ["ron", "XXQ", "", "RON ", 1],
    "day": ["2024-02-30", "2023-02-29", "2024-2-1", "01.02.2024", "2024", "", "2024-02-29T00:00"],
    "partial_date": ["24", "2024-13", "2024-02-30", "2024/02", "", 2024],
    "instant": [
        "2026-03-09",
        "2026-03-09T10:30",
        "2026-03-09T10:30:00Z",
        "2026-03-09 10:30Z",
        "2026-03-09t10:30z",
        "2026-03-09T24:00Z",
        "2026-03-09T10:60Z",
        "2023-02-29T10:30Z",
        "2026-03-09T10:30+02:00",
        "٢026-03-09T10:30Z",
        "",
        20260309,
    ],
    "share": [
        "3/2",
        "-1/4",
        "0.25",
        "1/0",
        "0/0",
        "1/4 ",
        "+1/4",
        "1_0/20",
        "1e-1",
        "1e-999999999",
        "x",
        "1/",
        "/2",
        "١/٤",
        "25%",
        1,
        "",
    ],
    "flag": [0, 1, "true", ""],
}


def field(kind: str, **changes: Any) -> Field:
    return Field("f", kind, "meaning", "sens", codes=("x", "y"), **changes)  # type: ignore[arg-type]


def test_every_kind_is_tested() -> None:
    assert set(GOOD) == set(BAD) == set(get_args(FieldKind))


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in GOOD.items() for value in values])
def test_what_a_kind_allows(kind: str, value: Any) -> None:
    check_value(field(kind), value, "row:2")


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in BAD.items() for value in values])
def test_what_a_kind_refuses_names_place_field_and_value(kind: str, value: Any) -> None:
    with pytest.raises(WrongRecord) as refused:
        check_value(field(kind), value, "row:2")
    assert str(refused.value).startswith(f"row:2: the field f is {value!r}; expected ")


@given(kind=st.sampled_from(sorted(GOOD)), value=st.text() | st.integers() | st.booleans())
def test_any_value_is_allowed_or_refused_with_a_reason(kind: str, value: Any) -> None:
    try:
        check_value(field(kind), value, "row:2")
    except TracerError as error:
        assert isinstance(error, WrongRecord)


def test_a_record_holds_its_fields_and_no_other() -> None:
    fields = (Field("name", "text", "m", "r", True), Field("rows", "integer", "m", "r"))
    check_props(fields, {"name": "a"}, "row:2")
    check_props(fields, {"name": "a", "rows": 0}, "row:2")
    for props, message in (
        ({}, "row:2: the required field name has no value. Add it."),
        ({"name": None}, "row:2: the required field name has no value. Add it."),
        ({"name": "a", "other": 1}, "row:2: unknown field other; expected one of name, rows. Correct the name."),
        (
            {"name": "a", "rows": "3"},
            "row:2: the field rows is '3'; expected a whole number of at most 64 bits. Correct the value.",
        ),
        ({"name": ""}, "row:2: the field name is ''; expected a text that is not empty. Correct the value."),
    ):
        with pytest.raises(WrongRecord) as refused:
            check_props(fields, props, "row:2")  # type: ignore[arg-type]
        assert str(refused.value) == message


def test_a_code_listed_twice_counts_once():
    assert read_codes("y,x, y") == ("y", "x")


def test_a_sum_has_the_currency_of_its_name_else_the_only_one():
    def sum_of(name: str) -> Field:
        return Field(name, "minor", "m", "r")

    fields = tuple(Field(name, "currency", "m", "r") for name in ("currency", "price_currency", "to_currency"))
    for name, currency in (
        ("price_minor", "price_currency"),
        ("to_amount_minor", "to_currency"),
        ("amount_minor", "currency"),
        ("amount_here_minor", "currency"),
    ):
        found = currency_field(fields, sum_of(name))
        assert found is not None and found.name == currency
    assert currency_field(fields[1:], sum_of("amount_minor")) is None


def test_a_sum_without_its_currency_is_refused() -> None:
    fields = (Field("cap_minor", "minor", "m", "r"), Field("cap_currency", "currency", "m", "r"))
    check_currencies(fields, {}, "row:2")
    check_currencies(fields, {"cap_minor": 0, "cap_currency": "RON"}, "row:2")
    with pytest.raises(WrongRecord) as refused:
        check_currencies(fields, {"cap_minor": 0}, "row:2")
    assert str(refused.value) == "row:2: the sum cap_minor has no currency. Add cap_currency."
