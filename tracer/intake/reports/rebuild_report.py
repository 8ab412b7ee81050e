"""The result of a rebuild of a case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RebuildFault:
    """A source that could not be rebuilt, or whose rebuilt records differ. ``template`` is a gettext key."""

    digest: str
    file: str
    template: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """The rebuilt case. ``digest``: the digest of the new case. ``expected``: the digest of the old case, empty if its
    store is missing and there is nothing to compare with.

    ``sources``: count of sources read again now; ``known``: count of sources from an earlier run.
    """

    digest: str
    expected: str
    sources: int
    known: int
    faults: tuple[RebuildFault, ...]

    @property
    def holds(self) -> bool:
        """Is the new case equal to the old one? If there is no old store: was every kept file read?"""
        return self.digest == (self.expected or self.digest) and not self.faults
