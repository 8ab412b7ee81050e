"""Says the result of a check: what holds, or what was found and what to do."""

from __future__ import annotations

from typing import Any

from tracer.store.ports.store_values import Check


def report_check(name: str, found: list[str], holds: str, fails: str, **params: Any) -> Check:
    """The check holds if nothing was ``found``. ``holds`` and ``fails``: the sentences; ``params``: of the first."""
    if not found:
        return Check(name, True, holds, {key: str(value) for key, value in params.items()})
    shown = ", ".join(found[:3]) + (", ..." if len(found) > 3 else "")
    return Check(name, False, fails, {"found": shown, "count": str(len(found))}, tuple(found))
