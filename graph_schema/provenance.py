"""Where a value comes from: the file by its digest, the place in the file, who read it."""

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
    """One kept file, or one decision of a person, that records come from.

    ``digest`` is the SHA-256 of the bytes and the source's id. ``as_of`` is the day the content speaks of
    (ISO date, for a statement its closing day); where two sources differ the later one is shown first.
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
            raise WrongValue("A source needs the SHA-256 of its bytes; {value} is none.", value=self.digest)
        if self.rows != self.kept + self.rejected:
            raise WrongValue(
                "{name}: {rows} rows were read but {kept} kept and {rejected} rejected; these must add up.",
                name=self.name,
                rows=self.rows,
                kept=self.kept,
                rejected=self.rejected,
            )


@dataclass(frozen=True, slots=True)
class Locator:
    """The place inside a source: ``row:12``, ``sheet:Cont/row:12``, ``path:/Document/...``, ``statement:7``.

    The text is what a person needs to find the row again with the file open. Rows count from 1 as a
    spreadsheet shows them, header included.
    """

    text: str

    def __post_init__(self) -> None:
        if not self.text or self.text != self.text.strip():
            raise WrongValue("A record needs the place it was read from; {value!r} is none.", value=self.text)


def digest_bytes(data: bytes) -> str:
    """What identifies these bytes? SHA-256, lower-case hexadecimal (FIPS 180-4)."""
    return hashlib.sha256(data).hexdigest()


def record_id(prefix: str, *parts: str) -> str:
    """Which id does a record with these identifying parts carry, in every import and store?

    BLAKE2b, 80 bits, over the length-prefixed parts; collisions among 10 million ids: below 1e-10.
    Ids never show the parts, so a personal number does not travel in an address bar or a log.
    """
    hasher = hashlib.blake2b(digest_size=10)
    for part in parts:
        data = part.encode()
        hasher.update(len(data).to_bytes(4, "big"))
        hasher.update(data)
    return f"{prefix}-{hasher.hexdigest()}"
