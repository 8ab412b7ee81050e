"""The catalogue is complete: every sentence the code says has a Romanian one that fits it."""

from __future__ import annotations

import ast
import string
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from tracer.wording.locale.extract import (
    PACKAGES,
    error_names,
    extract_calls,
    extract_catalogue,
    is_translated,
    read_catalogue,
    update_catalogue,
)

ROOT = Path(__file__).parents[4]
CATALOGUE_FILE = ROOT / "tracer/wording/locale/ro/LC_MESSAGES/tracer.po"
# The catalogue has three forms: one, few, and many with "de".
FORMS = 3


@pytest.fixture(scope="module")
def romanian():
    return read_catalogue(CATALOGUE_FILE)


def names(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def translations(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_the_search_sees_the_sentences_of_the_code(said):
    found = [message.id for message in said]
    assert len(found) > 1000
    assert ("{n} transfer", "{n} transfers") in found
    assert "Case graph" in found
    assert any(file == "graph_schema/values/money.py" for message in said for file, _ in message.locations)


def test_every_sentence_is_a_literal():
    """No catalogue can hold a sentence that is put together at run time."""
    sentences = {"Message", *error_names(ROOT)}
    built = [
        f"{path}:{node.lineno}"
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", None)) in sentences
        if node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert built == []


def test_every_sentence_has_a_romanian_one(romanian, said):
    missing = {}
    for message in said:
        kept = romanian.get(message.id) if message.id else message
        if message.id and (kept is None or kept.fuzzy or not is_translated(kept.string)):
            missing[message.id] = message.locations[0]
    report = "\n".join(f"{place}: {sentence}" for sentence, place in missing.items())
    assert not missing, f"{len(missing)} sentences without translation:\n{report}"


def test_the_catalogue_is_the_one_that_the_command_writes(said):
    assert update_catalogue(read_catalogue(CATALOGUE_FILE), said, "ro") == CATALOGUE_FILE.read_bytes()


def test_romanian_sentences_use_the_names_of_the_english_ones(romanian):
    wrong = []
    for message in romanian:
        if message.id and all(translations(message)):
            wanted = names(message.id[1] if isinstance(message.id, tuple) else message.id)
            wrong += [text for text in translations(message) if names(text) != wanted]
    assert wrong == []


def test_counted_sentences_have_all_romanian_forms(romanian):
    counted = [message for message in romanian if isinstance(message.id, tuple)]
    assert counted
    assert [message.id for message in counted if len(translations(message)) != FORMS] == []


def test_romanian_letters_have_the_comma_below(romanian):
    cedillas = {"ş", "ţ", "Ş", "Ţ"}
    texts = [text for message in romanian if message.id for text in translations(message)]
    assert [text for text in texts if cedillas & set(text)] == []
    assert [text for text in texts if unicodedata.normalize("NFC", text) != text] == []


def test_update_keeps_translations_and_drops_what_is_no_longer_said():
    old = Catalog(locale="ro")
    old.add("Case graph", "Graful cazului")
    old.add("Gone", "Dus")
    old.add("One", "Unu")
    said = Catalog()
    for sentence in ("Case graph", "New words", ("One", "Many")):
        said.add(sentence, locations=[("a.py", 3)])
    written = update_catalogue(old, said, "ro").decode()
    assert 'msgid "Case graph"\nmsgstr "Graful cazului"' in written
    assert 'msgid "New words"\nmsgstr ""' in written
    assert "Gone" not in written
    assert "POT-Creation-Date" not in written
    counted = read_po(BytesIO(written.encode()), locale="ro").get("One")
    assert counted.fuzzy and not is_translated(counted.string)


def test_search_reads_calls_and_errors_but_not_other_strings(tmp_path):
    (tmp_path / "tracer").mkdir()
    (tmp_path / "tracer" / "invented.py").write_text(
        "class Missing(TracerError): ...\n"
        "class Lost(Missing): ...\n"
        "words.text('a' if x else 'b')\n"
        "words.plural('{n} c', '{n} cs', 3)\n"
        "raise Lost('d {p}', p=1)\n"
        "raise Missing(f'e {p}')\n"
        "N_('f')\n"
        "Message('f {q}', q=1)\n"
        "text('g')\n"
        "other('g')\n"
        "words.text(variable)\n"
        "words.text(WORDS[row.key or 'g'])\n"
        "words.text('')\n"
        "say(f\"{words.text('h')}\")\n"
    )
    expected = ["a", "b", ("{n} c", "{n} cs"), "d {p}", "f", "f {q}", "h"]
    found = {message.id: message.locations for message in extract_catalogue(tmp_path) if message.id}
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert found["a"] == [("tracer/invented.py", 3)]


def test_a_counted_sentence_needs_both_forms():
    code = BytesIO(b"words.plural('{n} c', many, 3)")
    assert list(extract(extract_calls, code, {"plural": (1, 2)})) == []
