"""Reference rates: exact, by unit, only for days that have one."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import TracerError
from importers.contract import Batch, Importer, UnreadableFile
from importers.registers.rates import IMPORTER
from importers.source import from_bytes, open_source

SAMPLE = Path(__file__).with_name("samples") / "curs-exemplu.xml"
FRAME = (
    '<DataSet xmlns="http://www.bnr.ro/xsd"><Header><Publisher>Banca Exemplu</Publisher></Header>'
    "<Body><OrigCurrency>RON</OrigCurrency>{cubes}</Body></DataSet>"
)


def _rates(batch: Batch) -> dict[tuple[str, str], Fraction]:
    return {
        (item.effective.isoformat(), str(item.props["from_currency"])): Fraction(
            int(item.props["numerator"]), int(item.props["denominator"])
        )
        for item in batch.events
    }


@pytest.fixture(scope="module")
def batch(read_sample: Callable[[Importer, Path], Batch]) -> Batch:
    return read_sample(IMPORTER, SAMPLE)


def test_golden(batch: Batch, check_golden: Callable[[Batch, Path], None]) -> None:
    check_golden(batch, SAMPLE)


def test_rate_for_a_hundred_units_is_divided(batch: Batch) -> None:
    assert _rates(batch) == {
        ("2024-01-03", "EUR"): Fraction(49, 10),
        ("2024-01-03", "HUF"): Fraction(13, 1000),
        ("2024-01-04", "EUR"): Fraction(491, 100),
    }
    assert {item.subject for item in batch.events} == {"currency:EUR", "currency:HUF"}
    assert all(item.recorded == item.effective for item in batch.events)


def test_gold_is_left_aside_by_name_and_wrong_rates_are_rejected(batch: Batch) -> None:
    assert (batch.source.rows, batch.source.kept, batch.source.as_of) == (9, 3, "2024-01-04")
    assert [item.params for item in batch.flags] == [{"count": "1"}]
    assert sorted(item.value for item in batch.rejections) == ["", "-", "0", "0.0", "EUR", "QQQ"]


@given(
    whole=st.integers(0, 99_999),
    decimals=st.text("0123456789", min_size=1, max_size=6),
    multiplier=st.sampled_from([1, 10, 100, 1000]),
)
def test_every_rate_is_its_text_exactly(whole: int, decimals: str, multiplier: int) -> None:
    text = f"{whole}.{decimals}"
    cube = f'<Cube date="2024-01-03"><Rate currency="EUR" multiplier="{multiplier}">{text}</Rate></Cube>'
    file = from_bytes("curs.xml", FRAME.format(cubes=cube).encode())
    if Fraction(text) == 0:
        with pytest.raises(UnreadableFile, match="above zero"):
            IMPORTER.read(file, ())
    else:
        assert _rates(IMPORTER.read(file, ())) == {("2024-01-03", "EUR"): Fraction(text) / multiplier}


@pytest.mark.parametrize(
    "text",
    [
        FRAME.format(cubes=""),
        FRAME.format(cubes="").replace("<OrigCurrency>RON</OrigCurrency>", ""),
        "<!DOCTYPE x><x/>",
        "<DataSet",
        '<Other xmlns="http://www.bnr.ro/xsd"/>',
    ],
)
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises(UnreadableFile):
        IMPORTER.read(from_bytes("curs.xml", text.encode()), ())


@given(st.data())
def test_mutated_bytes_never_escape_as_another_error(data: st.DataObject) -> None:
    raw = bytearray(SAMPLE.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        batch = IMPORTER.read(from_bytes("schimbat.xml", bytes(raw)), ())
    except TracerError:
        return
    assert batch.source.rows == batch.source.kept + len(batch.rejections)


def test_published_rates_give_the_control_figures(shared_data: Path) -> None:
    control = json.loads((shared_data / "expected" / "bnr_fx.json").read_text(encoding="utf-8"))
    for name, expected in control.items():
        batch = IMPORTER.read(open_source(shared_data / name), ())
        rates = _rates(batch)
        days = sorted({day for day, _ in rates})
        assert (len(days), days[0], days[-1]) == (expected["days"], expected["first"], expected["last"])
        assert batch.rejections == ()
        for day, values in expected["ron_per_unit"].items():
            for currency, value in values.items():
                assert rates[day, currency] == Fraction(value), (name, day, currency)
