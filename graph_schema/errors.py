"""One root for every error a person may read: what happened, where, what was found, what to do."""

from __future__ import annotations

from graph_schema.words import Sentence


class TracerError(Exception):
    """Something went wrong that the reader can act on.

    The class name states the situation. ``template`` is an English sentence with ``{names}`` (and the
    key of its translation), ``params`` fills it. ``exit_code``: 1 rejected or failed check,
    2 wrong use, 3 environment.
    """

    exit_code = 1

    def __init__(self, template: str, **params: object) -> None:
        self.template = template
        self.params = params
        super().__init__(template.format(**params) if params else template)

    @property
    def sentence(self) -> Sentence:
        """What happened, as a part of another sentence or for a record that is kept."""
        return Sentence(self.template, **self.params)


class WrongValue(TracerError):
    """A value is not what its field allows."""


class WrongRecord(TracerError):
    """A node, link, event or transfer breaks a rule of the schema."""


class WrongUse(TracerError):
    """The request itself cannot be carried out as it was put."""

    exit_code = 2


class NotFound(WrongUse):
    """What was asked for is not in the case."""


class EnvironmentFailure(TracerError):
    """The machine or the store does not allow the work now: disk, lock, network, version."""

    exit_code = 3
