"""What every DOCX document uses: one page layout and language, headings, two-column tables, the same bytes twice."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tracer.wording.visible_signs import replace_signs, show_signs

_NOT_IN_XML: Final = "\ufffe\uffff"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_INK: Final = RGBColor(0x0F, 0x3D, 0x5E)
QUIET: Final = RGBColor(0x47, 0x55, 0x69)
_TAGS: Final = {"en": "en-GB", "ro": "ro-RO"}


def docx_text(text: str) -> str:
    """The text as it may stand in the file: steering signs, and signs that XML does not have, by their code points."""
    return replace_signs(show_signs(text), _NOT_IN_XML)


def new_document(*, title: str, author: str, on: date, language: str, header: str, footer: str) -> DocxDocument:
    """An empty A4 document in this language ("en", "ro"); ``on``: the day that stands in its properties."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    styles: Any = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    normal.paragraph_format.space_after = Pt(4)
    _set_language(normal, _TAGS[language])
    for name, size in (("Title", 18), ("Heading 1", 13), ("Heading 2", 11)):
        font = styles[name].font
        font.name, font.size, font.color.rgb = "Times New Roman", Pt(size), _INK
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    made = datetime(on.year, on.month, on.day)
    properties = document.core_properties
    properties.title, properties.author = docx_text(title), docx_text(author)
    properties.last_modified_by = properties.author
    properties.created = properties.modified = made
    properties.comments = ""
    properties.language = _TAGS[language]
    small_line(section.header.paragraphs[0], header)
    small_line(section.footer.paragraphs[0], footer)
    return document


def small_line(paragraph: Paragraph, text: str) -> None:
    """A line in small quiet letters."""
    run = paragraph.add_run(docx_text(text))
    run.font.size, run.font.color.rgb = Pt(8.5), QUIET


def add_text(document: DocxDocument | _Cell, text: str, *, style: str | None = None, italic: bool = False) -> Paragraph:
    """One paragraph."""
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(docx_text(text)).italic = italic or None
    return paragraph


def add_rows(document: DocxDocument, rows: Iterable[tuple[str, str]], *, name_width: float = 5.0) -> None:
    """Two columns without lines: a name, its value. ``name_width``: centimetres."""
    table = two_columns(document, name_width)
    for name, value in rows:
        left, right = table.add_row().cells
        small_line(left.paragraphs[0], name)
        right.paragraphs[0].add_run(docx_text(value))
        left.width, right.width = Cm(name_width), Cm(16.6 - name_width)


def two_columns(document: DocxDocument, name_width: float) -> Any:
    """An empty table of two columns that fills the width of the text. ``name_width``: centimetres."""
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Cm(name_width), Cm(16.6 - name_width)
    return table


def document_bytes(document: DocxDocument) -> bytes:
    """The file. The same content gives the same bytes: entries of the archive have a fixed time."""
    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def _set_language(style: Any, tag: str) -> None:
    properties = style.element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag)
    properties.append(language)
