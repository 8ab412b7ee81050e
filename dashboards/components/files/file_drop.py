"""Files that the reader drops: checked before anything is written, completed by a form, then imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.files.declaration_form import show_declaration
from dashboards.components.files.preview_table import on_screen, show_previews
from dashboards.components.states import show_problem, show_refused
from dashboards.session import case_session
from graph_schema.errors import TracerError
from tracer.access.roles import may
from tracer.actions.files.ingest import (
    Declaration,
    GivenFile,
    Progress,
    Upload,
    import_files,
    is_mapping,
    unpack_upload,
)
from tracer.actions.files.preview import SHARED_DAYS, FilePreview, PreviewReport, preview_files
from tracer.intake.reports.change_lines import change_lines
from tracer.intake.reports.import_report import ImportReport
from tracer.wording.language import Language

_ROUND, _DONE, _STATED, _REASONS, _SEEN = "files_round", "files_done", "files_stated", "files_reasons", "files_preview"
_CARRIED, _UNPACKED = "files_carried", "files_unpacked"
_MIB_BITS = 20


@dataclass(frozen=True, slots=True)
class _Dropped:
    """What the reader dropped. ``keys``: of the files, for what is stated of each; ``mappings``: column mappings among them."""

    keys: tuple[str, ...]
    files: tuple[GivenFile, ...]
    mappings: tuple[Upload, ...]


def carry_files(uploaded: Sequence[object]) -> None:
    """Keep files that were dropped on another page: the page Files shows them as if they had been dropped there."""
    if uploaded:
        st.session_state[_CARRIED] = [_received(one) for one in uploaded]


def show_drop(language: Language) -> None:
    """The place to drop files, what they are, what they ask for, and the button that imports them."""
    done = st.session_state.pop(_DONE, None)
    if done is not None:
        _show_done(done, language)
    session = case_session()
    dropped = _dropped(
        st.file_uploader(
            language.text("Drop files here: statements, registers, decisions, archives, and column mappings of tables"),
            accept_multiple_files=True,
            key=f"files_drop_{st.session_state.get(_ROUND, 0)}",
            max_upload_size=session.case.largest_file >> _MIB_BITS,
            help=language.text(
                "A file is recognised by its content, not by its name. Nothing is written before you say so."
            ),
        )
    )
    if not dropped.files:
        if dropped.mappings:
            st.info(language.text("Only column mappings were dropped. Drop the tables that they describe too."))
        return
    try:
        preview = _preview(dropped, language)
    except TracerError as problem:
        show_refused(on_screen(language.error(problem), language))
        return
    show_previews(preview, language)
    if preview.shares_days:
        st.info(language.text(SHARED_DAYS))
    for key, file in zip(dropped.keys, preview.files, strict=True):
        _ask(file, key, language)
    _import(dropped, preview, language)


def _dropped(uploaded: Sequence[object]) -> _Dropped:
    carried: list[tuple[str, Upload]] = st.session_state.get(_CARRIED, [])
    keys, files, mappings = [], [], []
    before: dict[str, tuple[GivenFile, ...]] = st.session_state.get(_UNPACKED, {})
    unpacked: dict[str, tuple[GivenFile, ...]] = {}
    for key, upload in (*carried, *map(_received, uploaded)):
        # A page runs at every click, and an archive is unpacked once.
        unpacked[key] = before.get(key) or unpack_upload(upload, largest=case_session().case.largest_file)
        # A file of an archive can need a declaration of its own, and can be a mapping.
        for number, inner in enumerate(unpacked[key]):
            if isinstance(inner.place, Upload) and is_mapping(inner.place):
                mappings.append(inner.place)
            else:
                keys.append(f"{key}/{number}")
                files.append(inner)
    st.session_state[_UNPACKED] = unpacked
    return _Dropped(tuple(keys), tuple(files), tuple(mappings))


def _received(one: object) -> tuple[str, Upload]:
    """The key and the bytes of a file that was dropped."""
    return str(one.file_id), Upload.received(one.name, one.getvalue())  # type: ignore[attr-defined]  # UploadedFile


def _given(dropped: _Dropped) -> list[GivenFile]:
    stated: dict[str, Declaration] = st.session_state.get(_STATED, {})
    reasons: dict[str, str] = st.session_state.get(_REASONS, {})
    return [
        replace(file, declared=stated.get(key), replace_reason=reasons.get(key))
        for key, file in zip(dropped.keys, dropped.files, strict=True)
    ]


def _preview(dropped: _Dropped, language: Language) -> PreviewReport:
    """What an import would do; read again only where the files, what is stated of them, or the case has changed."""
    session = case_session()
    given = _given(dropped)
    seen = (
        dropped.keys,
        tuple(mapping.data for mapping in dropped.mappings),
        tuple((file.declared, file.replace_reason) for file in given),
        session.store.data_version(),
        language.code,
    )
    before = st.session_state.get(_SEEN)
    if before is not None and before[0] == seen:
        found: PreviewReport = before[1]
        return found
    place = st.empty()
    with place.container():
        bar = st.progress(0.0)
        # A click interrupts the reading between two files: nothing is in the case, and nothing is read again.
        st.button(language.text("Stop and put them away"), key="files_stop_reading", on_click=_clear)
    preview = preview_files(
        session, given, mappings=dropped.mappings, strict_mapping=False, progress=_progress(bar, language)
    )
    place.empty()
    st.session_state[_SEEN] = (seen, preview)
    return preview


def _progress(bar: object, language: Language) -> Progress:
    def show(name: str, done: int, all_: int) -> None:
        text = language.text("{done} of {all} files", done=language.number(done), all=language.number(all_))
        bar.progress(done / all_, text=f"{text} \u00b7 {markdown_text(name)}")  # type: ignore[attr-defined]

    return show


def _ask(file: FilePreview, key: str, language: Language) -> None:
    """The form of a file that needs one, and the reason for replacing an earlier reading."""
    report = file.report
    name = markdown_text(report.file)
    if report.status in ("differs", "would_replace") and report.change is not None:
        with st.container(border=True):
            st.markdown(f"**{language.text('{file} is in the case and would be read differently now', file=name)}**")
            st.markdown("\n".join(f"- {markdown_text(line)}" for line in change_lines(report.change, language)))
            _ask_reason(key, language)
    if not file.asks:
        return
    open_balance = any(line.light != "adds_up" for line in file.statements)
    if report.status == "refused":
        with st.container(border=True):
            st.markdown(f"**{language.text('What {file} does not say itself', file=name)}**")
            _declare(file, key, language)
    elif open_balance or key in st.session_state.get(_STATED, {}):
        with st.expander(language.text("State account, period or balances of {file}", file=name)):
            _declare(file, key, language)


def _declare(file: FilePreview, key: str, language: Language) -> None:
    stated = show_declaration(file, key, language)
    if stated is not None:
        st.session_state.setdefault(_STATED, {})[key] = stated
        st.rerun()


def _ask_reason(key: str, language: Language) -> None:
    if not may(case_session().actor, "retract"):
        st.caption(language.text("Your role may not replace it."))
        return
    with st.form(f"replace_{key}", border=False):
        reason = st.text_input(language.text("Reason, goes on record with your name"), key=f"reason_{key}")
        sent = st.form_submit_button(language.text("Replace the earlier reading at the import"))
    if sent and reason.strip():
        st.session_state.setdefault(_REASONS, {})[key] = reason
        st.rerun()
    elif sent:
        show_refused(language.text("Replacing needs a reason: it goes into the log with your name."))


def _import(dropped: _Dropped, preview: PreviewReport, language: Language) -> None:
    fit = [place for place, file in enumerate(preview.files) if file.report.status in ("would_import", "would_replace")]
    omitted: list[int] = []
    if len(fit) > 1:
        omitted = st.multiselect(
            language.text("Leave out"),
            fit,
            format_func=lambda place: preview.files[place].report.file,
            key="files_omitted",
            placeholder=language.text("choose"),
        )
    ready = [place for place in fit if place not in omitted]
    rows = sum(preview.files[place].report.kept for place in ready)
    left = len(preview.files) - len(ready)
    if left:
        st.caption(
            language.plural(
                "{n} file is left out: it is refused, in the case already, asks for something, or was chosen.",
                "{n} files are left out: they are refused, in the case already, ask for something, or were chosen.",
                left,
            )
        )
    with st.container(horizontal=True):
        wanted = st.button(
            language.plural("Read {n} file into the case", "Read {n} files into the case", len(ready)),
            type="primary",
            disabled=not ready,
            key="files_import",
        )
        if st.button(language.text("Put them all away"), key="files_away"):
            _clear()
            st.rerun()
    if not wanted:
        return
    place = st.empty()
    with place.container():
        st.caption(
            language.text("Each file is kept as a whole or not at all; {rows} rows in all.", rows=language.number(rows))
        )
        bar = st.progress(0.0)
        # A click interrupts the import between two files: what is read stays, and the rest is offered again.
        st.button(language.text("Stop after this file"), key="files_stop")
    given = _given(dropped)
    try:
        report = import_files(
            case_session(),
            [given[number] for number in ready],
            mappings=dropped.mappings,
            strict_mapping=False,
            progress=_progress(bar, language),
        )
    except TracerError as problem:
        place.empty()
        show_problem(problem, language)
        return
    st.session_state[_DONE] = report
    if left == 0:
        _clear()
    st.rerun()


def _clear() -> None:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    for name in (_STATED, _REASONS, _SEEN, _CARRIED, "files_omitted"):
        st.session_state.pop(name, None)


def _show_done(report: ImportReport, language: Language) -> None:
    """What became of the import."""
    done = [file for file in report.files if file.status in ("imported", "replaced")]
    text = language.text(
        "In the case now: {files}, {kept} rows kept, {rejected} rejected.",
        files=language.plural("{n} file", "{n} files", len(done)),
        kept=language.number(sum(file.kept for file in done)),
        rejected=language.number(sum(file.rejected for file in done)),
    )
    st.success(text)
    for file in report.files:
        if file.status == "refused":
            st.warning(
                f"{markdown_text(file.file)}: {markdown_text(on_screen(language.text(file.template, **file.params), language))}"
            )
    for flag in report.flags:
        st.error(f"{markdown_text(flag.file)}: {markdown_text(language.text(flag.template, **flag.params))}")
