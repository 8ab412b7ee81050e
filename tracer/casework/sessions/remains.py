"""Refuses to create a case beside kept files whose store is missing, and says how to restore their case."""

from __future__ import annotations

from pathlib import Path

from graph_schema.errors import WrongUse


def count_kept(sources: Path) -> int:
    """How many files does this folder of kept files hold? Files that were never completely written do not count."""
    if not sources.is_dir():
        return 0
    return sum(1 for path in sources.iterdir() if not path.name.startswith("."))


def is_gone(store: Path) -> bool:
    """Is the file of the store missing or empty?"""
    return not store.is_symlink() and (not store.exists() or (store.is_file() and not store.stat().st_size))


def refuse_folder(folder: Path, kept: int, store: str) -> WrongUse:
    """The error that says why nothing is opened or created in this folder."""
    return WrongUse(
        "{folder} holds the kept files of a case ({count}), and its store {store} is missing or empty. Nothing was created. "
        "Restore the store from a backup. If there is no backup, rebuild the case from the kept files: "
        "tracer --case {folder} rebuild NEW_FOLDER",
        folder=folder,
        count=kept,
        store=store,
    )


def refuse_database(address: str, folder: Path, kept: int) -> WrongUse:
    """The error that says why no case is created on this server."""
    return WrongUse(
        "The database at {address} holds no case, but {folder} holds the kept files of a case ({count}). Nothing was created. "
        "For another case, set TRACER_FILES to another folder. For this case, restore the database from a backup. If there is "
        "no backup, rebuild the case from the kept files: tracer --case {folder} rebuild {address} --files {folder}",
        address=address,
        folder=folder,
        count=kept,
    )
