"""Shows a bank statement as printed: its head, opening balance + movements = closing balance, the rows with one marked."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from tracer.actions.files.proof import Proof
from tracer.actions.files.statement_lines import LIGHT_WORDS, StatementLine, format_equation
from tracer.casework.printed_statement import OtherSide, PrintedRow, PrintedStatement
from tracer.wording.language import Language

_SIGNS: Final = {"adds_up": "✓", "differs": "✕", "unknown": "?"}


def show_statement(proof: Proof, language: Language) -> bool:
    """The card of the statement. Returns whether the reader has asked for all of its rows."""
    statement, line = proof.statement, proof.line
    if statement is None or line is None:
        return False
    with st.container(border=True, key="proof_statement"):
        _head(statement, line, language)
        _equation(line, language)
        cut = statement.before + statement.after
        st.html(_table(statement, line.currency, language))
        wants_all = bool(cut) and st.button(
            language.text("Show all {n} rows", n=language.number(line.rows)), key="proof_all"
        )
        if statement.is_computed and line.opening_minor is not None:
            st.caption(
                language.text(
                    "Laid out from the file as it was received. Balances after a row are worked out from the opening balance; "
                    "the bank prints none."
                )
            )
    return wants_all


def show_other_side(other: OtherSide, language: Language, *, asset: str, back: str) -> None:
    """The same payment in the statement of the other side."""
    with st.container(border=True):
        st.header(language.text("The same payment on the other side"), anchor=False)
        way = language.text("in") if other.minor > 0 else language.text("out")
        sum_text = language.money(abs(other.minor), other.currency)
        st.markdown(f"**{markdown_text(other.account)}**")
        st.markdown(f"{language.date(other.day)} · {way} **{sum_text}**")
        st.caption(language.text("One payment, read from two statements."))
        show_rows([other.evidence], language, asset=asset, back=back)


def _head(statement: PrintedStatement, line: StatementLine, language: Language) -> None:
    st.header(
        language.text(
            "Statement {number}, {begin} – {end}",
            number=markdown_text(line.number),
            begin=language.date(line.from_date),
            end=language.date(line.to_date),
        ),
        anchor=False,
    )
    facts = [
        (language.text("Account"), statement.account),
        (language.text("Holder"), statement.holder or language.text("not on record")),
        (language.text("Currency"), line.currency),
    ]
    st.markdown(" · ".join(f"{name} **{markdown_text(text)}**" for name, text in facts))


def _equation(line: StatementLine, language: Language) -> None:
    light = f"{_SIGNS[line.light]} {language.text(LIGHT_WORDS[line.light])}"
    st.html(
        f"<div>{escape(language.text('Opening balance + in − out = closing balance'))}: "
        f"<b>{escape(format_equation(line, language))}</b> "
        f'<span class="tracer-verdict {line.light}">{escape(light)}</span></div>'
    )


def _table(statement: PrintedStatement, currency: str, language: Language) -> str:
    columns = (
        ("figure", language.text("Row")),
        ("nowrap", language.text("Booked")),
        ("", language.text("Other side")),
        ("", language.text("Purpose")),
        ("figure", language.text("Out")),
        ("figure", language.text("In")),
        ("figure", language.text("Balance after")),
    )
    head = "".join(f'<th scope="col" class="{kind}">{escape(text)}</th>' for kind, text in columns)
    rows = [
        _skipped(statement.before, language.plural("{n} row before", "{n} rows before", statement.before)),
        *(_row(row, currency, language) for row in statement.rows),
        _skipped(statement.after, language.plural("{n} row after", "{n} rows after", statement.after)),
    ]
    label = escape(language.text("Rows of the statement around the marked one"))
    body = "".join(rows)
    return (
        f'<table class="tracer-table" aria-label="{label}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _row(row: PrintedRow, currency: str, language: Language) -> str:
    def sum_of(minor: int | None) -> str:
        return "" if minor is None else language.money(minor, currency).rpartition("\u00a0")[0]

    account = f'<span class="small">{escape(row.account)}</span>' if row.account else ""
    party = row.party or ("" if row.account else "–")
    cells = (
        ("figure", language.number(row.number)),
        ("nowrap", escape(language.date(row.booked))),
        ("", escape(party) + account),
        ("", escape(row.purpose)),
        ("figure", sum_of(-row.minor if row.minor < 0 else None)),
        ("figure", sum_of(row.minor if row.minor > 0 else None)),
        ("figure", sum_of(row.balance_minor)),
    )
    shown = "".join(f'<td class="{kind}">{text}</td>' for kind, text in cells)
    return f'<tr class="tracer-row" aria-current="true">{shown}</tr>' if row.marked else f"<tr>{shown}</tr>"


def _skipped(count: int, text: str) -> str:
    return f'<tr><td colspan="7" class="quiet">{escape(text)}</td></tr>' if count else ""
