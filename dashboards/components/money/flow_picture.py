"""Shows the flow of money as a picture, its bands as a table, and the rows behind the chosen band."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboards.charts.flow import amount_of, draw_flow, drawing_rates
from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.tables import Cell, Figure, show_table
from dashboards.session import case_session
from dashboards.theme import DARK_INK, LIGHT_INK
from tracer.actions.money.flow import BAND_WORDS, END_WORDS, FlowLine, FlowReport, MethodFlow, list_band_rows
from tracer.wording.language import Language
from tracer.wording.terms import METHOD_WORDS

_PAGE = 20


def show_flow_picture(
    report: FlowReport, method: str, subject: str, mark: str, part: int, interval: str, language: Language
) -> None:
    """The picture of one method and what is under it. ``interval``: the method's sum, as the table above shows it."""
    flow = next(one for one in report.flows if one.method == method)
    if not flow.lines:
        st.info(
            language.text(
                "Under this method no marked money came here, so there is nothing to draw. Choose another asset or account, "
                "or mark the receipts from which the money came."
            )
        )
        return
    ink = DARK_INK if st.context.theme.type == "dark" else LIGHT_INK
    drawn = draw_flow(report, method, language, ink=ink)
    picked = st.plotly_chart(
        drawn.figure,
        theme="streamlit",
        config={"displayModeBar": False},
        key=f"money_flow_{method}",
        on_select="rerun",
        selection_mode="points",
        alt=language.text(
            "Flow of money from the marks to the asset or account; the same bands are in the table below."
        ),
    )
    for note in _notes(report, flow, interval, language):
        st.caption(markdown_text(note))
    st.header(language.text("The bands, one by one"), anchor=False)
    st.caption(language.text("Choose a row here, or a band in the picture, to open the source rows behind it."))
    in_table = show_table(
        [_cells(report, line, language) for line in flow.lines],
        language,
        key=f"money_bands_{method}",
        tallest=380,
        alt=language.text("Bands of the flow"),
    )
    in_picture = _in_picture(picked, drawn.lines)
    band = _last_chosen(in_table, in_picture, method)
    if band is not None and band < len(flow.lines):
        _rows(report, flow.lines[band], band, method, subject, mark, part, language)


def _notes(report: FlowReport, flow: MethodFlow, interval: str, language: Language) -> list[str]:
    notes = [
        language.text(
            "Wide is much. A band is the lower sum of the method {method}; what comes into an account leaves it or is held.",
            method=language.text(METHOD_WORDS[flow.method]),
        )
    ]
    if flow.opens_at:
        notes.append(
            language.text(
                "Money that is not traced to a mark joins at {accounts}. From there on, the proceeds are known only between "
                "a lower and an upper sum; here: {interval}.",
                accounts="; ".join(flow.opens_at),
                interval=interval,
            )
        )
    others = {currency: rate for currency, rate in drawing_rates(report).items() if rate != 1.0}
    if others:
        notes.append(
            language.text(
                "Amounts in {currencies} are drawn by the exchanges in this picture.",
                currencies=", ".join(sorted(others)),
            )
        )
    if flow.left_out:
        notes.append(
            language.plural(
                "{n} more account on the way is not drawn by itself; its money is under other accounts.",
                "{n} more accounts on the way are not drawn by themselves; their money is under other accounts.",
                flow.left_out,
            )
        )
    if not flow.is_sum:
        notes.append(
            language.text(
                "It is not decided which rows paid the price. The picture shows all that may have; its bands do not add up to "
                "the lower sum."
            )
        )
    return notes


def end_name(report: FlowReport, place: int, language: Language) -> str:
    """The account or asset; of a side end, what it is and beside which account it stands."""
    point = report.points[place]
    if point.kind in ("account", "asset"):
        return point.caption
    return f"{language.text(END_WORDS[point.kind])} · {point.caption}"


def _cells(report: FlowReport, line: FlowLine, language: Language) -> dict[str, Cell]:
    return {
        language.text("From"): end_name(report, line.payer, language),
        language.text("To"): end_name(report, line.payee, language),
        language.text("Money"): language.text(BAND_WORDS[line.kind]),
        language.text("Amount"): Figure(amount_of(line, language)),
        language.text("Rows"): line.rows,
        language.text("First day"): line.first,
        language.text("Last day"): line.last,
    }


def _in_picture(picked: Any, lines: tuple[int, ...]) -> int | None:
    points = picked["selection"]["points"] if picked else []
    number = points[0]["point_index"] if points else None
    return lines[number] if number is not None and number < len(lines) else None


def _last_chosen(in_table: int | None, in_picture: int | None, method: str) -> int | None:
    """The band chosen last, in the table or in the picture."""
    key = f"money_chosen_{method}"
    table, picture, band = st.session_state.get(key, (None, None, None))
    if in_picture != picture:
        band = in_picture if in_picture is not None else in_table
    elif in_table != table:
        band = in_table if in_table is not None else in_picture
    st.session_state[key] = (in_table, in_picture, band)
    return int(band) if band is not None else None


def _rows(
    report: FlowReport, line: FlowLine, band: int, method: str, subject: str, mark: str, part: int, language: Language
) -> None:
    names = " → ".join(end_name(report, place, language) for place in (line.payer, line.payee))
    with st.container(border=True):
        st.markdown(f"**{markdown_text(names)}**: {amount_of(line, language)}, {language.text(BAND_WORDS[line.kind])}")
        if not line.rows:
            st.caption(
                language.text("No row is behind this band: it is what is left at the end, or an opening balance.")
            )
            return
        page = 1
        pages = -(-line.rows // _PAGE)
        if pages > 1:
            page = st.number_input(language.text("Page"), 1, pages, key=f"money_page_{method}_{band}", width=160)
        offset = (int(page) - 1) * _PAGE
        found = list_band_rows(
            case_session(), subject, method, band, mark=mark, purchase=part, offset=offset, most=_PAGE
        )
        if not found.rows:
            st.caption(language.text("No row of a statement is behind this band: it follows from the stated balances."))
            return
        if len(found.rows) < found.total:
            st.caption(
                language.text(
                    "Rows {first} to {last} of {all}, the largest first.",
                    first=language.number(offset + 1),
                    last=language.number(offset + len(found.rows)),
                    all=language.number(found.total),
                )
            )
        for row in found.rows:
            day, ends, amount, links = st.columns([2, 7, 3, 6], vertical_alignment="center")
            day.markdown(language.date(row.day))
            payer = row.payer or language.text("cash or unknown payer")
            payee = row.payee or language.text("seller or unknown payee")
            ends.markdown(f"{markdown_text(payer)} → {markdown_text(payee)}")
            amount.markdown(language.money(row.amount_minor, row.currency), text_alignment="right")
            with links:
                show_rows(row.evidence, language, back="money")
