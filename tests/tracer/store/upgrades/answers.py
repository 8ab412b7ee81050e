"""Does a later version answer what an earlier one answered?"""

from __future__ import annotations

from typing import Any

WORDING = {"template", "message", "params", "why", "log_head"}
"""Fields whose words may change from version to version; figures, ids and places may not."""


def lost_of(old: Any, now: Any, at: str = "") -> list[str]:
    """The places at which an answer no longer says what it said before. What was added since is no loss."""
    if isinstance(old, dict) and isinstance(now, dict):
        return [lost for key in old.keys() - WORDING for lost in lost_of(old[key], now.get(key), f"{at}/{key}")]
    if isinstance(old, list) and isinstance(now, list):
        for label in ("name", "key"):
            if old and all(isinstance(one, dict) and isinstance(one.get(label), str) for one in (*old, *now)):
                labelled = {one[label]: one for one in now}
                return [lost for one in old for lost in lost_of(one, labelled.get(one[label]), f"{at}/{one[label]}")]
        if at.endswith("/hits"):
            # Persons and companies are found before accounts since.
            old, now = (sorted(hits, key=lambda hit: str(hit["id"])) for hits in (old, now))
        if len(old) == len(now):
            pairs = enumerate(zip(old, now, strict=True))
            return [lost for index, (one, other) in pairs for lost in lost_of(one, other, f"{at}/{index}")]
    if at.endswith("/account") and now == "":
        return []  # the id of a protected person's account follows from its number: no answer shows it any more
    return [] if old == now else [f"{at}: {old!r} was, {now!r} is"]
