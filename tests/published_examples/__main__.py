"""Are the worked examples of a file exact in the product?

python -m tests.published_examples FILE.md FILE.json
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.published_examples.reading import UnreadableFile, read_examples
from tests.published_examples.running import Outcome, run_example


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: all exact; 1: some not exact or not run; 2: a file could not be read."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.published_examples", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="Markdown with JSON blocks, or JSON")
    parser.add_argument("--all", action="store_true", help="print the figures that are exact, too")
    asked = parser.parse_args(arguments)
    outcomes: list[Outcome] = []
    for path in asked.files:
        try:
            outcomes += [run_example(example) for example in read_examples(path)]
        except UnreadableFile as error:
            print(f"Not read: {error}", file=sys.stderr)
            return 2
    for outcome in outcomes:
        for line in lines_of(outcome, everything=asked.all):
            print(f"{outcome.id}: {line}")
    not_run = sum(outcome.not_run is not None for outcome in outcomes)
    exact = sum(outcome.exact for outcome in outcomes)
    figures = [check for outcome in outcomes for check in outcome.checks]
    print(
        f"{len(outcomes)} examples: {exact} exact, {len(outcomes) - exact - not_run} not exact, {not_run} not run; "
        f"{sum(check.exact for check in figures)} of {len(figures)} figures exact."
    )
    return 0 if exact == len(outcomes) else 1


def lines_of(outcome: Outcome, *, everything: bool) -> list[str]:
    """What there is to say of one example."""
    lines = [f"not run: {outcome.not_run}"] if outcome.not_run is not None else []
    if outcome.refused is not None:
        lines.append(f"not exact: the product refuses it: {outcome.refused}")
    lines += [f"not exact: {check}" for check in outcome.checks if not check.exact]
    if everything:
        lines += [f"exact: {check}" for check in outcome.checks if check.exact]
    return lines


if __name__ == "__main__":
    sys.exit(main())
