"""Defines messages that are translated later, where the language of the reader is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


def N_(template: str) -> str:  # noqa: N802 - the usual name of gettext tools
    """Return ``template`` unchanged; the call marks it for the catalogue of translations."""
    return template


class Counted(NamedTuple):
    """An English sentence in two forms, for one and for many; the call marks both for the catalogue of translations."""

    one: str
    many: str


class Message(str):
    """An English sentence that keeps its template and parameters, so that it can be translated later.

    As a string it is the English sentence. ``template`` is the key of its translation; a parameter may be a Message.
    A part or a concatenation of messages is a plain English string: use :meth:`listed` to join messages.
    """

    __slots__ = ("params", "template")

    template: str
    params: Mapping[str, str]

    def __new__(cls, template: str, /, **params: object) -> Message:
        """The template filled with the parameters, which stay known."""
        sentence = super().__new__(cls, template.format(**params) if params else template)
        sentence.template = template
        sentence.params = {name: value if isinstance(value, str) else str(value) for name, value in params.items()}
        return sentence

    @classmethod
    def listed(cls, parts: Iterable[str], separator: str = "; ") -> Message:
        """One message of all parts; the separator is the same in every language."""
        named = {f"part{place}": part for place, part in enumerate(parts)}
        return cls(separator.join(f"{{{name}}}" for name in named), **named)

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        return (self.template,), dict(self.params)
