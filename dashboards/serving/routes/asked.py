"""What a script asks of a case, and how a route of the workbench is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar

from pydantic import TypeAdapter, ValidationError

from graph_schema.errors import WrongUse
from tracer.casework.sessions.session import Session

Answer: TypeAlias = Mapping[str, object]
"""What a route answers: sent as JSON."""
Method = Literal["GET", "POST"]
_Value = TypeVar("_Value")
_PLACE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. ``session``: the case, in the reader's language. ``path``: the named parts of the address.

    ``query``: the rest of the address, each name once. ``body``: the bytes that were sent; empty for GET.
    """

    session: Session
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes = b""

    def read(self, form: TypeAdapter[_Value]) -> _Value:
        """The JSON that was sent, in this form and no other: a text is no number, a number no text.

        Raises: WrongUse with the place of the first fault; what was sent is not repeated.
        """
        try:
            return form.validate_json(self.body, strict=True)
        except ValidationError as problem:
            fault = problem.errors(include_url=False, include_context=False, include_input=False)[0]
            raise WrongUse(
                "The request is not understood at {place}: {fault}. Reload the page.",
                place=("/".join(map(str, fault["loc"])) or "/")[:_PLACE_LENGTH],
                fault=fault["type"],
            ) from problem


@dataclass(frozen=True, slots=True)
class WorkbenchRoute:
    """One row of the registry. ``path``: below /workbench/, with ``{name}`` for a part that is handed on.

    ``answer`` runs in a thread of its own, may be called by several threads at once, and raises TracerError for what the
    reader has to know. It calls an action, which checks the right and writes the log.
    """

    path: str
    method: Method
    answer: Callable[[Asked], Answer]
