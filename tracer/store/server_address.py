"""The address of a case on a server: ``neo4j://user@host:port/database``, without a password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from graph_schema.errors import WrongUse

SERVER_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
DEFAULT_PORT = 7687
# "sqlite:case.db" and "neo4j:host" name no folder either; a folder may have a colon in its name.
_OTHER_SCHEME = re.compile(
    r"([a-z][a-z0-9+.-]*)://|(bolt|file|ftp|https?|jdbc|mongodb|mysql|neo4j|postgres|postgresql|sqlite)(?:\+\w+)?:",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A server and a database on it (None: the default of the server). ``user``: None if the address has no user."""

    scheme: str
    host: str
    port: int = DEFAULT_PORT
    database: str | None = None
    user: str | None = None

    def __str__(self) -> str:
        """The address without the user: the form that is shown, logged and given to the driver."""
        return self.server + (f"/{self.database}" if self.database else "")

    @property
    def server(self) -> str:
        """Scheme, host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def names_server(address: str) -> bool:
    """Does this address name a server, not a path on this machine?"""
    return address.partition("://")[0].lower() in SERVER_SCHEMES and "://" in address


def check_place(address: str) -> None:
    """Is this the address of a server of ours, or else a path? Raises WrongUse for an address of any other kind.

    The error repeats the scheme alone, for the rest can hold a password.
    """
    if names_server(address) or not (other := _OTHER_SCHEME.match(address)):
        return
    raise WrongUse(
        "A case cannot be kept at an address that begins with {scheme}: name a folder, or a Neo4j server as "
        "neo4j://host:port/database (or {schemes}). Nothing was made.",
        scheme=other[0],
        schemes=", ".join(f"{scheme}://" for scheme in SERVER_SCHEMES[1:]),
    )


def parse_server_address(address: str) -> ServerAddress:
    """Which server, which database, which user?

    Raises WrongUse for an address with a password, without a host, with a wrong port, with the database ``system``, or
    with text after the name of the database. The error does not repeat text that can be a password.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        # The cause repeats the part that it cannot read, and this part can be a password.
        raise WrongUse(
            "The address of the server cannot be read. It is written neo4j://host:port/database, without a password."
        ) from None
    if _holds_password(parts):
        raise WrongUse(
            "The address of the server holds a password. Leave it out: addresses are shown and logged. Put the password "
            "into a file named by TRACER_NEO4J_PASSWORD_FILE, into the keyring, or into TRACER_NEO4J_PASSWORD."
        )
    database = unquote(parts.path.strip("/"))
    if not host or "/" in database or parts.query or parts.fragment:
        raise WrongUse(
            "The address of the server cannot be read. It is written neo4j://host:port/database, without a password."
        )
    if database.lower() == "system":
        raise WrongUse(
            "The database named system belongs to the server and cannot keep a case. Give another name, or leave it out."
        )
    user = unquote(parts.username) if parts.username else None
    return ServerAddress(parts.scheme, host, port or DEFAULT_PORT, database or None, user)


def _holds_password(parts: SplitResult) -> bool:
    """Can a part of the address be a password: after the user, in the name of the database, or in an option?"""
    named = unquote(parts.netloc.rpartition("@")[0])
    return ":" in named or "@" in unquote(parts.path) or "pass" in parts.query.lower()
