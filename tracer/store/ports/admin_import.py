"""Describes the files for neo4j-admin. This module does not need the driver of the server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportFiles:
    """The files that were written.

    ``digest``: the digest that the imported case will have. ``command``: the command to run in the folder.
    ``nodes``: the number of nodes of the case, without sources, events and logs.
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
