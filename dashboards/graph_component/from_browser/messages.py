"""What the browser tells the page of the graph, in its order, each message once.

Streamlit hands over the last trigger of a component alone: of two that come while the page is busy the first is lost. The
browser therefore sends every message that the page has not acknowledged with the next one, and alone after some seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, Final

TRIGGER: Final = "messages"

Answer = Callable[[object], object]
"""Takes what a message holds. It comes from a browser: the answer checks it."""


@dataclass(frozen=True, slots=True)
class Received:
    """How far the page has got. ``sender``: the picture that sent it, new at each mount; ``number``: of its last message."""

    sender: str = ""
    number: int = 0


def last_received(state: MutableMapping[Any, Any], key: str) -> Received:
    """The last message that the graph ``key`` of this session has had an answer to."""
    received = state.get(_place(key))
    return received if isinstance(received, Received) else Received()


def answer_messages(state: MutableMapping[Any, Any], key: str, answers: Mapping[str, Answer]) -> None:
    """Answer the messages that came, the oldest first, without those answered before. ``answers``: by kind of message."""
    sent = state[key].get(TRIGGER)
    sender, messages = (sent.get("sender"), sent.get("messages")) if isinstance(sent, dict) else (None, None)
    if not isinstance(sender, str) or not isinstance(messages, list):
        return
    before = last_received(state, key)
    number = before.number if before.sender == sender else 0
    for message in messages:
        if not isinstance(message, dict) or not isinstance(message.get("number"), int) or message["number"] <= number:
            continue
        number = message["number"]
        state[_place(key)] = Received(sender, number)
        answer = answers.get(str(message.get("kind")))
        if answer is not None:
            answer(message.get("value"))


def _place(key: str) -> str:
    return f"{key}_received"
