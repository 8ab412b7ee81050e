"""Brings the catalogues in line with the code: ``python -m tracer.locale.extract`` in the project's folder.

A sentence enters the catalogue as the first argument of ``.text()``, ``.plural()``, ``N_()``, ``Sentence()`` or of an error
(any class that descends from TracerError). The files come out sorted and without dates, so that the same code
gives the same bytes.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

PACKAGES: Final = ("graph_schema", "importers", "tracer", "dashboards")
_HEADER: Final = "# Words of Tracer. The key is the English sentence; {names} stay as they are."


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence in the code. ``many``: its second form if it counts something. ``place``: file and line.

    ``literal`` is False where a sentence is put together at run time: no catalogue can hold it.
    """

    one: str
    many: str | None
    place: str
    literal: bool = True


def find_templates(root: Path) -> list[Template]:
    """Which sentences does the code under ``root`` say to a reader, and where?

    Arguments: ``root`` holds the packages. Returns them by file and line.
    Does not see a sentence that reaches ``.text()`` through a variable: mark that one with ``N_``.
    """
    trees = {
        path.relative_to(root).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for package in PACKAGES
        for path in sorted((root / package).rglob("*.py"))
    }
    errors = _descendants("TracerError", trees.values())
    return [template for place, tree in trees.items() for template in _templates(tree, place, errors)]


def _descendants(ancestor: str, trees: Iterable[ast.Module]) -> frozenset[str]:
    parents: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                parents.setdefault(node.name, set()).update(filter(None, map(_last_name, node.bases)))
    found = {ancestor}
    while more := {name for name, bases in parents.items() if bases & found} - found:
        found |= more
    return frozenset(found)


def _last_name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _templates(tree: ast.Module, file: str, errors: frozenset[str]) -> Iterator[Template]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name, place = _last_name(call.func), f"{file}:{call.lineno}"
        said = list(_literals(call.args[0]))
        if name == "plural" and len(call.args) > 1:
            yield from (Template(one, many, place) for one in said for many in _literals(call.args[1]))
        elif name in ("N_", "Sentence") or (name == "text" and isinstance(call.func, ast.Attribute)) or name in errors:
            yield from (Template(one, None, place) for one in said)
        if (name == "Sentence" or name in errors) and isinstance(call.args[0], ast.JoinedStr | ast.BinOp):
            yield Template(ast.unparse(call.args[0]), None, place, literal=False)


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def update_catalogue(old: Catalog, templates: Sequence[Template], language: str) -> bytes:
    """What does the catalogue look like with these sentences? Translations are kept, sentences no longer said
    go, new ones come in empty."""
    new = Catalog(locale=language, header_comment=_HEADER)
    for template in templates:
        if template.literal and template.one:
            msgid = template.one if template.many is None else (template.one, template.many)
            kept = old.get(template.one)
            translation = kept.string if kept is not None and kept.id == msgid else None
            new.add(msgid, translation, locations=[(template.place.partition(":")[0], 1)])
    written = BytesIO()
    write_po(written, new, sort_output=True, omit_header=True, include_lineno=False, width=110)
    head = (
        f"{_HEADER}\n"
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {new.plural_forms}\\n"\n\n'
    )
    return head.encode() + written.getvalue()


def main(root: Path) -> int:
    """Update every catalogue under ``root``; prints how many sentences still wait for a translation."""
    templates = find_templates(root)
    for path in sorted((root / "tracer" / "locale").glob("*/LC_MESSAGES/tracer.po")):
        language = path.parts[-3]
        with path.open("rb") as stream:
            old = read_po(stream, locale=language)
        path.write_bytes(update_catalogue(old, templates, language))
        with path.open("rb") as stream:
            messages = [message for message in read_po(stream, locale=language) if message.id]
        waiting = sum(not _filled(message.string) for message in messages)
        print(f"{path.relative_to(root)}: {waiting} without translation")
    return 0


def _filled(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
