"""What every command shares: case, person and language, read from the options and the environment."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph_schema.errors import TracerError
from tracer.settings import Settings, current_settings, read_language
from tracer.wording.language import Language, find_language

if TYPE_CHECKING:
    from tracer.casework.sessions.session import Session


@dataclass(frozen=True, slots=True)
class CommandContext:
    """The settings and the language of one call."""

    settings: Settings
    language: Language

    def open(self, reason: str = "") -> Session:
        """Open the case for this person, with the reason that goes into the log."""
        from tracer.casework.sessions.opening import open_session

        session = open_session(self.settings)
        session.reason = reason
        return session


def make_context(case: str | None, role: str | None, code: str | None, store: str | None = None) -> CommandContext:
    """Read the settings from these options and the environment."""
    settings = current_settings(case=case, role=role, language=code, store=store)
    return CommandContext(settings, find_language(settings.language))


def language_of(arguments: Sequence[str]) -> Language:
    """The language to report an error in, even when the options themselves are wrong."""
    code = None
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            code = arguments[index + 1]
        elif argument.startswith("--lang="):
            code = argument.partition("=")[2]
    try:
        return find_language(read_language(os.environ, code))
    except TracerError:
        return find_language("ro" if os.environ.get("LANG", "").startswith("ro") else "en")
