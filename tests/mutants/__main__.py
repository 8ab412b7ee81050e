"""Which small changes of the code do the tests find? Runs the table of mutants.

python -m tests.mutants --jobs 2
python -m tests.mutants --only slices
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.table import Mutant, read_mutants
from tests.mutants.trial import Copy, Trial, judge, last_lines, load_libraries

ENOUGH = 95
"""Per cent of the mutants that must be found."""


def main() -> int:
    """Exit code 0: enough found; 1: too few; 2: nothing could be tried."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--jobs", type=int, default=1, help="mutants tried at a time, each in a copy of its own")
    parser.add_argument(
        "--only", metavar="NAME", action="append", default=[], help="those whose name or file holds this"
    )
    parser.add_argument("--unchecked", action="store_true", help="the near tests are known to pass without any change")
    asked = parser.parse_args()
    wanted = [
        one for one in read_mutants() if not asked.only or any(part in f"{one.name} {one.file}" for part in asked.only)
    ]
    if not wanted or asked.jobs < 1:
        print("There is no such mutant, or no job to try it.", file=sys.stderr)
        return 2
    load_libraries()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = [Copy(Path(folder) / str(number)) for number in range(min(asked.jobs, len(wanted)))]
        failing = "" if asked.unchecked else check_unchanged(wanted, copies[0])
        if failing:
            print(f"The tests fail without any change:\n{failing}", file=sys.stderr)
            return 2
        trials = try_all(wanted, copies)
    return report(trials)


def check_unchanged(mutants: Sequence[Mutant], copy: Copy) -> str:
    """Do the near tests pass without any change? Empty, or the last lines of the run."""
    _, status = os.waitpid(copy.start(test for one in mutants for test in one.tests), 0)
    code = os.waitstatus_to_exitcode(status)
    told, _ = copy.finish()
    return last_lines(told) if code else ""


def try_all(mutants: Sequence[Mutant], copies: Sequence[Copy]) -> list[Trial]:
    """Every mutant in a copy that is free, said as it ends."""
    waiting, free = list(reversed(mutants)), list(copies)
    running: dict[int, tuple[Copy, Mutant]] = {}
    trials: list[Trial] = []
    while waiting or running:
        while waiting and free:
            copy, mutant = free.pop(), waiting.pop()
            running[copy.start(mutant.tests, mutant)] = (copy, mutant)
        process, status = os.wait()
        copy, mutant = running.pop(process)
        trial = judge(mutant, os.waitstatus_to_exitcode(status), *copy.finish())
        free.append(copy)
        trials.append(trial)
        print(f"{trial.outcome:<8} {trial.seconds:5.1f} s  {mutant.name}  {trial.told}", flush=True)
    return trials


def report(trials: Sequence[Trial]) -> int:
    """Names what was not found, and the total."""
    missed = [trial for trial in trials if trial.outcome != "found"]
    for trial in missed:
        print(f"{trial.outcome}: {trial.mutant.name} ({trial.mutant.file}): {trial.mutant.reason}")
    found = len(trials) - len(missed)
    print(f"Found {found} of {len(trials)} mutants, {100 * found // len(trials)} %; expected {ENOUGH} % at least.")
    return 0 if 100 * found >= ENOUGH * len(trials) else 1


if __name__ == "__main__":
    sys.exit(main())
