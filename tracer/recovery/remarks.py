"""Sentences about a record: why a step is refused, and what a person should check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_schema.messages import Message


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one step of a measure is not accepted. ``template`` is the key of its translation.

    ``params``: codes (states, purposes, roles; several separated by commas), days, or a refusal that is the reason.
    """

    template: str
    params: Mapping[str, str | Refusal] = field(hash=False)

    @property
    def text(self) -> Message:
        """The sentence in English, with codes instead of words."""
        return Message(
            self.template,
            **{name: value.text if isinstance(value, Refusal) else value for name, value in self.params.items()},
        )


@dataclass(frozen=True, slots=True)
class RecoveryFlag:
    """A remark that a person should check, about ``subject`` (id of an event, measure or asset). It decides nothing."""

    subject: str
    template: str
    params: Mapping[str, str] = field(hash=False)

    @property
    def text(self) -> Message:
        """The sentence in English."""
        return Message(self.template, **self.params)
