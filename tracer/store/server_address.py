"""Where a case lies on a server: ``neo4j://user@host:port/database``. Never a password."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from graph_schema.errors import WrongUse

SERVER_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
DEFAULT_PORT = 7687


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A server, and the database on it (None: the server's own default). ``user``: None where the address names none."""

    scheme: str
    host: str
    port: int = DEFAULT_PORT
    database: str | None = None
    user: str | None = None

    def __str__(self) -> str:
        """The address without the user: what may be shown, logged and handed to a driver."""
        return self.server + (f"/{self.database}" if self.database else "")

    @property
    def server(self) -> str:
        """Scheme, host and port alone."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def names_server(address: str) -> bool:
    """Does this address name a server, rather than a place on this machine?"""
    return address.partition("://")[0].lower() in SERVER_SCHEMES and "://" in address


def parse_server_address(address: str) -> ServerAddress:
    """Which server, which database, which user?

    Raises WrongUse, without repeating what may be a password, for an address with a password in it, without a host,
    with a port that is none, with the database ``system``, or with anything after the name of the database.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        # The cause repeats the part it could not read: that part may be a password.
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
            "The database system is the server's own and keeps no case. Name another, or leave the name out."
        )
    user = unquote(parts.username) if parts.username else None
    return ServerAddress(parts.scheme, host, port or DEFAULT_PORT, database or None, user)


def _holds_password(parts: SplitResult) -> bool:
    """Is there anything where a password may stand: after the user, or where a database or an option should be?"""
    named = unquote(parts.netloc.rpartition("@")[0])
    return ":" in named or "@" in unquote(parts.path) or "pass" in parts.query.lower()
