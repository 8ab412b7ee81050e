"""One object of a JSON file with its place: each member is taken out as what it must be, or refused."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from graph_schema.errors import WrongValue
from graph_schema.words import Sentence
from importers.parsing.exact_json import Json


@dataclass(frozen=True, slots=True)
class JsonObject:
    """An object and where it stands. A member that is absent or null gives None."""

    members: dict[str, Json]
    place: str

    def text(self, key: str) -> str | None:
        """The text under this key, blanks around it taken off; an empty text is absent."""
        value = self.members.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self._wrong(key, value, Sentence("a text"))
        return value.strip() or None

    def required_text(self, key: str) -> str:
        """The same where it must be stated. Raises WrongValue."""
        value = self.text(key)
        if value is None:
            raise self._wrong(key, "", Sentence("a text that is not empty"))
        return value

    def code(self, key: str, allowed: Collection[str]) -> str:
        """A text that must be one of these. Raises WrongValue."""
        value = self.required_text(key)
        if value not in allowed:
            raise self._wrong(key, value, Sentence("one of {codes}", codes=", ".join(allowed)))
        return value

    def truth(self, key: str) -> bool | None:
        """True or false."""
        value = self.members.get(key)
        if value is None or isinstance(value, bool):
            return value
        raise self._wrong(key, value, Sentence("true or false"))

    def number(self, key: str) -> Fraction | None:
        """The exact number under this key."""
        value = self.members.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self._wrong(key, value, Sentence("a number without quotation marks"))
        return Fraction(value)

    def child(self, key: str) -> JsonObject | None:
        """The object under this key."""
        value = self.members.get(key)
        return None if value is None else as_object(value, f"{self.place}/{key}")

    def children(self, key: str) -> list[JsonObject]:
        """The objects listed under this key; none when it is absent."""
        return [as_object(item, f"{self.place}/{key}/{place}") for place, item in enumerate(self._list(key))]

    def texts(self, key: str) -> list[str]:
        """The texts listed under this key; none when it is absent."""
        items = self._list(key)
        found = [item for item in items if isinstance(item, str)]
        if len(found) != len(items):
            raise self._wrong(key, items, Sentence("a list of texts"))
        return found

    def only(self, keys: Collection[str]) -> None:
        """Refuse any member that is not expected. Raises WrongValue."""
        for key in self.members:
            if key not in keys:
                raise WrongValue(
                    "{place} holds an unknown key {value!r}; known are {known}. Remove or correct it.",
                    place=self.place,
                    value=key[:40],
                    known=", ".join(keys),
                )

    def _list(self, key: str) -> list[Json]:
        value = self.members.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(key, value, Sentence("a list"))
        return value

    def _wrong(self, key: str, value: Json, expected: Sentence) -> WrongValue:
        return WrongValue(
            "{place}/{key} is {value!r}; expected {expected}. Correct it at the source.",
            place=self.place,
            key=key,
            value=str(value)[:80],
            expected=expected,
        )


def as_object(value: Json, place: str) -> JsonObject:
    """The value as an object. Raises WrongValue when it is something else."""
    if not isinstance(value, dict):
        raise WrongValue(
            "{place} is {value!r}; expected a JSON object. Correct it at the source.",
            place=place,
            value=str(value)[:80],
        )
    return JsonObject(value, place)
