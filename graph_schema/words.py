"""Sentences for translation that are not yet translated: the reader's language is known only at the edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def N_(template: str) -> str:  # noqa: N802 - the name translators' tools look for
    """Return ``template`` unchanged; its presence puts it into the catalogue."""
    return template


class Sentence(str):
    """A finished English sentence that still knows its template and parameters, so that any language can say it.

    As text it is the English. ``template`` is the key of its translation; a parameter may be a sentence of its own.
    Cut or joined it becomes plain English text: use :meth:`listed` to join.
    """

    __slots__ = ("params", "template")

    template: str
    params: Mapping[str, str]

    def __new__(cls, template: str, /, **params: object) -> Sentence:
        sentence = super().__new__(cls, template.format(**params) if params else template)
        sentence.template = template
        sentence.params = {name: value if isinstance(value, str) else str(value) for name, value in params.items()}
        return sentence

    @classmethod
    def listed(cls, parts: Iterable[str], separator: str = "; ") -> Sentence:
        """The parts in one sentence; the signs between them are the same in every language."""
        named = {f"part{place}": part for place, part in enumerate(parts)}
        return cls(separator.join(f"{{{name}}}" for name in named), **named)

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        return (self.template,), dict(self.params)
