"""Defines a form of a certificate as rows: sections by letter, parts that repeat, fields with what fills them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ALWAYS = "always"
NEVER = "never"


@dataclass(frozen=True, slots=True)
class FormOption:
    """One box to tick. ``label``: a gettext key."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One field. ``label``: a gettext key. ``fill``: the name of what fills it; empty: it is left to the magistrate.

    ``mandatory``: always, never, or the name of the condition under which the form asks for it. ``may_lack``: a complete
    record need not have it; what it does not state is left to the magistrate.
    """

    code: str
    label: str
    fill: str = ""
    mandatory: str = ALWAYS
    options: tuple[FormOption, ...] = ()
    may_lack: bool = False


@dataclass(frozen=True, slots=True)
class FormPart:
    """Fields that stand together. ``each``: the name of the records for which the part repeats; empty: it stands once.

    ``at_least_once``: without such a record the part stands once with empty fields.
    """

    heading: str
    fields: tuple[FormField, ...]
    each: str = ""
    at_least_once: bool = False


@dataclass(frozen=True, slots=True)
class FormSection:
    """One section of a form. ``letter``: A to P. ``title``: a gettext key."""

    letter: str
    title: str
    parts: tuple[FormPart, ...]


@dataclass(frozen=True, slots=True)
class CertificateForm:
    """One version of a form. ``valid_from``, ``valid_to``: days of signature, inclusive; ``valid_to`` None: no end is known."""

    form: str
    version: str
    title: str
    statute: str
    valid_from: date
    valid_to: date | None
    sections: tuple[FormSection, ...]
