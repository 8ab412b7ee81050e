"""One numbered step from a form of a store to the next, and the check of the form when a store is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph_schema.errors import EnvironmentFailure
from tracer.store.errors import StoreTooNew, StoreTooOld

_Change = TypeVar("_Change")
_Way = TypeVar("_Way", covariant=True)


@dataclass(frozen=True, slots=True)
class Step(Generic[_Way]):
    """Brings a store from ``form`` to the form after it. ``change``: what does it, in the one transaction of the step.

    ``summary``: what changes, a gettext key. A step is never edited once a release has it: its statements are written out, not
    rendered from the schema of today.
    """

    form: int
    summary: str
    change: _Way


def steps_from(steps: Sequence[Step[_Change]], form: int) -> tuple[Step[_Change], ...]:
    """Which steps bring a store of this form to the last one?

    Raises EnvironmentFailure for a form before the first that has a step.
    """
    if steps and form < steps[0].form:
        raise EnvironmentFailure(
            "This program upgrades cases from form {oldest} on, and the case has form {found}. Upgrade it with an earlier "
            "version of Tracer first.",
            oldest=steps[0].form,
            found=form,
        )
    return tuple(step for step in steps if step.form >= form)


def check_form(place: object, found: int, known: int, *, unfinished: bool = False) -> None:
    """May this program work with a case of the form ``found``? ``unfinished``: its upgrade has not ended.

    Raises StoreTooNew, StoreTooOld.
    """
    refuse_newer(place, found, known)
    if found < known:
        raise StoreTooOld(
            "The case {path} has form {found}, and this program works with form {known}. Run tracer upgrade, which "
            "keeps a copy until it has succeeded.",
            path=place,
            found=found,
            known=known,
        )
    if unfinished:
        raise StoreTooOld(
            "The upgrade of the case {path} is not finished: it was broken off, or is at work. Run tracer upgrade, which "
            "completes it.",
            path=place,
        )


def refuse_newer(place: object, found: int, known: int) -> None:
    """Raises StoreTooNew for a form that a later version of the program has written."""
    if found > known:
        raise StoreTooNew(
            "The case {path} has form {found}, and this program reads forms up to {known}. Update Tracer.",
            path=place,
            found=found,
            known=known,
        )


def program_version() -> str:
    """Which version of the program is this?"""
    from importlib.metadata import PackageNotFoundError, version  # it brings a reader of e-mail

    try:
        return version("tracer-case")
    except PackageNotFoundError:
        return "?"
