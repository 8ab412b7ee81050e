"""What every command shares: the case, the person and the language that the options and the environment name."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from graph_schema.errors import TracerError
from tracer.actions.session import Session, open_session
from tracer.language import Language, language
from tracer.settings import Settings, current_settings, read_language


@dataclass(frozen=True, slots=True)
class Office:
    """Settings and words of one call."""

    settings: Settings
    words: Language

    def at(self, store: str) -> Office:
        """The same person at the case of another address."""
        return Office(self.settings.at(store), self.words)

    def open(self, reason: str = "") -> Session:
        """Open the case for this person, with the reason that goes into the log."""
        session = open_session(self.settings)
        session.reason = reason
        return session


def make_office(case: str | None, role: str | None, code: str | None, store: str | None = None) -> Office:
    """The office that these options name."""
    settings = current_settings(case=case, role=role, language=code, store=store)
    return Office(settings, language(settings.language))


def language_of(arguments: Sequence[str]) -> Language:
    """The language to report an error in, even when the options themselves are wrong."""
    code = None
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            code = arguments[place + 1]
        elif argument.startswith("--lang="):
            code = argument.partition("=")[2]
    try:
        return language(read_language(os.environ, code))
    except TracerError:
        return language("ro" if os.environ.get("LANG", "").startswith("ro") else "en")
