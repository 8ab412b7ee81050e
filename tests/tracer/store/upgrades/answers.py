"""Does a later version answer what an earlier one answered?"""

from __future__ import annotations

from typing import Any

RENAMED = {"measures": "items", "measure": "item"}
"""Fields of the totals under the name that they have since: a measure counts as an item of an order."""
GONE = {"at_least"}
"""No sum received is guessed from the sums paid any more."""
TERMS = {"rule", "due", "days_left", "severity"}
"""Of a measure: its next term, by the corrected table of the law."""
WORDING = {"template", "message", "params", "why", "log_head"}
"""Fields whose words may change from version to version; figures, ids and places may not."""


def lost_of(old: Any, now: Any, at: str = "") -> list[str]:
    """The places at which an answer no longer says what it said before. What was added since is no loss."""
    if isinstance(old, dict) and isinstance(now, dict):
        now = {**now, **{was: now[name] for was, name in RENAMED.items() if name in now and was not in now}}
        if "undistributed" in now and "exchange" in now:
            # What only the rates of two days differ by was counted as held.
            now["undistributed"] += now["exchange"]
        fixed = old.keys() - WORDING - GONE - (TERMS if at.startswith("/measures/") else set())
        return [lost for key in fixed for lost in lost_of(old[key], now.get(key), f"{at}/{key}")]
    if isinstance(old, list) and isinstance(now, list):
        if at == "/waterfall":
            now = _waterfall(now)
        if at == "/measures":
            # The measure with the nearest term stands first.
            old, now = (sorted(rows, key=lambda row: str(row["id"])) for rows in (old, now))
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


def _waterfall(steps: list[Any]) -> list[Any]:
    """The steps with the difference of rates counted as held, as it was before it had a step of its own."""
    apart = sum(step["minor"] for step in steps if step["key"] == "exchange")
    return [step | {"minor": step["minor"] + apart} if step["key"] == "undistributed" else step for step in steps]
