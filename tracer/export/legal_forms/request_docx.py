"""A request to a bank as a DOCX that a prosecutor completes and signs; what is left open is highlighted."""

from __future__ import annotations

from typing import Final

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from graph_schema.messages import N_
from tracer.casefile.bank_requests.bank_request import BankRequest
from tracer.export.legal_forms.docx_parts import add_rows, add_text, document_bytes, docx_text, new_document
from tracer.wording.language import Language

_WHY: Final = {
    "missing": N_("no statement is in the file"),
    "differs": N_("the statement in the file does not add up, or does not continue the one before"),
}
_WANTED: Final = (
    N_("every movement of the account, in the order of booking, with booking date, value date and amount"),
    N_("name, account number and bank of the other party of each movement, and the text of the payment"),
    N_("opening and closing balance of each statement"),
    N_("the statements as camt.053 (ISO 20022) or MT940; where the bank has neither, as CSV or XLSX"),
)


def write_request_docx(request: BankRequest, language: Language) -> bytes:
    """The letter to complete. The same request and language give the same bytes."""
    text = language.text
    document = new_document(
        title=text(N_("Request for account statements")),
        author=request.author,
        on=request.as_of,
        language=language.code,
        header=text(N_("For official use")),
        footer=text(N_("Case fingerprint {digest}"), digest=request.digest[:32]),
    )

    def open_place(paragraph: Paragraph, what: str) -> None:
        run = paragraph.add_run(text(N_("[to be completed by the prosecutor: {what}]"), what=what))
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def known_or_open(known: str, what: str) -> None:
        if known:
            add_text(document, known)
        else:
            open_place(document.add_paragraph(), what)

    known_or_open(request.authority, text(N_("prosecution office")))
    known_or_open(
        request.case_number and text(N_("Criminal file no. {number}"), number=request.case_number),
        text(N_("number of the criminal file")),
    )
    add_text(document, language.long_date(request.as_of))
    heading = document.add_heading(docx_text(text(N_("Request for account statements"))), 0)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    to = document.add_paragraph()
    to.add_run(text(N_("To:")) + " ").bold = True
    if request.bank:
        to.add_run(docx_text(request.bank))
    else:
        open_place(to, text(N_("name and address of the bank")))
    open_place(document.add_paragraph(), text(N_("legal basis, number and date of the authorisation")))
    add_text(document, text(N_("Send the statements of this account for the days below, complete.")))
    rows = [(text(N_("Account")), request.account)]
    if request.holder:
        rows.append((text(N_("Holder")), request.holder))
    add_rows(document, rows)
    document.add_heading(text(N_("Days")), 2)
    for days in request.days:
        add_text(
            document,
            text(
                N_("{first} to {last}, {currency}: {why}"),
                first=language.long_date(days.first),
                last=language.long_date(days.last),
                currency=days.currency,
                why=text(_WHY[days.why]),
            ),
            style="List Number",
        )
    document.add_heading(text(N_("What is asked for")), 2)
    for wanted in _WANTED:
        add_text(document, text(wanted), style="List Bullet")
    add_text(
        document,
        text(N_("If no movement was booked on some of these days, confirm this in writing for each of them.")),
    )
    signature = document.add_paragraph()
    signature.paragraph_format.space_before = Cm(1)
    signature.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    signature.add_run(text(N_("PROSECUTOR,"))).bold = True
    document.add_paragraph("…" * 20).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return document_bytes(document)
