"""As whom a server is asked: the user, the password and the certificate, from where each may lie."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

from graph_schema.errors import WrongUse
from tracer.store.credentials import Credentials
from tracer.store.server_address import ServerAddress, parse_server_address

DEFAULT_USER: Final = "neo4j"
KEYRING_SERVICE: Final = "tracer"
_LONGEST_PASSWORD: Final = 4096


def read_login(address: str, environ: Mapping[str, str]) -> Credentials:
    """As whom is this server asked for a case?

    The user: of the address, else TRACER_NEO4J_USER, else neo4j. The password: from the file that
    TRACER_NEO4J_PASSWORD_FILE names, else the keyring's for the service ``tracer`` and the user where the package is
    installed, else TRACER_NEO4J_PASSWORD. TRACER_NEO4J_CA_FILE names the certificate of an own authority.
    Raises WrongUse where a file cannot be used or no password is found; never with a password in it.
    """
    server = parse_server_address(address)
    user = server.user or environ.get("TRACER_NEO4J_USER") or DEFAULT_USER
    return Credentials(user, _find_password(server, user, environ), _find_authority(environ))


def current_login(address: str) -> Credentials:
    """The same from this process's environment."""
    return read_login(address, os.environ)


def _find_password(server: ServerAddress, user: str, environ: Mapping[str, str]) -> str:
    file = environ.get("TRACER_NEO4J_PASSWORD_FILE")
    if file:
        return _read_password(Path(file))
    found = _ask_keyring(user) or environ.get("TRACER_NEO4J_PASSWORD")
    if not found:
        raise WrongUse(
            "No password for the user {user} at {server}. Put it into a file for you alone, named by "
            "TRACER_NEO4J_PASSWORD_FILE, into the keyring (service tracer), or into TRACER_NEO4J_PASSWORD.",
            user=user,
            server=server.server,
        )
    return found


def _read_password(path: Path) -> str:
    """The one line of the file, whole; one line end at its end is not part of it."""
    try:
        # Opened first and looked at then, so that what is checked is what is read; a pipe keeps nobody waiting.
        with open(path, "rb", opener=_open_at_once) as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise WrongUse("The password file {path} is not a file.", path=path)
            if os.name == "posix" and mode & 0o077:
                raise WrongUse(
                    "The password file {path} can be read by others than its owner. Make it yours alone: chmod 600 {path}",
                    path=path,
                )
            data = file.read(_LONGEST_PASSWORD + 1)
        text = data.decode()
    except OSError as error:
        raise WrongUse("The password file {path} cannot be read: {reason}.", path=path, reason=error.strerror) from None
    except UnicodeDecodeError:
        # The cause would carry the bytes.
        raise WrongUse("The password file {path} is not UTF-8 text of one line.", path=path) from None
    password = text.removesuffix("\n").removesuffix("\r")
    if not password or len(data) > _LONGEST_PASSWORD or "\n" in password:
        raise WrongUse("The password file {path} must hold one line, the password.", path=path)
    return password


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _ask_keyring(user: str) -> str | None:
    """The password that the keyring of this person holds; None without a keyring, or where it stays locked."""
    try:
        keyring = import_module("keyring")
    except ImportError:
        return None
    try:
        found = keyring.get_password(KEYRING_SERVICE, user)
    except keyring.errors.KeyringError:
        return None
    return None if found is None else str(found)


def _find_authority(environ: Mapping[str, str]) -> Path | None:
    file = environ.get("TRACER_NEO4J_CA_FILE")
    if not file:
        return None
    if not Path(file).is_file():
        raise WrongUse("There is no certificate file {path} (TRACER_NEO4J_CA_FILE). Check the name.", path=file)
    return Path(file)
