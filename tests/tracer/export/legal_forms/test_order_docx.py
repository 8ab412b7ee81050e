"""The draft order as DOCX: Romanian, what is open is highlighted, the signature is empty, no name of a victim."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX

from tests.tracer.casefile.certificates.conftest import (  # noqa: F401 - the fixtures
    FREEZE,
    HER_CNP,
    HER_NAME,
    certificate_case,
    certificate_session,
    made_certificate_case,
)
from tests.tracer.export.legal_forms.test_certificate_docx import lines
from tracer.casefile.order_proposals.build_proposal import build_proposal
from tracer.casefile.order_proposals.proposal_kinds import PROPOSAL_KINDS, read_proposal_kind
from tracer.export.legal_forms.order_docx import write_order_docx
from tracer.wording.language import find_language

RO = find_language("ro")
KINDS = [kind.code for kind in PROPOSAL_KINDS]


@pytest.fixture
def write(certificate_session):  # noqa: F811 - the fixture
    return lambda kind: write_order_docx(
        build_proposal(certificate_session, [FREEZE], read_proposal_kind(kind), RO), RO
    )


@pytest.mark.parametrize(
    ("kind", "title", "order"),
    [
        ("freezing", "Ordonanță de luare a măsurii asigurătorii", "Luarea măsurii asigurătorii a sechestrului"),
        ("release", "Ordonanță de ridicare a măsurii asigurătorii", "Ridicarea măsurii asigurătorii"),
        ("return", "Ordonanță de restituire a bunurilor", "Se restituie următoarele bunuri"),
    ],
)
def test_each_kind_has_its_title_and_disposition(write, kind, title, order):
    found = lines(write(kind))
    places = [found.index("ROMÂNIA"), found.index("Dosar penal nr. 1/P/2026"), found.index(title),
              found.index("CONSTAT:"), found.index("DISPUN:"), next(n for n, x in enumerate(found) if order in x),
              found.index("PROCUROR,")]  # fmt: skip
    assert places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_open_is_highlighted_and_nothing_else(write, kind):
    document = docx.Document(io.BytesIO(write(kind)))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    marked = [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert marked == [run.text for run in runs if "[de completat de procuror:" in run.text]
    assert len(marked) >= 6
    assert any("faptele și probele" in text for text in marked)


@pytest.mark.parametrize("kind", KINDS)
def test_the_line_of_the_signature_is_empty(write, kind):
    found = lines(write(kind))
    assert set(found[found.index("PROCUROR,") + 1]) == {"…"}


@pytest.mark.parametrize("kind", KINDS)
def test_no_name_of_a_victim_is_in_the_file(write, kind):
    data = write(kind)
    assert data == write(kind)
    text = "\n".join(lines(data))
    assert "Partea civilă" in text
    assert not [word for word in (HER_CNP, *HER_NAME.replace("-", " ").split()) if word in text]


def test_the_disposition_of_a_freeze_names_share_holder_and_cap(write):
    assert (
        "casă, Casă cu etaj, Ștefănești, 80123, cota de 1/2 (50\u00a0%), înscrisă pe numele Victor Inventescu, până la "
        "concurența sumei de 90.000,00\u00a0EUR."
    ) in lines(write("freezing"))
