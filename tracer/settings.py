"""Where the case lies and who is at work: from options, then the environment, then a default that harms nobody."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from graph_schema.errors import WrongUse
from graph_schema.messages import Message
from tracer.access.roles import ROLES, Actor, name_role
from tracer.store.server_address import check_place, names_server, parse_server_address

DEFAULT_CASE = "tracer-case"
LANGUAGES = ("en", "ro")


@dataclass(frozen=True, slots=True)
class Settings:
    """``case``: folder that holds the kept source files, and the store too unless it lies on a server. ``language``: en
    or ro. ``store``: address of the server, None for a case in its folder. ``largest_file``: bytes a file to be imported
    may have, None for the usual limit.
    """

    case: Path
    actor: Actor
    language: str
    store: str | None = None
    largest_file: int | None = None

    def at(self, store: str) -> Settings:
        """The same person at the case of another address: a server with this folder of files, or another folder.

        Raises WrongUse for an address with a password in it, or of a kind that keeps no case.
        """
        check_place(store)
        if not names_server(store):
            return replace(self, case=Path(store), store=None)
        parse_server_address(store)
        return replace(self, store=store)


def read_settings(
    environ: Mapping[str, str],
    *,
    case: str | None = None,
    role: str | None = None,
    language: str | None = None,
    store: str | None = None,
) -> Settings:
    """Which case, which person, which language? Options win over TRACER_STORE, TRACER_ROLE, TRACER_USER, TRACER_LANG.

    TRACER_MAX_FILE_MB sets how many MiB a file to be imported may have (256 without it).
    ``store`` and TRACER_STORE name a folder or a server. With a server, ``case``, else TRACER_FILES, is the folder of
    the kept files; else ``case`` is the folder of the case.
    Raises WrongUse naming the allowed values, and for an address with a password in it or of a kind that keeps no case.
    """
    chosen_role = role or environ.get("TRACER_ROLE") or "owner"
    if chosen_role not in ROLES:
        raise WrongUse(
            "There is no role {role}. Type one of the words in brackets: {roles}.",
            role=chosen_role,
            roles=Message.listed((name_role(known, typed=True) for known in ROLES), ", "),
        )
    chosen, largest = read_language(environ, language), _read_largest(environ)
    actor = Actor(environ.get("TRACER_USER") or getpass.getuser(), chosen_role)  # type: ignore[arg-type]  # checked above
    if case and names_server(case):
        raise WrongUse("A server is named by --store, or by TRACER_STORE; --case names the folder of the kept files.")
    address = store or environ.get("TRACER_STORE") or ""
    for place in (case or "", address):
        check_place(place)
    if names_server(address):
        folder = case or environ.get("TRACER_FILES") or DEFAULT_CASE
        return Settings(Path(folder), actor, chosen, largest_file=largest).at(address)
    if case and store:
        raise WrongUse("Both --store and --case name a folder for the case. Name one.")
    return Settings(Path(case or address or DEFAULT_CASE), actor, chosen, largest_file=largest)


def current_settings(
    *, case: str | None = None, role: str | None = None, language: str | None = None, store: str | None = None
) -> Settings:
    """The same from this process's environment."""
    return read_settings(os.environ, case=case, role=role, language=language, store=store)


def read_language(environ: Mapping[str, str], language: str | None = None) -> str:
    """In which language does the reader read? An option wins over TRACER_LANG, and that over the machine's own.

    Raises WrongUse naming the languages there are.
    """
    chosen = language or environ.get("TRACER_LANG") or _language_of(environ)
    if chosen not in LANGUAGES:
        raise WrongUse(
            "There is no language {language}. Languages are {languages}.",
            language=chosen,
            languages=", ".join(LANGUAGES),
        )
    return chosen


def read_case_folder(environ: Mapping[str, str]) -> Path | None:
    """The folder of all cases, if this process works on all of them (TRACER_CASES); None: on one case."""
    folder = environ.get("TRACER_CASES")
    return Path(folder) if folder else None


def default_case_folder(environ: Mapping[str, str]) -> Path:
    """The folder of all cases: TRACER_CASES, else ``tracer-cases`` in the person's own folder."""
    return read_case_folder(environ) or Path.home() / "tracer-cases"


def _read_largest(environ: Mapping[str, str]) -> int | None:
    text = environ.get("TRACER_MAX_FILE_MB")
    if not text:
        return None
    if not re.fullmatch("[1-9][0-9]{0,5}", text):
        raise WrongUse("TRACER_MAX_FILE_MB is {value}; expected a whole number of MiB, from 1 to 999999.", value=text)
    return int(text) << 20


def _language_of(environ: Mapping[str, str]) -> str:
    """The first that says anything decides, as POSIX has it: ``LC_ALL=C`` is not Romanian whatever LANG says."""
    said = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    return "ro" if re.split(r"[_.@-]", said.lower())[0] == "ro" else "en"
