"""The styles of the screens: one stylesheet linked into Streamlit's page, and which other styles the policy lets in.

A stylesheet that is linked is there before the first paint; one that the program writes into the page comes later, and
everything on the page moves when it does.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Final

from starlette.responses import Response

from dashboards.design.stylesheet import stylesheet, stylesheet_digest
from dashboards.graph_component.frame import GRAPH_CSS
from dashboards.graph_component.whole_frame import WHOLE_CSS
from dashboards.serving.guard_pages import GUARD_STYLE

STYLE_PATH: Final = "/tracer.css"
_HEAD_ENDS: Final = b"</head>"


def hash_style(text: str) -> str:
    """The hash of a style block as a content policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


STYLE_SOURCES: Final = (
    "'self'",
    # Streamlit makes empty style blocks and fills them by script, which no policy refuses.
    hash_style(""),
    hash_style(GUARD_STYLE),
    *(hash_style(text.strip()) for text in (GRAPH_CSS, WHOLE_CSS)),  # Streamlit takes the blanks off
    # Style blocks of libraries, by the hash of their text: any other text is refused, and the browser says so in its console.
    "'sha256-pgvDUBa4IjFA2yuSJ2cqcyxmNYJMborsd0ORcRv9vw8='",  # cytoscape: its box is the place its parts are laid out from
    "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",  # Streamlit's buttons: how they answer a touch
    "'sha256-2GF9hCGTDj/GGFNlQA54jDdMGl2fvoeZmZjAvBSiAtM='",  # Plotly: its maps, which no page shows
)
"""Where styles may come from. Neither a style attribute nor any other style block is let in."""


def link_style(body: bytes) -> bytes:
    """Streamlit's page with the link to the stylesheet at the end of its head."""
    link = f'<link rel="stylesheet" href="{STYLE_PATH}?{stylesheet_digest()}">'.encode()
    return body.replace(_HEAD_ENDS, link + _HEAD_ENDS, 1)


def answer_style() -> Response:
    """The stylesheet. Its address changes with it, so a browser keeps it for a year."""
    return Response(
        stylesheet(), media_type="text/css", headers={"Cache-Control": "private, max-age=31536000, immutable"}
    )
