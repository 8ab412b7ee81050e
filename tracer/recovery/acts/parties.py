"""Acts about files and people: file, moment of the proceedings, role, charge, notice, finished task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tracer.recovery.acts.act import RecoveryAct, SourcedAct


@dataclass(frozen=True, kw_only=True)
class CaseAct(RecoveryAct):
    """A criminal file is kept at an office."""

    case: str
    office: str

    @property
    def about(self) -> str:
        """The file."""
        return self.case


@dataclass(frozen=True, kw_only=True)
class ProceedingAct(SourcedAct):
    """A moment of the proceedings.

    ``fact``: opened, indicted, judged, final, dismissed, retrial, civil_unsolved, civil_suit_filed.
    """

    needs_source: ClassVar[bool] = False

    case: str
    fact: str

    @property
    def about(self) -> str:
        """The file."""
        return self.case


@dataclass(frozen=True, kw_only=True)
class RoleAct(RecoveryAct):
    """A person has a role in a file. ``minor``: the person is a minor. ``until``: last day, None if open."""

    case: str
    person: str
    role: str
    minor: bool = False
    until: date | None = None

    @property
    def about(self) -> str:
        """The person."""
        return self.person


@dataclass(frozen=True, kw_only=True)
class ChargeAct(RecoveryAct):
    """A person is charged under an article, from ``since`` to ``until`` (None: open)."""

    case: str
    person: str
    article: str
    since: date | None = None
    until: date | None = None

    @property
    def about(self) -> str:
        """The person."""
        return self.person


@dataclass(frozen=True, kw_only=True)
class NoticeAct(RecoveryAct):
    """A victim was informed about a moment of the file (``moment``: indicted, judged, final, dismissed)."""

    case: str
    person: str
    moment: str

    @property
    def about(self) -> str:
        """The person."""
        return self.person


@dataclass(frozen=True, kw_only=True)
class TermDoneAct(RecoveryAct):
    """A task with a term is done. ``subject``: the subject of the term."""

    rule: str
    subject: str

    @property
    def about(self) -> str:
        """The subject of the term."""
        return self.subject
