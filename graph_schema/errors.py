"""Defines the root of all errors that a person reads: what happened, where, what was found, what to do."""

from __future__ import annotations

from graph_schema.messages import Message


class TracerError(Exception):
    """An error that the reader can act on.

    The class name states the situation. ``template`` is an English sentence with ``{names}`` and the key of its
    translation; ``params`` are the values of the names. ``exit_code``: 1 rejection or failed check, 2 wrong use,
    3 environment.
    """

    exit_code = 1

    def __init__(self, template: str, **params: object) -> None:
        self.template = template
        self.params = params
        super().__init__(template.format(**params) if params else template)

    @property
    def sentence(self) -> Message:
        """The message, for use in another sentence or in a record."""
        return Message(self.template, **self.params)


class WrongValue(TracerError):
    """The field does not allow this value."""


class WrongRecord(TracerError):
    """A node, link, event or transfer breaks a rule of the schema."""


class WrongUse(TracerError):
    """The request is wrong and cannot be carried out."""

    exit_code = 2


class NotFound(WrongUse):
    """The case does not contain what was requested."""


class EnvironmentFailure(TracerError):
    """The machine or the store does not allow the operation now: disk, lock, network, version."""

    exit_code = 3
