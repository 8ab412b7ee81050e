"""Brings the catalogues in line with the code: ``python -m tracer.wording.locale.extract`` in the project's folder.

A sentence enters the catalogue as the first argument of ``.text()``, ``.plural()``, ``N_()``, ``Message()``,
``Counted()`` or of an error (any class that descends from TracerError). Babel collects, merges and writes; the files come
out sorted and without dates, so that the same code gives the same bytes.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import IO, Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGES: Final = ("graph_schema", "importers", "tracer", "dashboards")
_FUNCTIONS: Final = {"text": (1,), "plural": (1, 2), "N_": (1,), "Message": (1,), "Counted": (1, 2)}
_METHOD: Final = "tracer.wording.locale.extract:extract_calls"
_HEADER: Final = "# Words of Tracer. The key is the English sentence; {names} stay as they are."


def extract_catalogue(root: Path) -> Catalog:
    """Which sentences for a reader are in the code under ``root``, and in which files?

    Arguments: ``root`` holds the packages. Does not see a sentence that reaches ``.text()`` through a variable: mark that
    one with ``N_``.
    """
    found = Catalog()
    keywords = _FUNCTIONS | dict.fromkeys(error_names(root), (1,))
    for package in PACKAGES:
        messages = extract_from_dir(root / package, method_map=[("**.py", _METHOD)], keywords=keywords)
        for file, line, sentence, _, _ in messages:
            found.add(sentence, locations=[(f"{package}/{file}", line)])
    return found


def error_names(root: Path) -> frozenset[str]:
    """Which classes under ``root`` descend from TracerError?"""
    parents: dict[str, set[str | None]] = {}
    for package in PACKAGES:
        for path in (root / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_bytes())):
                if isinstance(node, ast.ClassDef):
                    parents.setdefault(node.name, set()).update(map(_last_name, node.bases))
    found: set[str | None] = {"TracerError"}
    while more := {name for name, bases in parents.items() if bases & found} - found:
        found |= more
    return frozenset(name for name in found if name)


def extract_calls(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Iterable[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """Babel's extraction method for this code: line, function, literal arguments (None for another one), no comments.

    Babel's own reads tokens: it misses a sentence inside an f-string (before Python 3.12), and of
    ``text(WORDS[key or "other"])`` it takes the key for a sentence.
    """
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and node.args:
            name = _last_name(node.func)
            if name is not None and name in keywords and (name != "text" or isinstance(node.func, ast.Attribute)):
                for arguments in product(*map(_literals, node.args)):
                    if arguments[0] != "":
                        yield node.lineno, name, arguments, []


def _last_name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _literals(node: ast.expr) -> list[str | None]:
    """The texts that an argument can be: one literal, both of a condition, or none if it is not a literal."""
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return [node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None]


def update_catalogue(old: Catalog, said: Catalog, language: str) -> bytes:
    """The catalogue with exactly these sentences: translations are kept, removed sentences are dropped, new ones are
    empty.
    """
    old.update(said, no_fuzzy_matching=True)
    written = BytesIO()
    write_po(written, old, sort_output=True, omit_header=True, ignore_obsolete=True, include_lineno=False, width=110)
    head = (
        f"{_HEADER}\n"
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {old.plural_forms}\\n"\n\n'
    )
    return head.encode() + written.getvalue()


def main(root: Path) -> int:
    """Update every catalogue under ``root``; prints how many sentences still wait for a translation."""
    said = extract_catalogue(root)
    for path in sorted((root / "tracer" / "wording" / "locale").glob("*/LC_MESSAGES/tracer.po")):
        language = path.parts[-3]
        path.write_bytes(update_catalogue(read_catalogue(path), said, language))
        messages = [message for message in read_catalogue(path) if message.id]
        waiting = sum(not is_translated(message.string) or message.fuzzy for message in messages)
        print(f"{path.relative_to(root)}: {waiting} without translation")
    return 0


def read_catalogue(path: Path) -> Catalog:
    """The catalogue in this file; the folder names its language."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parts[-3])


def is_translated(string: object) -> bool:
    """Is every form of this sentence translated?"""
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
