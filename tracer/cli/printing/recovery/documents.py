"""What the commands for documents print: the empty fields first, then the filled ones, and the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph_schema.messages import N_
from tracer.cli.printing.output import say
from tracer.wording.language import Language

if TYPE_CHECKING:
    from tracer.casefile.certificates.filled_certificate import FilledCertificate


def print_certificate(found: FilledCertificate, language: Language, *, target: Path | None, size: int) -> None:
    """The empty mandatory fields; where a file was written, its place; else the filled fields too."""
    say(f"{found.title} ({found.version}), {found.case_number}, {found.order_number}")
    say(language.plural("{n} mandatory field is empty.", "{n} mandatory fields are empty.", len(found.empty)))
    for row in found.empty:
        whose = N_("left to the magistrate") if row.left_to_magistrate else N_("not on record")
        part = f" ({row.part})" if row.part else ""
        say(f"  ! {row.code} {row.label}{part}: {language.text(whose)}")
    if target is not None:
        say(language.text("Written: {target} ({size} bytes).", target=target, size=language.number(size)))
        return
    for section in found.sections:
        for part_ in section.parts:
            for field in part_.fields:
                shown = [box.label for box in field.boxes if box.ticked]
                shown += [value.text for value in field.values if value.text]
                if shown:
                    say(f"  {field.code} {field.label}: {'; '.join(shown)}")
