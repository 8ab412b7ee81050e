"""Answers a script's questions: checks who sends, finds the case and the language, turns answers and errors into JSON.

The guard has checked Host, Origin and cookie before. A question that changes or may change something is a POST, and only a
page of this server can send one: a POST needs an Origin, and JSON as its type, which no form of another page can send.
"""

from __future__ import annotations

import logging
import os
import secrets
import traceback
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from dashboards.open_cases import open_case
from dashboards.serving.addresses import ROUTES_AT
from dashboards.serving.routes.asked import Asked, WorkbenchRoute
from graph_schema.errors import EnvironmentFailure, NotFound, TracerError, WrongUse
from graph_schema.messages import N_
from tracer.access.roles import NotAllowed
from tracer.settings import LANGUAGES, current_settings, read_case_folder
from tracer.wording.language import Language, find_language

LARGEST_BODY: Final = 256 * 1024
"""How many bytes a question may have."""

_log = logging.getLogger(__name__)
_HEADERS: Final = {"Cache-Control": "no-store"}
_WRONG, _FORBIDDEN, _MISSING, _WRONG_METHOD, _TOO_LARGE, _WRONG_TYPE, _FAULT, _NOT_NOW = (
    400, 403, 404, 405, 413, 415, 500, 503,
)  # fmt: skip
_NO_ADDRESS: Final = N_("There is nothing at this address. Reload the page.")
_NO_METHOD: Final = N_("This address does not answer to {method}. Reload the page.")
_NO_ORIGIN: Final = N_("Requests from other pages are refused.")
_NO_JSON: Final = N_("Only JSON is read here.")
_NO_ROOM: Final = N_("The request is too large: at most {limit} kB are read at once.")
_UNEXPECTED: Final = N_("Tracer has a fault and could not answer. Report this number: {number}.")


def make_routes(table: Iterable[WorkbenchRoute]) -> list[Route]:
    """The routes of this table for Streamlit's server, and a last one that refuses every other address below /workbench/."""
    by_path: dict[str, dict[str, WorkbenchRoute]] = defaultdict(dict)
    for row in table:
        by_path[row.path][row.method] = row
    routes = [Route(path, _Answering(rows), methods=None) for path, rows in by_path.items()]
    return [*routes, Route(f"{ROUTES_AT}{{rest:path}}", _Answering({}), methods=None)]


class _Answering:
    """Answers at one path, whatever the method."""

    def __init__(self, rows: Mapping[str, WorkbenchRoute]) -> None:
        self._rows = rows

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        answer = await self._answer(request)
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> JSONResponse:
        language = _reader_language(request)
        row = self._rows.get(request.method)
        if row is None and self._rows:
            refusal = language.text(_NO_METHOD, method=request.method)
            return _refuse(_WRONG_METHOD, refusal, {"Allow": ", ".join(sorted(self._rows))})
        if row is None:
            return _refuse(_MISSING, language.text(_NO_ADDRESS))
        if row.method == "POST" and "origin" not in request.headers:
            return _refuse(_FORBIDDEN, language.text(_NO_ORIGIN))
        if row.method == "POST" and _content_type(request) != "application/json":
            return _refuse(_WRONG_TYPE, language.text(_NO_JSON))
        body = await _read_body(request) if row.method == "POST" else b""
        if body is None:
            return _refuse(_TOO_LARGE, language.text(_NO_ROOM, limit=LARGEST_BODY // 1024))
        return await run_in_threadpool(_work, row, request, body, language)


def _work(row: WorkbenchRoute, request: Request, body: bytes, language: Language) -> JSONResponse:
    """The answer of this route. Blocks: opens the case, reads and writes the store."""
    try:
        session = open_case(_case_name(request)).in_language(language)
        answer = row.answer(Asked(session, request.path_params, dict(request.query_params), body))
        return JSONResponse(answer, headers=_HEADERS)
    except TracerError as problem:
        return _refuse(_status(problem), language.error(problem))
    except Exception as problem:
        number = secrets.token_hex(4)
        place = traceback.extract_tb(problem.__traceback__)[-1]
        _log.error(
            "route failed number=%s route=%s kind=%s at %s:%d",
            number,
            row.path,
            type(problem).__name__,
            Path(place.filename).name,
            place.lineno or 0,
        )
        return _refuse(_FAULT, language.text(_UNEXPECTED, number=number))


def _case_name(request: Request) -> str:
    """The case that the address names where this process has a folder of them; else empty: there is one case."""
    if read_case_folder(os.environ) is None:
        return ""
    name = request.query_params.get("case", "")
    if not name:
        raise WrongUse("No case is named. Open a case first.")
    return name


def _reader_language(request: Request) -> Language:
    asked = request.query_params.get("lang", "")
    return find_language(asked if asked in LANGUAGES else current_settings().language)


def _content_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _read_body(request: Request) -> bytes | None:
    """What was sent; None: more than is read. Stops reading there, whatever length the sender stated."""
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > LARGEST_BODY:
            return None
    return bytes(read)


def _status(problem: TracerError) -> int:
    if isinstance(problem, NotAllowed):
        return _FORBIDDEN
    if isinstance(problem, NotFound):
        return _MISSING
    return _NOT_NOW if isinstance(problem, EnvironmentFailure) else _WRONG


def _refuse(status: int, text: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": text}, status, {**_HEADERS, **(headers or {})})
