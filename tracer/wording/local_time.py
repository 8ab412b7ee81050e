"""Writes an instant, which is kept in UTC, in the time of Bucharest."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from tracer.wording.language import Language

BUCHAREST: Final = ZoneInfo("Europe/Bucharest")


def format_instant(moment: datetime, language: Language) -> str:
    """Which day and minute is this instant in Bucharest: ``7 Mar 2026, 12:00``? ``moment``: with its zone."""
    local = moment.astimezone(BUCHAREST)
    return f"{language.date(local)}, {local:%H:%M}"
