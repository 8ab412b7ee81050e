"""Keeps what each case of the folder holds, so that the page of cases opens a store only after it was written."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypeAlias

from graph_schema.errors import TracerError
from tracer.actions.administration.case_counts import CaseCounts, count_case
from tracer.actions.administration.cases import CaseLine
from tracer.settings import Settings

_Key: TypeAlias = tuple[Settings, Path, str]
_Stamp: TypeAlias = tuple[datetime, date]

_lock: Final = threading.Lock()
_counts: Final[dict[_Key, tuple[_Stamp, CaseCounts | TracerError]]] = {}


def counts_of(settings: Settings, folder: Path, line: CaseLine, language: str, today: date) -> CaseCounts | TracerError:
    """What this case holds, or why it does not open. Read again when its store has changed, or the day has."""
    own = replace(settings, case=folder / line.name, store=None, language=language)
    key, stamp = (own, folder, line.name), (line.changed, today)
    with _lock:
        kept = _counts.get(key)
    if kept is not None and kept[0] == stamp:
        return kept[1]
    found: CaseCounts | TracerError
    try:
        found = count_case(own)
    except TracerError as problem:
        found = problem
    with _lock:
        _counts[key] = (stamp, found)
    return found
