"""Which picture of the graph a command means: around a node, or the paths to another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

import click

from graph_schema.errors import WrongUse
from tracer.cli.meaning import resolve
from tracer.cli.options import WORDS, Day

if TYPE_CHECKING:
    from tracer.actions.case_graph.picture_export import PictureQuestion
    from tracer.casework.sessions.session import Session

_OPTIONS: Final = (
    click.option("--to", "end", default="", metavar="NODE", help=WORDS.text("The other end: show the paths to it.")),
    click.option(
        "--path",
        "kind",
        type=click.Choice(["strongest", "shortest", "money"]),
        help=WORDS.text("Which paths; only with --to. Default: strongest."),
    ),
    click.option(
        "--hops", type=click.IntRange(1, 4), help=WORDS.text("Steps from the node; not with --to. Default: 1.")
    ),
    click.option("--limit", type=click.IntRange(1, 500), help=WORDS.text("Most nodes; not with --to. Default: 50.")),
    click.option("--from", "from_date", type=Day(), help=WORDS.text("Only payments from this day.")),
    click.option("--until", "to_date", type=Day(), help=WORDS.text("Only payments until this day.")),
)


def takes_picture(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that takes a picture."""
    return reduce(lambda one, option: option(one), reversed(_OPTIONS), function)


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """The picture as it was typed. ``end``: the other end of paths, or empty.

    Raises WrongUse for options that do not go together.
    """

    end: str
    kind: str | None
    hops: int | None
    limit: int | None
    from_date: date | None
    to_date: date | None

    def __post_init__(self) -> None:
        if self.end and (self.hops or self.limit):
            raise WrongUse("--hops and --limit are for the picture around one node; leave them out, or leave out --to.")
        if self.kind and not self.end:
            raise WrongUse("--path says which paths to another node: name that node with --to.")

    def ask(self, session: Session, node: str) -> PictureQuestion:
        """The question for this picture, from the node that a person typed."""
        from tracer.actions.case_graph.narrowing import MoneyFilter
        from tracer.actions.case_graph.picture_export import ask_around, ask_paths_between

        money, start = MoneyFilter(self.from_date, self.to_date), resolve(session, node)
        if self.end:
            end = resolve(session, self.end)
            return ask_paths_between(session, start, end, self.kind or "strongest", money)
        return ask_around(session, start, hops=self.hops or 1, limit=self.limit or 50, money=money)
