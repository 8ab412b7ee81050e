"""Upgrades a case of an earlier form to the form of this program, and keeps a copy until the upgrade has succeeded."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from graph_schema.errors import TracerError, WrongUse
from tracer.actions.files.check import Result, VerifyReport, verify_case
from tracer.casework.sessions.case import STORE_FILE, Case
from tracer.casework.sessions.session import Session
from tracer.server_login import current_login
from tracer.settings import Settings
from tracer.store.opening_upgrades import open_upgrade
from tracer.store.upgrades.port import StoreUpgrade
from tracer.wording.language import find_language

ACTION = "upgrade"
UpgradeStatus = Literal["current", "would_upgrade", "upgraded"]

_log = logging.getLogger(__name__)


class UpgradeUndone(TracerError):
    """The upgrade did not succeed, and the case is as it was before."""


@dataclass(frozen=True, slots=True)
class UpgradeStep:
    """A step: the form that it makes, and what it changes (a gettext key)."""

    form: int
    summary: str


@dataclass(frozen=True, slots=True)
class UpgradePlan:
    """What an upgrade will do. ``resumed``: an earlier run was interrupted, and this one completes it."""

    form: int
    steps: tuple[UpgradeStep, ...]
    resumed: bool


@dataclass(frozen=True, slots=True)
class UpgradeReport:
    """What was done. ``form``: of the case before, ``reached``: of the case now; ``digest``: its fingerprint.

    ``verified``: the result of ``verify`` afterwards, empty if nothing was upgraded. ``leftovers``: removed copies of
    earlier runs that succeeded but were interrupted before they removed their copy.
    """

    status: UpgradeStatus
    form: int
    reached: int
    steps: tuple[UpgradeStep, ...]
    digest: str
    verified: Result | Literal[""]
    leftovers: int = 0


ReportStep = Callable[[UpgradePlan, str], None]
"""Says before the first step what will be done, and where the copy lies."""


def upgrade_case(settings: Settings, *, dry_run: bool = False, report_step: ReportStep | None = None) -> UpgradeReport:
    """Upgrade the case to the form of this program.

    A copy is kept first: of a case in its folder beside the store, of one on a server among its kept files. Each step is one
    transaction, with its entry in the log. Then the case is verified. Where a step fails, the fingerprint is another one, or
    a check fails that held before, the case is put back from the copy. The copy is removed when all has succeeded. The next run
    completes an interrupted one. ``dry_run``: only say what would be done.
    Raises UpgradeUndone where the case was put back, StoreTooNew, StoreBusy, StoreFull, NotFound.
    Cost: one copy of the case, and two readings of all of it.
    """
    if settings.store is None and not (settings.case / STORE_FILE).exists():
        raise WrongUse(
            "There is no case in {folder}. Check the path, or make a case there with: tracer --case {folder} init",
            folder=settings.case,
        )
    login = None if settings.store is None else current_login(settings.store)
    upgrade = open_upgrade(settings.store or str(settings.case / STORE_FILE), settings.case, login)
    try:
        session = Session(Case(upgrade.store, settings.case), settings.actor, language=find_language(settings.language))
        return _upgrade(session, upgrade, dry_run, report_step)
    finally:
        upgrade.close()


def _upgrade(session: Session, upgrade: StoreUpgrade, dry_run: bool, report_step: ReportStep | None) -> UpgradeReport:
    begun, form = upgrade.begun(), upgrade.form()
    steps = tuple(UpgradeStep(made, summary) for made, summary in upgrade.summaries())
    digest = session.store.digest()
    session.read("manage", ACTION, digest, f"form={form} steps={len(steps)} dry_run={int(dry_run)}")
    if dry_run or not (steps or begun):
        status: UpgradeStatus = "would_upgrade" if steps or begun else "current"
        removed = 0 if dry_run else upgrade.remove_leftovers()
        return UpgradeReport(status, form, form, steps, digest, "", removed)
    with upgrade.alone():
        known, broken = (digest, _broken(verify_case(session))) if begun is None else (begun.digest, set())
        copy = upgrade.keep_copy()
        if report_step is not None:
            report_step(UpgradePlan(form, steps, begun is not None), copy)
        try:
            reached = form
            while upgrade.summaries():
                reached = upgrade.apply_next(session.audit_event(ACTION, known, f"form={reached + 1}"))
            verified = verify_case(session)
            _check_same(known, broken, verified)
        except Exception as error:
            _put_back(session, upgrade, error)
            raise
        upgrade.finish()
    return UpgradeReport("upgraded", form, reached, steps, known, verified.result)


def _broken(report: VerifyReport) -> set[str]:
    return {check.name for check in report.checks if check.result == "broken"}


def _check_same(known: str, broken: set[str], verified: VerifyReport) -> None:
    """Does the case hold what it held before?"""
    if verified.digest != known:
        raise TracerError("The fingerprint of the case is not the one before: {found}.", found=verified.digest)
    new = sorted(_broken(verified) - broken)
    if new:
        raise TracerError("Checks of verify fail that held before: {checks}.", checks=", ".join(new))


def _put_back(session: Session, upgrade: StoreUpgrade, error: Exception) -> None:
    """Put the case back as it was. Raises UpgradeUndone; where it cannot be put back, returns, and the copy stays."""
    _log.error("upgrade failed kind=%s", type(error).__name__)
    try:
        if upgrade.begun() is None:
            # No step was taken: there is nothing to put back.
            return
        upgrade.restore()
        session.note(ACTION, session.store.digest(), f"undone form={upgrade.form()}")
    except (TracerError, OSError) as second:
        _log.error("upgrade not undone kind=%s", type(second).__name__)
        return
    reason = error.sentence if isinstance(error, TracerError) else f"{type(error).__name__}."
    raise UpgradeUndone(
        "The upgrade did not succeed, and the case is as it was before, of form {form}. The reason: {reason} Work on it with "
        "the version of Tracer that wrote it, and report this line.",
        form=upgrade.form(),
        reason=reason,
    ) from error
