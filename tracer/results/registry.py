"""The results that actions return and other programs read, one row each, by the name of their JSON form."""

from __future__ import annotations

from typing import Any, Final

from tracer.actions.administration.copying import CopyReport
from tracer.actions.administration.import_files import ImportFiles
from tracer.actions.administration.upgrading import UpgradeReport
from tracer.actions.annexes.keeping import AnnexReport
from tracer.actions.annexes.listing import AnnexList
from tracer.actions.case_graph.console import QueryAnswer
from tracer.actions.case_graph.explore import Found
from tracer.actions.case_graph.picture_export import PictureReport
from tracer.actions.case_graph.unveil import Unveiled
from tracer.actions.controls.bank_match import BankMatch
from tracer.actions.controls.months import MonthReport
from tracer.actions.controls.roll_forward import RollFileReport
from tracer.actions.files.check import VerifyReport
from tracer.actions.files.pairs import PairList
from tracer.actions.files.preview import PreviewReport
from tracer.actions.files.propose import ProposalReport
from tracer.actions.files.sources import SourceLine, SourceRow
from tracer.actions.money.mark import MarkReport
from tracer.actions.money.mark_list import MarkList
from tracer.actions.money.most_money import MostMoneyReport
from tracer.actions.money.trace import TraceReport
from tracer.actions.recovery.acts import ActReport
from tracer.actions.recovery.ledger import LedgerBalance, LedgerFileReport
from tracer.actions.recovery.measures import MeasureList
from tracer.actions.recovery.statistics import Statistics
from tracer.actions.recovery_lists.claim_list import ClaimList
from tracer.actions.recovery_lists.term_list import TermCalendarReport
from tracer.actions.ties.bridges import BridgesReport
from tracer.actions.ties.link import LinkReport
from tracer.actions.ties.owners import OwnersReport
from tracer.actions.ties.ownership import OwnershipReport
from tracer.casefile.certificates.filled_certificate import FilledCertificate
from tracer.casefile.ledger_book import LedgerBook
from tracer.casefile.roll_forward_sheet import RollForwardSheet
from tracer.casefile.term_sheet import TermSheet
from tracer.intake.reports.import_report import ImportReport
from tracer.intake.reports.rebuild_report import RebuildReport
from tracer.recovery.totals.totals import Totals

_CHANGED: Final = {name: 2 for name in ("import", "marks", "measure", "link", "owners", "verify")} | {
    "mark": 3,
    "ownership": 3,
    "totals": 3,
    "trace": 3,
}
"""Results whose form changed since they were first written; all others have version 1."""
RESULTS: Final[dict[str, type[Any]]] = {
    "find": Found,
    "unveil": Unveiled,
    "import": ImportReport,
    "preview": PreviewReport,
    "map": ProposalReport,
    "trace": TraceReport,
    "mark": MarkReport,
    "marks": MarkList,
    "link": LinkReport,
    "bridges": BridgesReport,
    "most-money": MostMoneyReport,
    "ownership": OwnershipReport,
    "owners": OwnersReport,
    "measure": MeasureList,
    "deadlines": TermSheet,
    "deadlines-export": TermCalendarReport,
    "claims": ClaimList,
    "ledger-balance": LedgerBalance,
    "ledger-journal": LedgerBook,
    "ledger-export": LedgerFileReport,
    "ledger-months": MonthReport,
    "ledger-roll-forward": RollForwardSheet,
    "ledger-roll-forward-export": RollFileReport,
    "ledger-bank-match": BankMatch,
    "act": ActReport,
    "pairs": PairList,
    "totals": Totals,
    "statistics": Statistics,
    "verify": VerifyReport,
    "graph-export": PictureReport,
    "certificate": FilledCertificate,
    "annex": AnnexReport,
    "annexes": AnnexList,
    "row": SourceRow,
    "sources": tuple[SourceLine, ...],
    "query": QueryAnswer,
    "copy": CopyReport,
    "import-files": ImportFiles,
    "rebuild": RebuildReport,
    "upgrade": UpgradeReport,
}
"""The results that --json writes, by name; the schema of each is kept under tests."""


def version_of(name: str) -> int:
    """Which form of this result is written? Raised when a field changes, is added or goes."""
    return _CHANGED.get(name, 1)
