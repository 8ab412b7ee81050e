"""Starts the screens: checks where they may listen, prints the one address that opens them, serves."""

from __future__ import annotations

import argparse
import importlib.util
import os
import secrets
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware

from dashboards.serving.config import streamlit_options
from dashboards.serving.routes.answering import make_routes
from dashboards.serving.routes.registry import ROUTES
from dashboards.serving.security import LOOPBACK_HOSTS, Guard, open_door
from graph_schema.errors import EnvironmentFailure, TracerError, WrongUse
from tracer.casework.sessions.opening import largest_file
from tracer.logs import read_log_file, start_log
from tracer.settings import current_settings
from tracer.wording.language import Language, find_language

TOKEN_VARIABLE: Final = "TRACER_DASHBOARD_TOKEN"  # noqa: S105 - the name of a variable, not a secret
DEFAULT_PORT: Final = 8501
SHORTEST_TOKEN: Final = 16
_SCRIPT: Final = Path(__file__).parents[1] / "app.py"


def check_address(address: str) -> str:
    """May the screens listen here? Only on this machine's own loopback, until people log in by name.

    The launch token identifies the person who started the program; it does not distinguish two colleagues, so
    it is not a login. Raises: WrongUse for any other address.
    """
    if address == "localhost":
        return "127.0.0.1"
    try:
        loopback = ip_address(address).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise WrongUse(
            "The screens cannot listen on {address}: without a login by name (OIDC) they answer on this "
            "machine alone. Use 127.0.0.1 and reach it from elsewhere through an SSH tunnel.",
            address=address,
        )
    return address


def launch_token(given: str | None) -> str:
    """Which token opens the screens: the one given, or a new one of 256 bits?

    Raises: WrongUse for a given token shorter than SHORTEST_TOKEN characters.
    """
    if not given:
        return secrets.token_urlsafe(32)
    if len(given) < SHORTEST_TOKEN:
        raise WrongUse(
            "The token in {variable} is too short: expected at least {shortest} characters. Leave the "
            "variable unset to have one made.",
            variable=TOKEN_VARIABLE,
            shortest=SHORTEST_TOKEN,
        )
    return given


def check_port(address: str, port: int) -> None:
    """Is this port free? Raises: EnvironmentFailure if another program listens there."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as problem:
            raise EnvironmentFailure(
                "Port {port} on {address} cannot be used ({reason}). Choose another one with --port.",
                port=port,
                address=address,
                reason=problem.strerror,
            ) from problem


def entry_address(address: str, port: int, token: str) -> str:
    """Which address opens the screens for the person who started them?"""
    host = f"[{address}]" if ":" in address else address
    return f"http://{host}:{port}/?token={token}"


def build(script: Path, *, token: str, hosts: frozenset[str], language: Language) -> st.App:
    """The application with its guard and its routes, ready to run. ``script``: the page that Streamlit runs, absolute."""
    spec = importlib.util.find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise EnvironmentFailure("Streamlit is not installed. Install the package again.")
    page = Path(spec.origin).parent / "static" / "index.html"
    # Above this size an upload would be written to a temporary file, outside the case.
    MultiPartParser.spool_max_size = sys.maxsize
    guard = Middleware(Guard, door=open_door(token, hosts, page), language=language)
    return st.App(script, middleware=[guard], routes=make_routes(ROUTES))


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped. Returns the exit code: 0 done, 2 wrong use, 3 environment."""
    language = find_language("en")
    try:
        language = find_language(current_settings().language)
        start_log(read_log_file(os.environ))
        options = _parser(language).parse_args(arguments)
        address = check_address(options.address)
        token = launch_token(os.environ.get(TOKEN_VARIABLE))
        check_port(address, options.port)
        hosts = LOOPBACK_HOSTS | {address}
        largest = largest_file(current_settings()) >> 20
        app = build(options.script.resolve(), token=token, hosts=hosts, language=language)
    except TracerError as problem:
        print(language.error(problem), file=sys.stderr)
        return problem.exit_code
    print(language.text("Open this address in a browser on this machine:"))
    print(f"  {entry_address(address, options.port, token)}", flush=True)
    with suppress(KeyboardInterrupt):  # Ctrl-C is the normal way to stop the screens
        app.run(config=streamlit_options(address, options.port, hosts, largest))
    return 0


def _parser(language: Language) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboards",
        description=language.text("Opens the case's screens in a browser on this machine."),
    )
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=language.text("port to listen on"))
    parser.add_argument("--address", default="127.0.0.1", help=language.text("address to listen on, loopback only"))
    parser.add_argument("--script", type=Path, default=_SCRIPT, help=argparse.SUPPRESS)
    return parser
