"""The PDF a prosecutor signs: every asset in it, notes to file and row, conformant, the same bytes twice."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pypdf
import pytest

from tracer.casefile.annex import AnnexFile
from tracer.casefile.schedule import Amount, Note, ScheduleSentence, Traced
from tracer.export import typesetting
from tracer.export.schedule_pdf import DocumentRefused, write_schedule_pdf
from tracer.wording.language import find_language

RO, EN = find_language("ro"), find_language("en")
HOSTILE = (
    '#eval("1+1")',
    "$x^2$",
    "*bold* _it_ `raw`",
    "<label> @ref",
    "=cmd()|' /C calc'!A1",
    "#let d = 1",
    "// gone",
    "\\u{41} \\ #sym.zws",
    "[x] {{y}} {z} %s",
    "= Heading",
    "- item",
    "https://exemplu.invalid/x",
    "“ro” 'q' \"q\"",
    "#panic()",
    '#read("/etc/passwd")',
    "\u202egnirts",
    "a\u0301 zalgo\u0336",
    "{} {0} {suspect}",
)


def read(data: bytes) -> str:
    """All text in reading order, what breaks a long word or a line taken out."""
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return "\n".join(pages).replace("\u200b", "")


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("language", [EN, RO], ids=["en", "ro"])
def test_every_asset_stands_once_in_the_table_and_once_in_the_details(schedule: Any, line: Any, language: Any) -> None:
    text = squeeze(read(write_schedule_pdf(schedule(tuple(line(n) for n in range(1, 31))), language)))
    for number in range(1, 31):
        assert text.count(f"Q{number:04}Z") == 2
        assert text.count(f"K{number:04}K") == 1


def test_five_hundred_assets_keep_within_their_pages(schedule: Any, line: Any) -> None:
    data = write_schedule_pdf(schedule(tuple(line(n) for n in range(1, 501))), RO)
    text = squeeze(read(data))
    assert all(text.count(f"Q{number:04}Z") == 2 for number in range(1, 501))
    assert_inside(data)


def assert_inside(data: bytes) -> None:
    """Every line of text begins within the page and is no longer than a page is wide; no page is empty."""
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        assert max(map(len, page.extract_text().replace("\u200b", "").splitlines())) < 180
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        places: list[tuple[float, float]] = []

        def visit(text: str, _cm: Any, tm: Any, _font: Any, _size: Any, places: Any = places) -> None:
            if text.strip():
                places.append((tm[4], tm[5]))

        page.extract_text(visitor_text=visit)
        assert places
        assert all(0 <= x <= width and -height <= y <= height for x, y in places)


@pytest.mark.parametrize("language", [EN, RO], ids=["en", "ro"])
def test_footnotes_name_file_and_row_and_their_numbers_are_those_of_the_notes(
    schedule: Any, line: Any, language: Any
) -> None:
    text = read(write_schedule_pdf(schedule((line(1),)), language))
    row, sheet = ("row", "sheet") if language is EN else ("rândul", "foaia")
    # The document numbers notes in order of first mark: owner, value, traced.
    for number, place in enumerate(
        (
            f"inventată.xlsx, {sheet} Imobile, {row} 7 (SHA-256 {'b' * 16}…)",
            f"extras-inventat.csv, {row} 12 (SHA-256 {'a' * 16}…)",
            f"extras-inventat.csv, /Document/Stmt[2] (SHA-256 {'a' * 16}…)",
        ),
        1,
    ):
        found = re.search(r"(\d)(?:carte-funciara-)?" + re.escape(squeeze(place)), squeeze(text))
        assert found is not None, (place, text)
        assert found[1] == str(number)


def test_a_note_used_again_points_back_to_the_first(schedule: Any, line: Any) -> None:
    text = squeeze(read(write_schedule_pdf(schedule((line(1), line(2))), EN)))
    assert text.count("row12(SHA-256") == 1


@pytest.mark.parametrize(("language", "code"), [(EN, "en-GB"), (RO, "ro-RO")])
def test_the_file_says_that_it_keeps_and_reads_aloud(schedule: Any, line: Any, language: Any, code: str) -> None:
    with pikepdf.open(io.BytesIO(write_schedule_pdf(schedule((line(1),)), language))) as document:
        root = document.Root
        meta = document.open_metadata()
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == code
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
        assert "Ion Inventat" in str(meta["dc:title"])
        assert "/StructTreeRoot" in root
        assert not {"OpenAction", "AA"} & {str(key).lstrip("/") for key in root}
        assert "JavaScript" not in str(root.get("/Names", ""))


def test_the_same_schedule_gives_the_same_bytes(schedule: Any, line: Any) -> None:
    made = schedule((line(1), line(2, value=None, value_date=None)))
    assert write_schedule_pdf(made, RO) == write_schedule_pdf(made, RO)
    assert write_schedule_pdf(made, RO) != write_schedule_pdf(made, EN)


def test_text_from_files_is_written_as_it_stands_and_never_runs(schedule: Any, line: Any) -> None:
    lines = tuple(line(n, caption=f"Q{n:04}Z {text}", identifiers=text) for n, text in enumerate(HOSTILE, 1))
    notes = tuple(Note(n, "a" * 64, f"{text}.csv", "row:1") for n, text in enumerate(HOSTILE[:3], 1))
    tie = (ScheduleSentence("{what} is written.", {"what": HOSTILE[0]}, (1, 2, 3)),)
    made = schedule(
        (*lines[:-1], line(len(HOSTILE), caption=HOSTILE[-1], tie=tie)),
        notes=notes,
        suspect='Ion #panic("x") Inventat',
        limits=tie,
        case_title="#eval(1)",
        author="<a> $b$",
    )
    text = squeeze(read(write_schedule_pdf(made, EN)))

    for hostile in HOSTILE:
        if hostile.isascii() and '"' not in hostile and "'" not in hostile:
            assert text.count(squeeze(hostile)) >= 2, hostile
    assert "root:x" not in text


@pytest.mark.parametrize("word", ["Donaudampfschiff" * 20, "0123456789" * 40, "ăîșț" * 100, "W" * 300, "x" * 5000])
def test_a_word_longer_than_the_page_is_broken_not_lost(schedule: Any, line: Any, word: str) -> None:
    data = write_schedule_pdf(schedule((line(1, caption=word, identifiers=word),)), EN)
    text = squeeze(read(data)).replace("-", "").replace("\u00ad", "")
    assert text.count(word[-40:]) >= 2 or text.count(word[-12:]) >= 2
    assert_inside(data)


def test_a_caption_as_long_as_a_letter_is_not_cut_off(schedule: Any, line: Any) -> None:
    caption = " ".join(f"cuvânt{n}" for n in range(900))
    text = read(write_schedule_pdf(schedule((line(1, caption=caption),)), RO))
    assert len(re.findall(r"cuvânt899\b", text)) == 2


@pytest.mark.parametrize(("language", "unknown"), [(EN, "unknown"), (RO, "necunoscut")])
def test_what_is_unknown_is_said_to_be_and_an_interval_stays_one(
    schedule: Any, line: Any, language: Any, unknown: str
) -> None:
    bare = line(
        1,
        value=None,
        value_date=None,
        value_method="",
        value_notes=(),
        prices=(),
        price_notes=(),
        owners=(),
        acquired="",
        identifiers="",
        traced=(),
        measures=(),
        tie=(),
    )
    open_, closed = Traced("fifo", 100_000, 250_000, 7_000_000, "EUR", ()), Traced("libr", 5, 5, 10, "EUR", ())
    text = squeeze(read(write_schedule_pdf(schedule((bare, line(2, traced=(open_, closed)))), language)))

    assert text.count(unknown) >= 7
    low, high = (squeeze(language.money(minor, "EUR")) for minor in (100_000, 250_000))
    assert f"{low}–{high}" in text
    assert (f"between{low}and{high}" if language is EN else f"între{low}și{high}") in text
    assert squeeze(language.money(5, "EUR")) in text


def test_the_total_and_what_it_leaves_out_are_stated(schedule: Any, line: Any) -> None:
    lines = (line(1), line(2, value=Amount(50_000, "RON")), line(3, value=None, value_date=None))
    text = read(write_schedule_pdf(schedule(lines), EN)).replace("\u00a0", " ")
    assert "Total of values on record: 82,500.50 EUR · 500.00 RON." in text
    assert "1 asset has no value on record" in text


def test_an_empty_schedule_is_a_document_too(schedule: Any) -> None:
    assert write_schedule_pdf(schedule((), notes=(), sources=(), limits=()), RO).startswith(b"%PDF")


SCRIPTS = (
    "汽车",
    "한국",
    "ไทย ก็ดี",
    "😀",
    "בית",
    "سيارة",
    "foaie\x1b[2Jalba",
    "a\u202egnp.exe",
    "\ue000",
    "\ufffe",
    "हिन्दी",
    "Ș̌",
)


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_name_keeps_the_document_from_being_made(schedule: Any, line: Any, name: str) -> None:
    """A sign stands as itself where a font has it, else as its code point, and then a note says so."""
    made = schedule((line(1, caption=f"Q {name} Z"),), suspect=f"Ion {name}")
    data = write_schedule_pdf(made, EN)
    text = read(data)
    assert_inside(data)
    note = "stand in this document as their code points"
    written = re.findall(r"\[U\+[0-9A-F]{4,6}(?:\s+U\+[0-9A-F]{4,6})*\]", text.replace("[U+202E]; the", ""))
    assert bool(written) == (note in " ".join(text.split()))
    assert "\x1b" not in text and "\u202e" not in text
    assert data == write_schedule_pdf(made, EN)


def test_signs_without_a_form_and_signs_that_steer_are_written_out(
    schedule: Any, line: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        typesetting, "find_unsettable", lambda signs, *, with_system: frozenset("汽车") & frozenset(signs)
    )
    made = schedule((line(1, caption="Dacia 汽车 \u202egnp\x1b"),))
    text = squeeze(read(write_schedule_pdf(made, RO)))
    assert text.count("Dacia[U+6C7DU+8F66][U+202E]gnp[U+001B]") == 2
    assert squeeze("stau în acest document prin punctele lor de cod") in text


def test_a_font_of_the_machine_is_used_where_one_has_the_sign(
    schedule: Any, line: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    compile_ = typesetting._compile

    def compile_here(template: bytes, data: str, *, with_system: bool) -> bytes:
        asked.append(with_system)
        if "汽" in data:
            if not with_system:
                raise RuntimeError("the text could not be displayed")
            data = data.replace("汽", "Q")
        return compile_(template, data, with_system=False)

    monkeypatch.setattr(typesetting, "_compile", compile_here)
    text = read(write_schedule_pdf(schedule((line(1, caption="汽 una"),)), EN))
    assert "Q una" in text and "code points, such as" not in text
    assert asked[0] is False and asked[-1] is True


def test_plain_documents_look_for_no_font_on_the_machine(
    schedule: Any, line: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "find_unsettable", lambda *_, **__: pytest.fail("no sign is in question"))
    assert write_schedule_pdf(schedule((line(1),)), RO).startswith(b"%PDF")


def test_what_the_typesetter_refuses_is_told_as_such(schedule: Any, line: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(template: bytes, data: str, *, with_system: bool) -> bytes:
        raise RuntimeError("no room")

    monkeypatch.setattr(typesetting, "_compile", refuse)
    with pytest.raises(DocumentRefused, match=r"could not be set as a PDF: no room\."):
        write_schedule_pdf(schedule((line(1),)), EN)


@pytest.mark.parametrize("language", [EN, RO], ids=["en", "ro"])
def test_each_picture_of_the_report_has_pages_of_its_own_with_its_rows(
    schedule: Any, line: Any, annex: Any, language: Any
) -> None:
    tall = annex(1).svg.replace('height="', 'height="9')
    made = schedule(
        (line(1),), annexes=(annex(1), annex(2, svg=tall, changed=True), annex(3, svg="", withheld="protected"))
    )
    data = write_schedule_pdf(made, language)
    plain = pypdf.PdfReader(io.BytesIO(write_schedule_pdf(schedule((line(1),)), language)))
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    assert len(pages) == len(plain.pages) + 3
    added = pages[len(plain.pages) :]
    assert [page.mediabox.width > page.mediabox.height for page in added] == [True, False, False]
    texts = [squeeze(page.extract_text().replace("\u200b", "")) for page in added]
    for number, text in enumerate(texts, 1):
        assert f"SchemaQ{number:04}S" in text and "Baniivin" in text and "ProcurorInventat" in text
        assert "extras-inventat.csv" in text and "a" * 64 in text and "e" * 64 in text
        assert squeeze(language.text("rows {first} to {last}", first=12, last=13)) in text
    changed = squeeze(
        language.text("Drawn from the data of {moment}; what it shows has changed in the case since.", moment="")
    )
    assert [changed[-20:] in text for text in texts] == [False, True, False]
    # The words of the drawing itself are text that can be searched.
    assert ["FirmăInventată" in text for text in texts] == [True, True, False]
    assert (
        squeeze(
            language.text(
                "The picture is not shown: it names a person who is protected since it was added. Draw it again and add it anew."
            )
        )
        in texts[2]
    )


def test_a_picture_keeps_the_document_within_the_standard_and_reads_aloud(schedule: Any, line: Any, annex: Any) -> None:
    data = write_schedule_pdf(schedule((line(1),), annexes=(annex(1),)), EN)
    assert write_schedule_pdf(schedule((line(1),), annexes=(annex(1),)), EN) == data
    with pikepdf.open(io.BytesIO(data)) as document:
        meta = document.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
        alts = [str(one["/Alt"]) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert alts == ["Annex 1. Schema Q0001S Banii vin din două conturi inventate."]


def test_a_picture_with_thousands_of_rows_runs_over_pages(schedule: Any, line: Any, annex: Any) -> None:
    files = tuple(
        AnnexFile(f"{n:064x}", f"extras-{n:03}.csv", tuple(f"row:{2 * m}" for m in range(200))) for n in range(60)
    )
    data = write_schedule_pdf(schedule((line(1),), annexes=(annex(1, files=files),)), EN)
    text = squeeze(read(data))
    assert all(f"extras-{n:03}.csv" in text for n in range(60))
    assert text.count("140morerows") == 60
    assert_inside(data)
