"""Which store does an address name?"""

from __future__ import annotations

from pathlib import Path

from graph_schema.errors import WrongUse
from tracer.store.port import CaseStore
from tracer.store.sqlite_store import open_sqlite_store


def open_store(address: str, *, create: bool = False, read_only: bool = False) -> CaseStore:
    """Open the case at this address: the path of a file on this machine.

    Raises: WrongUse for an address of another kind, and whatever opening the store raises.
    """
    scheme, mark, _ = address.partition("://")
    if mark:
        raise WrongUse(
            "The address {address} begins with {scheme}://, which names no store known here. Give the path "
            "of a case "
            "file on this machine.",
            address=address,
            scheme=scheme,
        )
    if not address.strip():
        raise WrongUse("An empty address names no case. Give the path of a case file on this machine.")
    return open_sqlite_store(Path(address), create=create, read_only=read_only)
