"""Runs one example through the product and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph_schema.errors import TracerError
from tests.published_examples.decided_cases import run_decided
from tests.published_examples.figures import Check, Fields, WrongExample
from tests.published_examples.ledgers import run_asset_share, run_ledger, run_libr_direct, run_pari_passu, run_poison
from tests.published_examples.owners import run_claims, run_integrated, run_ofac, run_power, run_ubo
from tests.published_examples.reading import Example
from tests.published_examples.sums import run_arithmetic, run_cycles, run_ratio

RUNNERS: dict[str, Callable[[Fields], Iterator[Check]]] = {
    "arithmetic": run_arithmetic,
    "asset_share": run_asset_share,
    "claims": run_claims,
    "cycles": run_cycles,
    "decided": run_decided,
    "integrated": run_integrated,
    "ledger": run_ledger,
    "libr_direct": run_libr_direct,
    "ofac": run_ofac,
    "pari_passu": run_pari_passu,
    "poison": run_poison,
    "power": run_power,
    "ratio": run_ratio,
    "ubo": run_ubo,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """``checks``: every figure that was compared. ``not_run``: why there is none. ``refused``: the product's own words."""

    id: str
    checks: tuple[Check, ...]
    not_run: str | None = None
    refused: str | None = None

    @property
    def exact(self) -> bool:
        """Was it run, and is every figure exact?"""
        return not self.not_run and not self.refused and all(check.exact for check in self.checks)


def run_example(example: Example) -> Outcome:
    """Is every figure of the example what the product says? Several ``cases`` of one example count as one."""
    kind = example.kind
    if kind is None and {"ledger", "expected"} <= example.body.keys():
        kind = "decided"
    if kind is None:
        return Outcome(example.id, (), "it names no kind")
    runner = RUNNERS.get(kind.casefold().replace("-", "_"))
    if runner is None:
        return Outcome(example.id, (), f"unknown kind {kind!r}: expected one of {', '.join(RUNNERS)}")
    checks: list[Check] = []
    try:
        body = Fields(example.body, example.id)
        body.maybe("kind")
        body.maybe("id")
        cases = body.maybe("cases")
        bodies = [body] if cases is None else [Fields(case, f"case {n}") for n, case in enumerate(cases, 1)]
        for number, case in enumerate(bodies, 1):
            found = list(runner(case))
            if cases is not None and len(bodies) > 1:
                found = [Check(f"case {number}, {c.what}", c.expected, c.found, c.exact) for c in found]
            checks += found
            case.end()
        if cases is not None:
            body.end()
        if not checks:
            raise WrongExample("it expects no figure")
    except WrongExample as error:
        return Outcome(example.id, (), str(error))
    except TracerError as error:
        return Outcome(example.id, tuple(checks), refused=str(error))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return Outcome(example.id, (), f"its form is not understood ({type(error).__name__}: {error})")
    return Outcome(example.id, tuple(checks))
