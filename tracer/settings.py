"""Where the case lies and who is at work: from options, then the environment, then a default that harms nobody."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_schema.errors import WrongUse
from tracer.access.roles import ROLES, Actor

DEFAULT_CASE = "tracer-case"
LANGUAGES = ("en", "ro")


@dataclass(frozen=True, slots=True)
class Settings:
    """``case``: folder that holds the store and the kept source files. ``language``: en or ro."""

    case: Path
    actor: Actor
    language: str


def read_settings(
    environ: Mapping[str, str],
    *,
    case: str | None = None,
    role: str | None = None,
    language: str | None = None,
) -> Settings:
    """Which case, which person, which language? Options win over TRACER_STORE, TRACER_ROLE, TRACER_USER, TRACER_LANG.

    Raises WrongUse naming the allowed values.
    """
    chosen_role = role or environ.get("TRACER_ROLE") or "owner"
    if chosen_role not in ROLES:
        raise WrongUse("There is no role {role}. Roles are {roles}.", role=chosen_role, roles=", ".join(ROLES))
    chosen = language or environ.get("TRACER_LANG") or _language_of(environ)
    if chosen not in LANGUAGES:
        raise WrongUse("There is no language {language}. Languages are {languages}.",
                       language=chosen, languages=", ".join(LANGUAGES))  # fmt: skip
    name = environ.get("TRACER_USER") or getpass.getuser()
    folder = case or environ.get("TRACER_STORE") or DEFAULT_CASE
    return Settings(Path(folder), Actor(name, chosen_role), chosen)  # type: ignore[arg-type]  # checked above


def current_settings(*, case: str | None = None, role: str | None = None, language: str | None = None) -> Settings:
    """The same from this process's environment."""
    return read_settings(os.environ, case=case, role=role, language=language)


def _language_of(environ: Mapping[str, str]) -> str:
    """The first that says anything decides, as POSIX has it: ``LC_ALL=C`` is not Romanian whatever LANG says."""
    said = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    return "ro" if re.split(r"[_.@-]", said.lower())[0] == "ro" else "en"
