"""The recovery measures of both files, step by step, from the first lead to what the victims were paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from tracer.sample.world.people import FIRST_FILE, MAIN_FILE

_LATE: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Value:
    """What the asset was worth on the day of the step, in whole units."""

    amount: int
    currency: str
    method: str = "appraisal"


@dataclass(frozen=True, slots=True)
class SampleStep:
    """A state reached. ``amount`` in whole units, 0 for none; ``released``: what a part release frees."""

    state: str
    effective: date
    recorded: date
    amount: int = 0
    currency: str = ""
    released: Fraction = Fraction(0)
    reason: str = ""
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure on a share of one asset. ``against``: key of a person or company."""

    case: str
    number: str
    asset: str
    against: str
    share: Fraction
    purposes: str
    steps: tuple[SampleStep, ...]


def _step(
    state: str,
    effective: str,
    money: tuple[int, str] = (0, ""),
    *,
    recorded: str = "",
    released: Fraction = Fraction(0),
    reason: str = "",
    value: Value | None = None,
) -> SampleStep:
    """A step that was put on record three days later, unless a day is given."""
    day = date.fromisoformat(effective)
    known = date.fromisoformat(recorded) if recorded else day + _LATE
    return SampleStep(state, day, known, money[0], money[1], released, reason, value)


def _asked(*days: str) -> tuple[SampleStep, ...]:
    """The three steps before an order: found, traced, proposed."""
    states = ("IDENTIFIED", "TRACED", "REQUESTED")
    return tuple(_step(state, day) for state, day in zip(states, days, strict=False))


_FIRST: Final = _asked("2022-09-05", "2022-09-08", "2022-09-12")
_FIRST_SEARCH: Final = _asked("2022-10-03", "2022-10-03", "2022-10-03")
_MAIN: Final = _asked("2024-10-01", "2024-10-14", "2024-11-04")
_SEARCH: Final = _asked("2024-11-12", "2024-11-12", "2024-11-12")
_FROZEN: Final = _step("FROZEN", "2024-11-20")
_JUDGED: Final = (_step("CONF_NONFINAL", "2023-11-20"), _step("CONF_FINAL", "2024-06-10"))


def _first(number: str, asset: str, against: str, purposes: str, *steps: SampleStep) -> Measure:
    return Measure(FIRST_FILE, number, asset, against, Fraction(1), purposes, steps)


def _main(number: str, asset: str, against: str, purposes: str, *steps: SampleStep, share: str = "1/1") -> Measure:
    return Measure(MAIN_FILE, number, asset, against, Fraction(share), purposes, steps)


_SPECIAL, _EXTENDED = "special_confiscation", "extended_confiscation"

MEASURES: Final[tuple[Measure, ...]] = (
    _first("1", "motorcycle", "toma", _SPECIAL, *_FIRST,
           _step("FROZEN", "2022-10-03", value=Value(28_000, "RON")), _step("MANAGED", "2022-11-07"),
           _step("SALE_ORDERED", "2023-02-06"), _step("DEPOSITED", "2023-04-17", (24_000, "RON")), *_JUDGED,
           _step("VICTIM", "2024-09-16", (20_000, "RON")), _step("BUDGET", "2025-02-10", (4_000, "RON"))),
    _first("2", "car_toma", "toma", _SPECIAL, *_FIRST,
           _step("FROZEN", "2022-10-03", value=Value(32_000, "RON")), *_JUDGED,
           _step("ENFORCING", "2024-07-08"), _step("REALISED", "2024-11-18", (35_000, "RON")),
           _step("VICTIM", "2025-03-17", (35_000, "RON"), recorded="2025-07-07")),
    _first("3", "land_transport", "transport", _SPECIAL, *_FIRST,
           _step("FROZEN", "2022-10-10", value=Value(64_000, "RON")), _step("CHALLENGED", "2022-10-12"),
           _step("FROZEN", "2022-10-17", reason="contestație respinsă"),
           _step("FROZEN", "2023-04-10", reason="verificare periodică"), *_JUDGED,
           _step("ENFORCING", "2024-07-08"),
           _step("REUSE", "2025-02-24", reason="fermă socială fictivă")),
    _first("4", "cash_ron", "toma", _SPECIAL, *_FIRST_SEARCH, _step("FROZEN", "2022-10-03"),
           _step("DEPOSITED", "2022-10-06", (48_000, "RON")), *_JUDGED,
           _step("VICTIM", "2024-09-16", (48_000, "RON"))),
    _first("5", "watch_owned", "toma", _EXTENDED, *_FIRST_SEARCH, _step("FROZEN", "2022-10-03"),
           _step("RELEASED", "2023-03-06", reason="dobândire licită dovedită")),
    _first("6", "phones", "toma", _SPECIAL, *_FIRST_SEARCH, _step("FROZEN", "2022-10-03"), *_JUDGED,
           _step("ENFORCING", "2024-07-08"), _step("DESTROYED", "2024-10-14")),
    _first("7", "watch_found", "toma", _SPECIAL, *_FIRST_SEARCH, _step("FROZEN", "2022-10-03"),
           _step("RETURNED_VICTIM", "2023-05-15", reason="bunul unei victime")),
    _first("8", "flat_gap", "stefania", "damage", *_asked("2023-07-03", "2023-07-10", "2023-07-17"),
           _step("FROZEN", "2023-08-07", value=Value(110_000, "RON")),
           _step("RELEASED", "2024-06-10", reason="pretenții civile achitate")),
    _main("1", "villa", "elena", _EXTENDED, *_MAIN,
          _step("FROZEN", "2024-11-20", value=Value(180_000, "EUR")),
          _step("FROZEN", "2025-05-15", reason="verificare periodică"), _step("CONF_NONFINAL", "2025-10-20")),
    _main("2", "flat_joint", "stefania", _SPECIAL, *_MAIN,
          _step("FROZEN", "2024-11-20", value=Value(250_000, "RON")), share="1/2"),
    _main("3", "flat_gap", "stefania", _SPECIAL, *_MAIN, _FROZEN),
    _main("4", "flat_victor", "victor", f"{_SPECIAL},{_EXTENDED}", *_MAIN, _FROZEN,
          _step("CONF_NONFINAL", "2025-04-14"), _step("CONF_FINAL", "2025-05-12", recorded="2025-07-02")),
    _main("5", "house", "elena", _EXTENDED, *_MAIN, _FROZEN, _step("CHALLENGED", "2024-11-25"),
          _step("RELEASED", "2024-12-09", reason="contestație admisă")),
    _main("6", "building", "delta", _SPECIAL, *_MAIN, _step("FROZEN", "2025-06-16", recorded="2025-07-02")),
    _main("7", "land_beta", "beta", _SPECIAL, *_MAIN[:2]),
    _main("8", "car_victor", "victor", _SPECIAL, *_MAIN,
          _step("FROZEN", "2024-11-20", value=Value(20_000, "EUR")), _step("MANAGED", "2024-12-02"),
          _step("SALE_ORDERED", "2025-02-10"), _step("DEPOSITED", "2025-04-07", (18_000, "EUR"))),
    _main("9", "car_delta", "delta", _SPECIAL, *_MAIN, _FROZEN, _step("MANAGED", "2024-12-02")),
    _main("10", "car_stefania", "stefania", _SPECIAL, *_MAIN, _FROZEN,
          _step("PART_RELEASED", "2025-01-20", released=Fraction(2, 5), reason="partea din alte surse")),
    _main("11", "studio", "salon", _SPECIAL, *_MAIN, _FROZEN),
    _main("12", "gold_bars", "victor", _SPECIAL, *_SEARCH, _FROZEN, _step("MANAGED", "2024-11-22")),
    _main("13", "gold_coins", "elena", _EXTENDED, *_SEARCH, _FROZEN),
    _main("14", "watch_gold", "victor", _SPECIAL, *_SEARCH, _FROZEN),
    _main("15", "watch_steel", "victor", _SPECIAL, *_SEARCH, _FROZEN),
    _main("16", "watch_stefania", "stefania", _SPECIAL, *_SEARCH, _FROZEN),
    _main("17", "necklace", "stefania", _SPECIAL, *_SEARCH[:1],
          _step("NOT_FOUND", "2025-02-03", reason="dispărut")),
    _main("18", "cash_eur", "victor", _SPECIAL, *_SEARCH, _step("FROZEN", "2024-11-13"),
          _step("DEPOSITED", "2024-11-15", (52_000, "EUR"))),
    _main("19", "cash_usd", "stefania", _SPECIAL, *_SEARCH, _step("FROZEN", "2024-11-13"),
          _step("DEPOSITED", "2024-11-15", (7_000, "USD"))),
    _main("20", "cash_chf", "victor", _SPECIAL, *_SEARCH, _step("FROZEN", "2024-11-13")),
    _main("21", "wallet", "victor", _SPECIAL, *_SEARCH[:2],
          _step("URGENT", "2024-11-12"), _step("FROZEN", "2024-11-18")),
    _main("22", "share_delta", "victor", _EXTENDED, *_SEARCH, _FROZEN),
    _main("23", "account:delta_eur", "delta", _SPECIAL, *_MAIN,
          _step("FROZEN", "2024-11-20", value=Value(5_000, "EUR", "face_value"))),
    _main("24", "flat_eta", "eta", _SPECIAL, *_MAIN[:2],
          _step("URGENT", "2024-10-21"), _step("LAPSED", "2024-10-28")),
    _main("25", "flat_eta", "eta", _SPECIAL, *_asked("2024-11-04", "2024-11-06", "2024-11-08"),
          _step("FROZEN", "2024-12-02")),
    _main("26", "van", "transport", _SPECIAL, *_MAIN[:1],
          _step("DROPPED", "2025-01-27", reason="fără legătură dovedită")),
)  # fmt: skip


def steps() -> Iterator[tuple[Measure, int, SampleStep]]:
    """Every step of every measure with its number in order, as rows of the register."""
    for measure in MEASURES:
        for number, step in enumerate(measure.steps, start=1):
            yield measure, number, step
