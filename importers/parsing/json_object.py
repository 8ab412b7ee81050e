"""Reads the members of one JSON object with their expected types; a member of another type is refused."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from graph_schema.errors import WrongValue
from graph_schema.messages import Message
from importers.parsing.exact_json import Json


@dataclass(frozen=True, slots=True)
class JsonObject:
    """A JSON object with its place in the file. A member that is absent or null gives None."""

    members: dict[str, Json]
    place: str

    def stated(self, key: str) -> str | None:
        """The text under this key without surrounding blanks; an empty text counts as absent. Raises WrongValue."""
        value = self.members.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self._wrong(key, value, Message("a text"))
        return value.strip() or None

    def required_text(self, key: str) -> str:
        """The text under this key. Raises WrongValue if it is absent."""
        value = self.stated(key)
        if value is None:
            raise self._wrong(key, "", Message("a text that is not empty"))
        return value

    def code(self, key: str, allowed: Collection[str]) -> str:
        """The text under this key, which must be one of ``allowed``. Raises WrongValue."""
        value = self.required_text(key)
        if value not in allowed:
            raise self._wrong(key, value, Message("one of {codes}", codes=", ".join(allowed)))
        return value

    def truth(self, key: str) -> bool | None:
        """The true or false under this key. Raises WrongValue."""
        value = self.members.get(key)
        if value is None or isinstance(value, bool):
            return value
        raise self._wrong(key, value, Message("true or false"))

    def number(self, key: str) -> Fraction | None:
        """The exact number under this key. Raises WrongValue."""
        value = self.members.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self._wrong(key, value, Message("a number without quotation marks"))
        return Fraction(value)

    def child(self, key: str) -> JsonObject | None:
        """The object under this key. Raises WrongValue."""
        value = self.members.get(key)
        return None if value is None else as_object(value, f"{self.place}/{key}")

    def children(self, key: str) -> list[JsonObject]:
        """The list of objects under this key; empty if it is absent. Raises WrongValue."""
        return [as_object(item, f"{self.place}/{key}/{index}") for index, item in enumerate(self._list(key))]

    def texts(self, key: str) -> list[str]:
        """The list of texts under this key; empty if it is absent. Raises WrongValue."""
        items = self._list(key)
        found = [item for item in items if isinstance(item, str)]
        if len(found) != len(items):
            raise self._wrong(key, items, Message("a list of texts"))
        return found

    def only(self, keys: Collection[str]) -> None:
        """Check that the object has no other keys. Raises WrongValue."""
        for key in self.members:
            if key not in keys:
                raise WrongValue(
                    "{place} has the unknown key {value!r}; expected one of {known}. Remove or correct it.",
                    place=self.place,
                    value=key[:40],
                    known=", ".join(keys),
                )

    def _list(self, key: str) -> list[Json]:
        value = self.members.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(key, value, Message("a list"))
        return value

    def _wrong(self, key: str, value: Json, expected: Message) -> WrongValue:
        return WrongValue(
            "{place}/{key} is {value!r}; expected {expected}. Correct it at the source.",
            place=self.place,
            key=key,
            value=str(value)[:80],
            expected=expected,
        )


def as_object(value: Json, place: str) -> JsonObject:
    """The value as an object. Raises WrongValue if it is not an object."""
    if not isinstance(value, dict):
        raise WrongValue(
            "{place} is {value!r}; expected a JSON object. Correct it at the source.",
            place=place,
            value=str(value)[:80],
        )
    return JsonObject(value, place)
