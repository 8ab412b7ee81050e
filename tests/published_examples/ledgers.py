"""Runs examples of tracing: ledgers, the direct rule, poison, pari passu, assets bought with mixed money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.oracles.object_engine.agreement import in_objects
from tests.oracles.object_engine.engine import trace as trace_in_objects
from tests.published_examples.figures import (
    Check,
    Fields,
    WrongExample,
    compare,
    compare_flags,
    compare_rounded,
    read_number,
    scale_of,
    whole,
)
from tracer.analysis.tracing.figures.interval import TracingInterval, trace_interval
from tracer.analysis.tracing.figures.pari_passu import divide_pari_passu
from tracer.analysis.tracing.figures.poison import find_touched
from tracer.analysis.tracing.figures.substitution import claims_on_asset
from tracer.analysis.tracing.kernels.rules import Inner
from tracer.analysis.tracing.kernels.run import ColumnRun, trace_in_columns
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger, LedgerEntry
from tracer.analysis.tracing.policies.libr_direct import libr_direct
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.inputs import Origin
from tracer.analysis.tracing.run.result import TracingResult

POLICIES = {
    "fifo": Method.FIFO,
    "lifo": Method.LIFO,
    "libr": Method.LIBR,
    "own_first": Method.LIBR,
    "clean_first": Method.LIBR,
    "taint_first": Method.TAINT_FIRST,
    "prorata": Method.PRO_RATA,
    "pro_rata": Method.PRO_RATA,
    "haircut": Method.PRO_RATA,
    "rolling": Method.PRO_RATA,
    "rolling_charge": Method.PRO_RATA,
}
RATEABLE = ("libr_rateable", "libr_prorata", "libr_pro_rata", "own_first_prorata", "own_first_pro_rata")
INNER: dict[str, Inner] = {
    "oldest": "oldest",
    "fifo": "oldest",
    "rateable": "rateable",
    "prorata": "rateable",
    "pro_rata": "rateable",
}
MONEY = "XXX"


@dataclass(frozen=True, slots=True)
class Rule:
    """A method with its classes and the rule inside one."""

    method: Method
    classes: tuple[tuple[str, ...], ...]
    inner: Inner


@dataclass(frozen=True, slots=True)
class Written:
    """The events of an example as the product takes them. ``scale``: units of the product to one of the example."""

    ledger: Ledger
    origins: dict[str, Origin]
    openings: dict[AccountKey, int]
    opening_labels: dict[AccountKey, Origin]
    scale: int

    @property
    def accounts(self) -> frozenset[AccountKey]:
        named = {account for entry in self.ledger.entries for account, _ in entry.legs()}
        return frozenset(named | self.openings.keys())


def read_ledger(body: Fields) -> Written:
    """The events, one a day in the order in which they are written, or by their ``t`` and ``seq`` where all have one."""
    events = [Fields(event, f"event {number}") for number, event in enumerate(body.list("events"), 1)]
    openings = body.maybe("openings", otherwise={})
    rows = [_row(event) for event in events]
    if rows and all(row["t"] is not None for row in rows):
        rows.sort(key=lambda row: (read_number(row["t"], "t"), read_number(row["seq"] or 0, "seq")))
    amounts = [value for row in rows for value in (row["amount"], row["credited"]) if value is not None]
    amounts += [part for row in rows if isinstance(row["label"], list) for _, part in _parts(row)]
    scale = scale_of([*amounts, *openings.values()], "an amount")
    entries: list[LedgerEntry] = []
    origins: dict[str, Origin] = {}
    for number, row in enumerate(rows):
        place = f"event {row['id']}"
        debited = whole(row["amount"], scale, place)
        credited = debited if row["credited"] is None else whole(row["credited"], scale, place)
        sides = (_key(row["from"], row["paid_in"]), _key(row["to"], row["received_in"]))
        if debited != credited and None not in sides and sides[0][1] == sides[1][1]:  # type: ignore[index]
            raise WrongExample(f"{place}: two amounts in one currency")
        entries.append(
            LedgerEntry(
                row["id"], date(2000, 1, 1) + timedelta(days=number), *sides, debited, credited, void_of=row["void"]
            )
        )
        if row["label"] is not None:
            origins[row["id"]] = (
                row["label"]
                if isinstance(row["label"], str)
                else tuple((label, whole(part, scale, place)) for label, part in _parts(row))
            )
    labels = {(account, MONEY): str(label) for account, label in body.maybe("opening_labels", otherwise={}).items()}
    opened = {(account, MONEY): whole(value, scale, "an opening") for account, value in openings.items()}
    return Written(Ledger(tuple(entries)), origins, opened, dict(labels), scale)


def _row(event: Fields) -> dict[str, Any]:
    currency = event.maybe("currency", otherwise=MONEY)
    row = {
        "id": str(event.take("id")),
        "from": event.maybe("from", "debit"),
        "to": event.maybe("to", "credit"),
        "amount": event.take("amount", "debited"),
        "credited": event.maybe("credited", "received"),
        "label": event.maybe("label", "labels"),
        "void": event.maybe("reverses", "void_of"),
        "t": event.maybe("t", "time", "day"),
        "seq": event.maybe("seq"),
        "paid_in": event.maybe("debit_currency", otherwise=currency),
        "received_in": event.maybe("credit_currency", otherwise=currency),
    }
    event.place = f"event {row['id']}"
    event.end()
    if isinstance(row["label"], dict):
        row["label"] = [[label, part] for label, part in row["label"].items()]
    return row


def _parts(row: Mapping[str, Any]) -> list[tuple[str, Any]]:
    parts = []
    for part in row["label"]:
        if not isinstance(part, list) or len(part) != 2 or not isinstance(part[0], str):
            raise WrongExample(f"event {row['id']}: label part {part!r:.60}: expected [label, amount]")
        parts.append((part[0], part[1]))
    return parts


def _key(account: object, currency: str) -> AccountKey | None:
    return None if account is None else (str(account), currency)


def run_ledger(body: Fields) -> Iterator[Check]:
    written = read_ledger(body)
    for number, run in enumerate(body.list("runs"), 1):
        yield from _run(written, Fields(run, f"run {number}"))


def _run(written: Written, run: Fields) -> Iterator[Check]:
    name = str(run.take("policy", "method"))
    run.place = name
    plain = name.casefold().replace("-", "_").replace(" ", "_")
    inner = str(run.maybe("inner", otherwise="rateable" if plain in RATEABLE else "oldest"))
    method = Method.LIBR if plain in RATEABLE else POLICIES.get(plain)
    if method is None:
        raise WrongExample(f"the policy {name!r} is not known: expected one of {', '.join((*POLICIES, *RATEABLE))}")
    if inner not in INNER:
        raise WrongExample(f"the rule {inner!r} inside a class is not known: expected one of {', '.join(INNER)}")
    classes = tuple(
        tuple(labels)
        for labels in run.maybe("class_order", "classes", otherwise=())
        if any(is_tainted(label) for label in labels)
    )
    rule = Rule(method, classes, INNER[inner])
    for number, point in enumerate(run.maybe("after", otherwise=()), 1):
        yield from _after(written, rule, Fields(point, f"{name}, point {number}"))
    if rule.inner == "oldest" and not _kernels_agree(written, rule):
        yield Check(f"{name}: kernels over columns", "the figures of the engine", "other figures", False)
    out = run.maybe("out_tainted")
    if out is not None:
        traced = _trace(written, rule, len(written.ledger.entries))
        low, high = (sum(ends) for ends in zip((0, 0), *(traced.left(unit) for unit in _units(written)), strict=True))
        yield from _both(f"{name}: out_tainted", out, low, high, traced, written)
    run.end()


def _units(written: Written) -> list[str]:
    return sorted({account[1] for account in written.accounts})


def _question(written: Written, rule: Rule, count: int) -> dict[str, Any]:
    """The arguments of a run over the first entries."""
    ids = {entry.id for entry in written.ledger.entries[:count]}
    return {
        "method": rule.method,
        "statements": written.accounts,
        "origins": {entry_id: origin for entry_id, origin in written.origins.items() if entry_id in ids},
        "openings": written.openings,
        "opening_labels": written.opening_labels,
        "class_order": rule.classes,
    }


def _trace(written: Written, rule: Rule, count: int) -> TracingInterval | RateableInterval:
    ledger = Ledger(written.ledger.entries[:count])
    question = _question(written, rule, count)
    if rule.inner == "oldest":
        return trace_interval(ledger, **question)
    lower, upper = (
        RateableRun(trace_in_columns(ledger, **question, inner="rateable", unknown_as=end), ledger)
        for end in ("clean", "tainted")
    )
    return RateableInterval(lower, upper)


def _kernels_agree(written: Written, rule: Rule) -> bool:
    """Is every field of the run that of the engine in Python objects?"""
    question = _question(written, rule, len(written.ledger.entries))
    return in_objects(trace(written.ledger, **question)) == trace_in_objects(written.ledger, **question)


class RateableRun:
    """A run over columns, asked as a ``TracingResult`` is."""

    def __init__(self, run: ColumnRun, ledger: Ledger) -> None:
        self._run = run
        self._places = {entry.id: place for place, entry in enumerate(ledger.entries)}
        self.units_per_minor = run.columns.units
        self.owed = {key: int(run.state.owed[number]) for number, key in enumerate(run.columns.accounts)}
        self.sheet = run.sheet

    def holdings(self, account: AccountKey) -> dict[str, int]:
        return self._run.holdings(account)

    def carried(self, event: str) -> dict[str, int]:
        return self._run.carried(self._places[event])


@dataclass(frozen=True, slots=True)
class RateableInterval:
    """Both ends where every source of a class loses the same share."""

    lower: RateableRun
    upper: RateableRun

    def account(self, account: AccountKey) -> tuple[int, int]:
        low, high = (_tainted_of(run.holdings(account)) for run in (self.lower, self.upper))
        return low, high

    def left(self, currency: str) -> tuple[int, int]:
        low, high = (
            sum(line.left for (label, unit), line in run.sheet.items() if unit == currency and is_tainted(label))
            for run in (self.lower, self.upper)
        )
        return low, high


def _tainted_of(amounts: Mapping[str, int]) -> int:
    return sum(amount for label, amount in amounts.items() if is_tainted(label))


def _after(written: Written, rule: Rule, point: Fields) -> Iterator[Check]:
    event = str(point.take("event", "id"))
    place = f"{rule.method.value} after {event}"
    ids = [entry.id for entry in written.ledger.entries]
    if event not in ids:
        raise WrongExample(f"{place}: there is no such event")
    entry = written.ledger.entries[ids.index(event)]
    traced = _trace(written, rule, ids.index(event) + 1)
    account = _account(written, entry, point.maybe("account"), place)
    run = traced.lower
    if (balance := point.maybe("balance")) is not None:
        held = sum(run.holdings(account).values()) - run.owed[account]
        yield compare(f"{place}: balance", balance, _figure(held, run, written))
    if (tainted := point.maybe("tainted")) is not None:
        low, high = traced.account(account)
        yield from _both(f"{place}: tainted", tainted, low, high, traced, written)
    for name, amounts in (("labels", run.holdings(account)), ("pieces", run.carried(event))):
        expected = point.maybe(name, otherwise={})
        if expected:
            yield from _labels(f"{place}: {name}", expected, amounts, run, written)
    point.end()


def _both(
    what: str, expected: object, low: int, high: int, traced: TracingInterval | RateableInterval, written: Written
) -> Iterator[Check]:
    """One figure is the lower end, proved money alone; a pair gives both ends."""
    if isinstance(expected, list) and len(expected) == 2:
        yield compare_rounded(f"{what}, at least", expected[0], _figure(low, traced.lower, written))
        yield compare_rounded(f"{what}, at most", expected[1], _figure(high, traced.upper, written))
    else:
        yield compare_rounded(what, expected, _figure(low, traced.lower, written))


def _labels(
    what: str,
    expected: Mapping[str, Any],
    amounts: Mapping[str, int],
    run: TracingResult | RateableRun,
    written: Written,
) -> Iterator[Check]:
    for label, amount in expected.items():
        yield compare_rounded(f"{what} {label}", amount, _figure(amounts.get(label, 0), run, written))


def _figure(amount: int, run: TracingResult | RateableRun, written: Written) -> Fraction:
    return Fraction(amount, run.units_per_minor * written.scale)


def _account(written: Written, entry: LedgerEntry, named: object, place: str) -> AccountKey:
    sides = [side for side in (entry.debit, entry.credit) if side is not None]
    fitting = [account for account in sorted(written.accounts) if account[0] == str(named or "ACC")]
    if len(fitting) == 1:
        return fitting[0]
    if named is None and len(set(sides)) == 1:
        return sides[0]
    raise WrongExample(f"{place}: say which account is meant, one of {', '.join(key[0] for key in sides)}")


def run_poison(body: Fields) -> Iterator[Check]:
    written = read_ledger(body)
    touched = find_touched(
        written.ledger,
        statements=written.accounts,
        origins=written.origins,
        openings=written.openings,
        opening_labels=written.opening_labels,
    )
    expected = body.mapping("expect")
    for event in expected:
        if event not in touched:
            raise WrongExample(f"expect names {event}, and there is no such event")
    yield from compare_flags("touched", expected, {event: bool(sources) for event, sources in touched.items()})


def run_libr_direct(case: Fields) -> Iterator[Check]:
    opening, moves, taint = case.maybe("opening", otherwise=0), case.list("moves"), case.mapping("taint", "tainted")
    scale = scale_of([opening, *moves, *taint.values()], "an amount")
    try:
        places = {int(place): whole(amount, scale, "taint") for place, amount in taint.items()}
    except ValueError as error:
        raise WrongExample(f"taint: {error}") from error
    claims = libr_direct(whole(opening, scale, "opening"), [whole(move, scale, "a move") for move in moves], places)
    expected = case.take("expect")
    for number, wanted in enumerate(expected) if isinstance(expected, list) else ((len(claims) - 1, expected),):
        yield compare(f"claim after move {number}", wanted, Fraction(claims[number], scale))


def run_pari_passu(case: Fields) -> Iterator[Check]:
    contributions, remaining = case.mapping("contributions", "paid"), case.take("remaining", "fund")
    tolerance = case.maybe("tolerance")
    scale = scale_of([*contributions.values(), remaining], "an amount")
    found = divide_pari_passu(
        {name: whole(amount, scale, name) for name, amount in contributions.items()},
        whole(remaining, scale, "remaining"),
    )
    for name, expected in case.mapping("expect").items():
        yield compare(name, expected, Fraction(found.get(name, 0), scale), tolerance=tolerance)


def run_asset_share(case: Fields) -> Iterator[Check]:
    paid, value, claimant = case.take("paid"), case.take("value"), str(case.take("claimant"))
    pairs = list(paid.items()) if isinstance(paid, dict) else [_pair(part) for part in paid]
    tolerance = case.maybe("tolerance")
    scale = scale_of([value, *(amount for _, amount in pairs)], "an amount")
    sums: dict[str, int] = {}
    for name, amount in pairs:
        sums[name] = sums.get(name, 0) + whole(amount, scale, name)
    if claimant not in sums:
        raise WrongExample(f"the claimant {claimant} has paid nothing: expected one of {', '.join(sums)}")
    claim = claims_on_asset(sums, whole(value, scale, "value"))[claimant]
    found = {"share": claim.share, "value": claim.share_of_value / scale, "lien": Fraction(claim.lien, scale)}
    for name, figure in found.items():
        if (expected := case.maybe(f"expect_{name}")) is not None:
            yield compare_rounded(f"{claimant}: {name}", expected, figure, tolerance=tolerance)


def _pair(part: Any) -> tuple[str, Any]:
    if isinstance(part, dict) and {"claimant", "amount"} <= part.keys():
        return str(part["claimant"]), part["amount"]
    if isinstance(part, list) and len(part) == 2:
        return str(part[0]), part[1]
    raise WrongExample(f"paid holds {part!r:.60}: expected a claimant and an amount")
