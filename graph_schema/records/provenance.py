"""Defines where a value comes from: the digest of the file, the place in the file, the importer."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from graph_schema.errors import WrongValue

SourceKind = Literal["bank", "ownership", "property", "register", "decision"]

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Source:
    """One kept file, or one decision of a person, from which records are read.

    ``digest`` is the SHA-256 of the bytes and the id of the source. ``as_of`` is the date of the content (ISO date; for a
    statement its last day); if two sources differ, the later one is shown first.
    """

    digest: str
    name: str
    kind: SourceKind
    importer: str
    importer_version: str
    size: int
    as_of: str
    rows: int
    kept: int
    rejected: int

    def __post_init__(self) -> None:
        if not _DIGEST.fullmatch(self.digest):
            raise WrongValue(
                "The digest of a source is {value}; expected the SHA-256 of its bytes, 64 hexadecimal digits.",
                value=self.digest,
            )
        if self.rows != self.kept + self.rejected:
            raise WrongValue(
                "{name}: {rows} rows were read, {kept} were kept and {rejected} were rejected; expected rows read ="
                " rows kept + rows rejected.",
                name=self.name,
                rows=self.rows,
                kept=self.kept,
                rejected=self.rejected,
            )


@dataclass(frozen=True, slots=True)
class Locator:
    """The place inside a source: ``row:12``, ``sheet:Cont/row:12``, ``path:/Document/...``, ``statement:7``.

    With this text a person finds the row in the open file. Rows count from 1 as in a spreadsheet, header included.
    """

    text: str

    def __post_init__(self) -> None:
        if not self.text or self.text != self.text.strip():
            raise WrongValue(
                "The locator of a record is {value!r}; expected a place in the source, such as row:12.", value=self.text
            )


def digest_bytes(data: bytes) -> str:
    """What identifies these bytes? SHA-256, lower-case hexadecimal (FIPS 180-4)."""
    return hashlib.sha256(data).hexdigest()


def record_id(prefix: str, *parts: str) -> str:
    """Which id has a record with these identifying parts, in every import and store?

    BLAKE2b, 80 bits, over the length-prefixed parts; collisions among 10 million ids: below 1e-10.
    An id does not show its parts, so no personal number stands in an address bar or a log. It is no secret: who has a
    number can compute its id (docs/decisions/0005).
    """
    hasher = hashlib.blake2b(digest_size=10)
    for part in parts:
        data = part.encode()
        hasher.update(len(data).to_bytes(4, "big"))
        hasher.update(data)
    return f"{prefix}-{hasher.hexdigest()}"
