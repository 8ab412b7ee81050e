"""The catalogue is complete: every sentence the code says has a Romanian one that fits it."""

from __future__ import annotations

import string
import unicodedata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tracer.locale.extract import Template, find_templates, update_catalogue

ROOT = Path(__file__).parents[2]
TEMPLATES = find_templates(ROOT)
CATALOGUE_FILE = ROOT / "tracer/locale/ro/LC_MESSAGES/tracer.po"
# The catalogue has three forms: one, few, and many with "de".
FORMS = 3


@pytest.fixture(scope="module")
def romanian():
    with CATALOGUE_FILE.open("rb") as stream:
        return read_po(stream, locale="ro")


def names(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def translations(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_the_search_sees_the_sentences_of_the_code():
    assert len(TEMPLATES) > 50
    found = {(template.one, template.many) for template in TEMPLATES}
    assert ("{n} transfer", "{n} transfers") in found
    assert ("Case graph", None) in found
    assert any(template.place.startswith("graph_schema/money.py:") for template in TEMPLATES)


def test_every_sentence_is_a_literal():
    assert [template.place for template in TEMPLATES if not template.literal] == []


def test_every_sentence_has_a_romanian_one(romanian):
    missing = {}
    for template in TEMPLATES:
        message = romanian.get(template.one) if template.literal and template.one else None
        if template.literal and template.one and (message is None or not all(translations(message))):
            missing.setdefault(template.one, template.place)
    report = "\n".join(f"{place}: {sentence}" for sentence, place in missing.items())
    assert not missing, f"{len(missing)} sentences without translation:\n{report}"


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


def test_the_catalogue_holds_what_the_code_says_and_nothing_else(romanian):
    said = {template.one for template in TEMPLATES if template.literal}
    kept = {message.id[0] if isinstance(message.id, tuple) else message.id for message in romanian if message.id}
    assert sorted(kept - said) == []


def test_update_keeps_translations_and_drops_what_is_no_longer_said(romanian):
    written = update_catalogue(
        romanian, [Template("Case graph", None, "a.py:3"), Template("New words", None, "b.py:1")], "ro"
    ).decode()
    assert 'msgid "Case graph"\nmsgstr "Graful cazului"' in written
    assert 'msgid "New words"\nmsgstr ""' in written
    assert "transfer" not in written
    assert "POT-Creation-Date" not in written


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
        "Sentence('f {q}', q=1)\n"
        "Sentence(f'e {q}')\n"
        "other('g')\n"
        "words.text(variable)\n"
    )
    assert [(t.one, t.many, t.literal) for t in find_templates(tmp_path)] == [
        ("a", None, True),
        ("b", None, True),
        ("{n} c", "{n} cs", True),
        ("d {p}", None, True),
        ("f'e {p}'", None, False),
        ("f", None, True),
        ("f {q}", None, True),
        ("f'e {q}'", None, False),
    ]
