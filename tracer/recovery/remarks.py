"""Sentences the rules say about a record: why a step is refused, what a person should look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_schema.words import Sentence


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one step of a measure is not accepted. ``template`` is the key of its translation.

    ``params``: codes (states, purposes, roles; several with commas), days, or a refusal that explains this one.
    """

    template: str
    params: Mapping[str, str | Refusal] = field(hash=False)

    @property
    def text(self) -> Sentence:
        """The sentence in English, with codes as they are."""
        return Sentence(
            self.template,
            **{name: value.text if isinstance(value, Refusal) else value for name, value in self.params.items()},
        )


@dataclass(frozen=True, slots=True)
class Flag:
    """What a person should look at about ``subject`` (id of an event, measure, asset). Decides nothing."""

    subject: str
    template: str
    params: Mapping[str, str] = field(hash=False)

    @property
    def text(self) -> Sentence:
        """The sentence in English."""
        return Sentence(self.template, **self.params)
