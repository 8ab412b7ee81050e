"""A document set as PDF, whatever the scripts of its names: with the fonts that are there, else by code points."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import typst

from graph_schema.errors import TracerError
from tracer.wording.visible_signs import replace_signs, show_signs

_TRIAL: Final = b"""#set document(title: "trial")
#set text(font: "Libertinus Serif")
#sys.inputs.data #text(weight: "bold", sys.inputs.data)
"""

Content = dict[str, Any]


class DocumentRefused(TracerError):
    """The typesetter would not make a document that keeps to the standard."""


def set_pdf(template: str, content: Content, remark: Callable[[Content], Content]) -> bytes:
    """The PDF of this content: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1), with every font in it.

    The fonts of the typesetter come first; where they lack a sign, those installed on this machine; what no font has
    stands as its code point, and so do signs that steer the writing. ``remark`` adds the note that says so, where it is
    needed. The same content gives the same bytes; on another machine so long as the typesetter's own fonts suffice.
    Raises DocumentRefused where the typesetter refuses for another reason than a sign.
    """
    source = (files("tracer.export") / template).read_bytes()
    shown = _map_texts(content, show_signs)
    refusal = ""
    for missing, with_system in _attempts(shown):
        set_ = _map_texts(shown, lambda text, missing=missing: replace_signs(text, missing))  # type: ignore[misc]  # bound
        try:
            return _compile(source, json.dumps(remark(set_), ensure_ascii=False), with_system=with_system)
        except RuntimeError as error:
            refusal = refusal or str(error)
    raise DocumentRefused("The document could not be set as a PDF: {reason}.", reason=refusal)


def _attempts(content: Content) -> Iterable[tuple[frozenset[str], bool]]:
    """Which signs to write as code points, and whether to look for fonts on the machine: the plainest way first."""
    yield frozenset(), False
    signs = sorted({sign for text in _texts(content) for sign in text if not sign.isascii()})
    lacking = find_unsettable(signs, with_system=False)
    still = find_unsettable(sorted(lacking), with_system=True)
    if still != lacking:
        yield still, True
    yield lacking, False
    # A sign that is there by itself and not beside its neighbour: all that is no Latin letter stands by code points.
    yield frozenset(sign for sign in signs if not unicodedata.name(sign, "").startswith("LATIN")), False


def find_unsettable(signs: Sequence[str], *, with_system: bool) -> frozenset[str]:
    """For which of these signs has no font a form? ``with_system``: fonts installed on the machine count too.

    Cost: a few ms for each sign that has none, and some for all together.
    """
    if not signs or _is_settable("".join(signs), with_system=with_system):
        return frozenset()
    if len(signs) == 1:
        return frozenset(signs)
    half = len(signs) // 2
    return find_unsettable(signs[:half], with_system=with_system) | find_unsettable(
        signs[half:], with_system=with_system
    )


def _is_settable(text: str, *, with_system: bool) -> bool:
    try:
        # Apart from one another: what two signs make together is another question.
        _compile(_TRIAL, " ".join(text), with_system=with_system)
    except RuntimeError:
        return False
    return True


def _compile(template: bytes, data: str, *, with_system: bool) -> bytes:
    made = typst.compile(
        template,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"data": data},
        font_paths=_fonts(with_system=with_system),
    )
    if not isinstance(made, bytes):
        raise DocumentRefused("The document could not be set as a PDF: {reason}.", reason="more than one file came out")
    return made


@lru_cache(maxsize=2)
def _fonts(*, with_system: bool) -> typst.Fonts:
    """The fonts in the typesetter, with those installed on the machine or without; looked for once."""
    return typst.Fonts(include_system_fonts=with_system)


def _map_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _map_texts(part, change) for name, part in value.items()}
    return [_map_texts(part, change) for part in value] if isinstance(value, list | tuple) else value


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
