"""Days from the opening of a file to each moment of the proceedings: number, sum, the two middle values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.parties import ProceedingAct

MOMENTS = ("indicted", "judged", "final")


@dataclass(frozen=True, slots=True)
class ProceedingLength:
    """The days of each file from its opening to this moment, sorted. ``open_files``: opened, not there yet."""

    moment: str
    days: tuple[int, ...]
    open_files: tuple[str, ...]

    @property
    def median(self) -> Fraction | None:
        """Half the sum of the two middle values, exact. None: no file."""
        count = len(self.days)
        return Fraction(self.days[(count - 1) // 2] + self.days[count // 2], 2) if count else None


def proceeding_lengths(facts: RecoveryFacts, as_of: date) -> Sequence[ProceedingLength]:
    """How long did files take to be indicted, judged, final, by ``as_of``? The first moment of each kind counts.

    A dismissed file that never came to the moment is left out. Cost: linear in the moments on record.
    """
    first: dict[tuple[str, str], date] = {}
    for act in facts.of(ProceedingAct, until=as_of):
        first.setdefault((act.case, act.fact), act.effective)
    opened = {case: day for (case, fact), day in first.items() if fact == "opened"}
    return [
        ProceedingLength(
            moment,
            tuple(sorted((first[case, moment] - day).days for case, day in opened.items() if (case, moment) in first)),
            tuple(sorted(case for case in opened if (case, moment) not in first and (case, "dismissed") not in first)),
        )
        for moment in MOMENTS
    ]
