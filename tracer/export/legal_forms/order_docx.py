"""The proposal of an order as a DOCX that a prosecutor completes and signs; what is left open is highlighted."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from graph_schema.messages import N_
from tracer.casefile.order_proposals.order_proposal import OrderProposal, ProposalFact
from tracer.export.legal_forms.docx_parts import (
    add_text,
    document_bytes,
    docx_text,
    new_document,
    small_line,
    two_columns,
)
from tracer.export.schedule_text import format_note
from tracer.wording.language import Language

Words = Callable[..., str]
"""A sentence and its parameters -> the sentence in the language of the document."""


def write_order_docx(proposal: OrderProposal, language: Language) -> bytes:
    """The order to complete. The same proposal and language give the same bytes."""

    def text(template: str, **params: object) -> str:
        return language.text(template, **params)

    def head(template: str) -> None:
        document.add_heading(f"{next(numbers)}. {text(template)}", 2)

    numbers = count(1)

    document = new_document(
        title=proposal.title,
        author=proposal.author,
        on=proposal.as_of,
        language=language.code,
        header=text(N_("For official use")),
        footer=text(N_("Case fingerprint {digest}"), digest=proposal.digest[:32]),
    )
    add_text(document, text(N_("ROMANIA")))
    _open_or(document, proposal.authority, text(N_("prosecution office")), text)
    number = ", ".join(filter(None, (proposal.case_number, proposal.court_number)))
    add_text(document, text(N_("Criminal file no. {number}"), number=number))
    title = document.add_heading(docx_text(proposal.title), 0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _center(add_text(document, text(N_("Draft of {day}, without effect before it is completed and signed"),
                                    day=language.long_date(proposal.as_of)), italic=True))  # fmt: skip
    _center(_open(document.add_paragraph(), text(N_("number and date of the order")), text))
    opening = document.add_paragraph()
    opening.add_run(text(N_("Prosecutor:")) + " ")
    _open(opening, text(N_("name and office")), text)
    add_text(
        document,
        text(N_("Having examined the acts of the investigation in criminal file no. {number},"), number=number),
    )
    document.add_heading(text(N_("FINDS:")), 1)
    head(N_("Persons concerned"))
    for person in proposal.persons:
        _add_fact(document.add_paragraph(style="List Bullet"), person)
    head(N_("Facts"))
    _open(document.add_paragraph(), text(N_("the facts, and the evidence on which they rest")), text)
    if proposal.earlier:
        head(N_("Orders so far"))
        for order in proposal.earlier:
            _add_fact(document.add_paragraph(style="List Bullet"), order)
    head(N_("Property and sums"))
    for item in proposal.items:
        heading = document.add_paragraph()
        heading.add_run(text(N_("Item {number}"), number=item.number)).bold = True
        heading.paragraph_format.keep_with_next = True
        _add_table(document, item.facts, text)
    head(N_("Grounds"))
    _open(document.add_paragraph(), proposal.grounds, text)
    add_text(document, text(N_("On the basis of: {articles}."), articles="; ".join(proposal.articles)))
    document.add_heading(text(N_("ORDERS:")), 1)
    add_text(document, proposal.disposition)
    for item in proposal.items:
        line = add_text(
            document, f"{item.sentence}." if not proposal.receiver else f"{item.sentence}: ", style="List Number"
        )
        if proposal.receiver:
            _open(line, proposal.receiver, text)
    _open(document.add_paragraph(), text(N_("who executes the order, and until when")), text)
    _open(document.add_paragraph(), text(N_("to whom the order is communicated")), text)
    add_text(document, proposal.remedy)
    signature = document.add_paragraph()
    signature.paragraph_format.space_before = Cm(1)
    signature.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    signature.add_run(text(N_("PROSECUTOR,"))).bold = True
    blank = document.add_paragraph("…" * 20)
    blank.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if proposal.notes:
        document.add_heading(text(N_("Records behind the values (not part of the order)")), 2)
        for note in proposal.notes:
            small_line(document.add_paragraph(), f"[{note.number}] {format_note(note, language)}")
    return document_bytes(document)


def _add_table(document: DocxDocument, facts: tuple[ProposalFact, ...], text: Words) -> None:
    table = two_columns(document, 5.0)
    for fact in facts:
        left, right = table.add_row().cells
        left.width, right.width = Cm(5.0), Cm(11.6)
        small_line(left.paragraphs[0], fact.name)
        if fact.text:
            _add_noted(right.paragraphs[0], fact)
        else:
            right.paragraphs[0].add_run(text(N_("not on record"))).italic = True


def _add_fact(paragraph: Paragraph, fact: ProposalFact) -> None:
    paragraph.add_run(docx_text(fact.name)).bold = True
    if fact.text:
        paragraph.add_run(": ")
    _add_noted(paragraph, fact)


def _add_noted(paragraph: Paragraph, fact: ProposalFact) -> None:
    paragraph.add_run(docx_text(fact.text))
    if fact.notes:
        paragraph.add_run(f" [{', '.join(map(str, fact.notes))}]").font.superscript = True


def _open(paragraph: Paragraph, what: str, text: Words) -> Paragraph:
    """A place that is left open, with what belongs there."""
    run = paragraph.add_run(text(N_("[to be completed by the prosecutor: {what}]"), what=what))
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return paragraph


def _open_or(document: DocxDocument, known: str, what: str, text: Words) -> None:
    """What is known, or an open place."""
    if known:
        add_text(document, known)
    else:
        _open(document.add_paragraph(), what, text)


def _center(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
