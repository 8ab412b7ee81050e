"""Replaces protected persons by pseudonyms, unless a person with the right gives a reason.

The veil applies to the result of an action, so that no screen, export or file name can leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from graph_schema.codes.roles import UNKNOWN_ROLE
from graph_schema.errors import TracerError
from graph_schema.messages import N_, Message
from graph_schema.records.fields import Value
from graph_schema.values.names import fold_name
from tracer.access.folding import fold
from tracer.access.mention_search import MentionSearch
from tracer.access.mentions import Span, keep_apart
from tracer.wording.visible_signs import show_signs

_WORDS: Final[dict[str, str]] = {
    "victim": N_("Victim"),
    "injured_person": N_("Injured person"),
    "civil_party": N_("Civil party"),
    # The fact that a witness is protected must not be visible either.
    "protected_witness": N_("Witness"),
    "witness": N_("Witness"),
    "minor": N_("Minor"),
    UNKNOWN_ROLE: N_("Person"),
}
ROLE_ORDER: Final = tuple(_WORDS)
"""Why a person is protected. If one source gives several reasons, the first in this order makes the pseudonym."""
_HIDDEN_FIELDS = frozenset({"cnp", "born", "address", "nationality", "invalid_identifiers", "note", "owner_name"})
_LONG_NUMBER: Final = 16
_FILE_PARAMS: Final = ("file", "files", "name", "names", "path")
"""Parameters of messages that name files or sheets."""
_SUM_PARAMS: Final = ("difference", "amount", "balance", "debit", "credit", "own", "other", "total")
_SUM: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?( [A-Z]{3})?")


@dataclass(frozen=True, slots=True)
class ProtectedPerson:
    """A person who is shown by pseudonym: node id, role, every name and number that a source states.

    ``mark``: letters and digits; the pseudonym ends with its last ones, as many as are needed to distinguish persons. It
    must not be computable from the name or the number (a node id is), because a reader could try out names.
    """

    id: str
    role: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    accounts: Mapping[str, str]
    mark: str


class Veil:
    """Replaces what identifies a protected person: names in any order, spelling or case, CNP, account numbers.

    Two words of a name next to each other, or with one other word between them, mean the person, whatever is written
    together with them; so does one word with the initial of another word; so does a part of a number with at least eight
    digits. A word is recognised in each usual Latin spelling of another script (:mod:`tracer.access.alphabets`). If two
    protected persons fit, both pseudonyms are written. A single word of a name is left out, without a pseudonym, where it
    is written together with digits or letter by letter, and in file names. Does not recognise a first name or surname
    alone in other text, nicknames, or misspellings other than diacritics. Cost: docs/decisions/0005.
    """

    def __init__(self, persons: Iterable[ProtectedPerson], translate: Callable[[str], str] = str) -> None:
        """``translate``: translates the word for the role into the reader's language."""
        ordered = sorted(persons, key=lambda person: person.id)
        self.persons: tuple[ProtectedPerson, ...] = tuple(ordered)
        self._pseudonyms = _choose_pseudonyms(ordered, translate)
        self._key = blake2b("".join(person.mark for person in ordered).encode()).digest()
        self._holders: dict[str, str] = {}
        self._accounts: dict[str, str] = {}
        names: list[tuple[str, str]] = []
        numbers: dict[str, str] = {}
        for person in ordered:
            shown = self._pseudonyms[person.id]
            names += [(shown, name) for name in person.names]
            for number in person.numbers:
                numbers[_joined(number)] = shown
            for account, number in person.accounts.items():
                masked = _mask(_compact(number))
                self._accounts[account] = f"{masked} ({shown})"
                self._holders[account] = shown
                numbers[_joined(number)] = masked
        numbers.pop("", None)
        self._search = MentionSearch(names, numbers)

    def covers(self, node: str) -> bool:
        """Is this node a protected person, or an account that a protected person holds?"""
        return node in self._pseudonyms or node in self._accounts

    def is_person(self, node: str) -> bool:
        """Is this node a protected person?"""
        return node in self._pseudonyms

    def named(self, text: str) -> str | None:
        """Which protected person is meant by this whole text: a name in any spelling, a pseudonym? None: none, or several."""
        shown = fold_name(self.text(text))
        return next((node for node, pseudonym in self._pseudonyms.items() if fold_name(pseudonym) == shown), None)

    def numbered(self, text: str) -> str | None:
        """Which protected person has this number or account, or one of these ids?"""
        whole = _joined(text)
        for person in self.persons:
            if text.strip() in (person.id, *person.accounts) or (
                whole and whole in map(_joined, (*person.numbers, *person.accounts.values()))
            ):
                return person.id
        return None

    def called(self, text: str) -> str | None:
        """Which protected person has this pseudonym?"""
        wanted = fold_name(text)
        return next((node for node, pseudonym in self._pseudonyms.items() if fold_name(pseudonym) == wanted), None)

    def accounts_of(self, person: str) -> tuple[str, ...]:
        """The ids of the accounts that this protected person holds."""
        return next((tuple(one.accounts) for one in self.persons if one.id == person), ())

    def covered(self) -> tuple[str, ...]:
        """The protected persons and their accounts."""
        return (*self._pseudonyms, *self._accounts)

    def pseudonym(self, node: str) -> str:
        """The pseudonym of this person, or of the holder of this account; empty for any other node."""
        return self._pseudonyms.get(node) or self._holders.get(node, "")

    def caption(self, node: str, caption: str) -> str:
        """Which caption of this node may be shown?"""
        return self._pseudonyms.get(node) or self._accounts.get(node) or self.text(caption)

    def props(self, node: str, props: Mapping[str, Value]) -> dict[str, Value]:
        """Which fields of this node may be shown, and with which values?

        If another record has the name of a protected person, its other fields are hidden too: they can identify the person,
        even if nobody has joined the two records.
        """
        if node in self._pseudonyms:
            shown = {key: value for key, value in props.items() if key not in _HIDDEN_FIELDS}
            return {**self._scrub(shown), "name": self._pseudonyms[node]}
        if node in self._accounts:
            shown = {key: value for key, value in props.items() if key not in _HIDDEN_FIELDS}
            return {**self._scrub(shown), "number": self._accounts[node]}
        scrubbed = self._scrub(props)
        if scrubbed.get("name") == props.get("name"):
            return scrubbed
        return {key: value for key, value in scrubbed.items() if key not in _HIDDEN_FIELDS}

    def text(self, text: str) -> str:
        """The same text with every name and number of a protected person replaced, and control characters made visible.

        Of a Message, each parameter is veiled and the result is a Message, unless only the whole text shows a name.
        """
        if not self._pseudonyms and show_signs(text) == text:
            return text
        if isinstance(text, Message):
            veiled = Message(text.template, **{name: self.text(value) for name, value in text.params.items()})
            return veiled if self._veiled(veiled) == veiled else self._veiled(veiled)
        return self._veiled(text)

    def _veiled(self, text: str) -> str:
        if not self._pseudonyms:
            return show_signs(text)
        return show_signs(_replaced(text, self._search.find(fold(text))))

    def file_name(self, name: str) -> str:
        """The name of a file without protected names; a first name or surname alone is left out too.

        A single name is not replaced by the pseudonym, because it may be the name of another person.
        """
        shown = self.text(name)
        return _replaced(shown, self._search.find_words(fold(shown)))

    def place(self, locator: str) -> str:
        """The locator in a file. The name of a sheet is veiled as the name of a file, and a mark is added.

        The mark distinguishes two sheets. It is a keyed hash, so that nobody can find the name by trying out names.
        """
        begin, sheet, end = _split_place(locator)
        if not sheet or self.file_name(sheet) == sheet:
            return self.text(locator)
        mark = blake2b(sheet.encode(), key=self._key, digest_size=3).hexdigest()
        return f"{begin}{self.file_name(sheet)} ({mark}){end}"

    def error(self, error: TracerError, *, asked: str = "") -> TracerError:
        """The same error under the veil: its parameters can contain file names or text from a file.

        Text that the person typed (``asked``) stays unchanged: if it were veiled, the person would learn whether a name
        is protected.
        """
        shown_params = {name: value if isinstance(value, str) else str(value) for name, value in error.params.items()}
        return type(error)(
            error.template, **{n: text if text in asked else self.param(n, text) for n, text in shown_params.items()}
        )

    def param(self, name: str, text: str) -> str:
        """The value of a parameter of a message under the veil; file and sheet names are veiled as file names.

        A sum is no number of a person: if it were veiled, a sum that a person types could test a CNP.
        """
        if name in _SUM_PARAMS and _SUM.fullmatch(text):
            return text
        return self.file_name(text) if name in _FILE_PARAMS else self.text(text)

    def _scrub(self, props: Mapping[str, Value]) -> dict[str, Value]:
        return {key: self.text(value) if isinstance(value, str) else value for key, value in props.items()}


def _choose_pseudonyms(persons: Iterable[ProtectedPerson], translate: Callable[[str], str]) -> dict[str, str]:
    """Person id -> pseudonym: the role and the last four characters of the mark, more if two pseudonyms would be equal."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for person in persons:
        word = translate(_WORDS[person.role])
        names = [f"{word} {person.mark[-length:].upper()}" for length in range(4, len(person.mark) + 1)]
        shown = next((name for name in names if name not in taken), f"{word} {person.mark.upper()}")
        taken.add(shown)
        found[person.id] = shown
    return found


def _replaced(text: str, spans: Iterable[Span]) -> str:
    out, end = [], 0
    for start, stop, shown in keep_apart(spans):
        out += [text[end:start], shown]
        end = stop
    return "".join([*out, text[end:]])


def _split_place(locator: str) -> tuple[str, str, str]:
    """The text before the name of a sheet, the name, and the text after it; without a sheet all text is before."""
    if not locator.startswith("sheet:"):
        return locator, "", ""
    name, mark, row = locator.removeprefix("sheet:").rpartition("/row:")
    return ("sheet:", name, mark + row) if mark else ("sheet:", row, "")


def _compact(number: str) -> str:
    return "".join(letter for letter in number if letter.isalnum())


def _joined(number: str) -> str:
    return "".join(letter for letter in fold(number).text if letter.isalnum())


def _mask(number: str) -> str:
    """The first four and last four characters of a long number; the last quarter of a short one."""
    return (
        f"{number[:4]}…{number[-4:]}" if len(number) >= _LONG_NUMBER else f"…{number[len(number) - len(number) // 4 :]}"
    )
