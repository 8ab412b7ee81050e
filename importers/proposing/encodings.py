"""Finds the encoding of a text by its bytes: the one in which all letters belong to one language."""

from __future__ import annotations

import codecs
import re
from typing import Final

from graph_schema.messages import Message
from importers.proposing.findings import KeyDecision

_ALPHABETS: Final = {
    "en": "",
    "ro": "ăâîșțşţ",
    "de": "äöüß",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "it": "àèéìîòù",
    "es": "áéíñóúü",
    "nl": "áéëèïóöü",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "hu": "áéíóöőúüű",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
_SIGNS: Final = set("€£§°«»„“”‘’‚–—…\u00a0·№×´")
_CANDIDATES: Final = (
    *("windows-1250", "windows-1252", "windows-1251", "iso-8859-2", "iso-8859-1", "iso-8859-15", "iso-8859-16"),
    *("iso-8859-5", "koi8-u", "cp852"),
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f]")
_READ: Final = 1 << 20


def find_encoding(data: bytes) -> KeyDecision:
    """In which encoding is this text? A mark at its beginning and valid UTF-8 decide; else its letters, else a person.

    Reads the first MiB.
    """
    if data.startswith(codecs.BOM_UTF8):
        return KeyDecision("encoding", "utf-8-sig", Message("the file begins with the mark of UTF-8"))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return KeyDecision("encoding", "utf-16", Message("the file begins with the mark of UTF-16"))
    head = data[:_READ]
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _by_letters(head)
    if head.isascii():
        return KeyDecision("encoding", "utf-8", Message("all characters are ASCII"))
    return KeyDecision("encoding", "utf-8", Message("all characters are valid UTF-8"))


def _by_letters(data: bytes) -> KeyDecision:
    """One of the encodings of one byte a character."""
    readings: dict[str, str] = {}
    for encoding in _CANDIDATES:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text) is None and text not in readings.values():
            readings[encoding] = text
    fitting = {encoding: language for encoding, text in readings.items() if (language := _language(text)) is not None}
    if len(fitting) == 1:
        [(encoding, language)] = fitting.items()
        return KeyDecision(
            "encoding", encoding, Message("in it alone all letters are of one language ({code})", code=language)
        )
    open_ones = fitting or readings
    examples = tuple(f"{encoding}: {_example(readings[encoding])}" for encoding in open_ones)
    question = Message("In which encoding are the words right? {examples}", examples="; ".join(examples))
    return KeyDecision("encoding", "", question, tuple(open_ones), asks=True)


def _language(text: str) -> str | None:
    """The first language that has all letters of this text beyond ASCII."""
    others = {sign.casefold() for sign in text if not sign.isascii()} - _SIGNS
    letters = {part for sign in others for part in sign}
    return next((code for code, alphabet in _ALPHABETS.items() if letters <= set(alphabet)), None)


def _example(text: str) -> str:
    """Up to three words with letters beyond ASCII."""
    words = dict.fromkeys(word for word in re.findall(r"\w{2,30}", text) if not word.isascii())
    return ", ".join(list(words)[:3])
