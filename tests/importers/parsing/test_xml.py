"""XML that attacks or is cut off is refused with a reason; other XML is read whatever its namespace."""

from __future__ import annotations

import pytest

from importers.contract import UnreadableFile
from importers.parsing.xml import find, find_all, find_text, local_name, parse_xml
from importers.source import from_bytes

BOMB = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
FETCH = '<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>'


@pytest.mark.parametrize("text", [BOMB, FETCH, BOMB.lower(), '<?xml version="1.0"?>\n' + FETCH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_it_is_read(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableFile, match="document type or entities"):
        parse_xml(from_bytes("rau.xml", text.encode(encoding)))


def test_a_document_type_hidden_by_the_encoding_is_refused_too() -> None:
    hidden = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4APA-a/+AD4-'
    assert b"<!" not in hidden
    with pytest.raises(UnreadableFile, match="document type or entities"):
        parse_xml(from_bytes("ascuns.xml", hidden))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<a>\n<b>\n</a>", "line 3"),
        (b"<a>\n<b>text", "line 2"),
        (b"<a>&unknown;</a>", "line 1"),
        (b"<a>\xff</a>", "line 1"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "line 1"),
        (b"plain text", "line 1"),
        (b"<a>" * 300 + b"</a>" * 300, "line 1"),
    ],
)
def test_broken_xml_is_refused_with_its_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        parse_xml(from_bytes("rupt.xml", data))


def test_texts_are_found_on_paths_without_namespace() -> None:
    root = parse_xml(
        from_bytes("bun.xml", b"<d xmlns='urn:x'><!-- no --><e><f> </f></e><e><f> a\n b</f></e><?p i?></d>")
    )
    assert local_name(root) == "d"
    assert [local_name(child) for child in root] == ["e", "e"]
    assert len(find_all(root, "e/f")) == 2
    assert find_text(root, "e/g") is None
    assert find_text(find_all(root, "e")[1], "g", "f") == "a b"
    assert find(root, "g") is None


def test_a_path_leads_through_every_element_of_a_step() -> None:
    root = parse_xml(from_bytes("bun.xml", b"<d><e><f/></e><e><g><h>first</h></g></e><e><g><h>second</h></g></e></d>"))
    assert find_text(root, "e/g/h") == "first"
    assert [one.text for one in find_all(root, "e/g/h")] == ["first", "second"]
