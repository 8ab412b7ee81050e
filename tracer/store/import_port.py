"""What was written for the importer of a server; known to whoever shows it, without the server's driver."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportFiles:
    """What was written. ``digest``: the fingerprint that the imported case carries. ``command``: what to run in the
    folder. ``nodes``: those of the case, without sources, events and logs.
    """

    folder: str
    digest: str
    command: tuple[str, ...]
    sources: int
    nodes: int
    links: int
    events: int
    transfers: int
    log: int
    readings: int
