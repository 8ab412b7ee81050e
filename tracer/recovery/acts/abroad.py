"""Acts between States: certificate, sum collected abroad, recognition of a foreign order, request between offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from tracer.recovery.acts.act import RecoveryAct, SourcedAct


@dataclass(frozen=True, kw_only=True)
class CertificateAct(RecoveryAct):
    """A certificate sent to another State, minor units. ``form``: freezing, confiscation."""

    certificate: str
    form: str
    order: str
    to_state: str
    amount_here: int
    total: int
    currency: str

    @property
    def about(self) -> str:
        """The order."""
        return self.order


@dataclass(frozen=True, kw_only=True)
class CollectedAct(SourcedAct):
    """Another State collected a sum under a certificate, minor units."""

    needs_source: ClassVar[bool] = False

    certificate: str
    amount: int
    currency: str

    @property
    def about(self) -> str:
        """The certificate."""
        return self.certificate


@dataclass(frozen=True, kw_only=True)
class RecognitionAct(SourcedAct):
    """A step with a foreign order. ``event``: received, decided, postponed, executed. ``at``: instant in UTC."""

    recognition: str
    event: str
    form: str | None = None
    from_state: str | None = None
    urgent: bool = False
    result: str | None = None
    ground: str | None = None
    at: datetime | None = None

    @property
    def about(self) -> str:
        """The recognition."""
        return self.recognition


@dataclass(frozen=True, kw_only=True)
class RequestAct(RecoveryAct):
    """A request between asset recovery offices. ``direction``: sent, received."""

    direction: str
    state: str
    channel: str | None = None
    urgency: str | None = None
