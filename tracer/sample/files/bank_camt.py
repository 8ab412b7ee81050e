"""Statements of Banca Exemplu: camt.053.001.08, one file an account and year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from tracer.sample.files.tables import plain_sum
from tracer.sample.money.statements import SampleStatement, StatementRow
from tracer.sample.world.accounts import BANKS

_NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
_CODES: Final = {
    "cash_deposit": ("PMNT", "CNTR", "CDPT"),
    "cash_withdrawal": ("PMNT", "CNTR", "CWDL"),
    "card": ("PMNT", "CCRD", "POSD"),
    "fee": ("ACMT", "MDOP", "CHRG"),
    "exchange": ("FORX", "SPOT", "NTAV"),
    "in": ("PMNT", "RCDT", "DMCT"),
    "out": ("PMNT", "ICDT", "DMCT"),
}


def write_camt(statement: SampleStatement) -> bytes:
    """The file as the bank sends it."""
    return ("\n".join(_lines(statement)) + "\n").encode()


def _lines(statement: SampleStatement) -> Iterator[str]:
    account, year = statement.account, statement.first.year
    name = f"{account.iban[-6:]}-{year}"
    created = f"{statement.last.isoformat()}T23:00:00"
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<Document xmlns="{_NAMESPACE}"><BkToCstmrStmt>'
    yield f"<GrpHdr><MsgId>EXEMPLU-{name}</MsgId><CreDtTm>{created}</CreDtTm></GrpHdr>"
    yield f"<Stmt><Id>{name}</Id><ElctrncSeqNb>{year - 2020}</ElctrncSeqNb><CreDtTm>{created}</CreDtTm>"
    yield f"<FrToDt><FrDtTm>{statement.first}T00:00:00</FrDtTm>"
    yield f"<ToDtTm>{statement.last}T23:59:59</ToDtTm></FrToDt>"
    yield f"<Acct><Id><IBAN>{account.iban}</IBAN></Id><Ccy>{account.currency}</Ccy>"
    yield f"<Ownr><Nm>{escape(account.owner_name)}</Nm></Ownr>"
    yield f"<Svcr><FinInstnId><Nm>{escape(BANKS[account.bank])}</Nm></FinInstnId></Svcr></Acct>"
    yield _balance("OPBD", statement.opening, account.currency, statement.first.isoformat())
    yield _balance("CLBD", statement.closing, account.currency, statement.last.isoformat())
    yield f"<TxsSummry><TtlNtries><NbOfNtries>{len(statement.rows)}</NbOfNtries></TtlNtries></TxsSummry>"
    for number, row in enumerate(statement.rows, start=1):
        yield _entry(row, number, account.currency)
    yield "</Stmt></BkToCstmrStmt></Document>"


def _balance(code: str, minor: int, currency: str, day: str) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{_amount(minor, currency)}{_sign(minor)}"
        f"<Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def _entry(row: StatementRow, number: int, currency: str) -> str:
    movement = row.movement
    kind = movement.kind if movement.kind in _CODES else "in" if row.signed > 0 else "out"
    domain, family, sub_family = _CODES[kind]
    day, booked = movement.day.isoformat(), (movement.booked or movement.day).isoformat()
    return (
        f"<Ntry><NtryRef>{number}</NtryRef>{_amount(row.signed, currency)}{_sign(row.signed)}"
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{booked}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>"
        f"<BkTxCd><Domn><Cd>{domain}</Cd><Fmly><Cd>{family}</Cd><SubFmlyCd>{sub_family}</SubFmlyCd></Fmly>"
        f"</Domn></BkTxCd>"
        f"<NtryDtls><TxDtls><Refs><EndToEndId>{escape(movement.reference)}</EndToEndId></Refs>"
        f"{_exchange(row, currency)}{_parties(row)}<RmtInf><Ustrd>{escape(movement.text)}</Ustrd></RmtInf>"
        f"</TxDtls></NtryDtls></Ntry>"
    )


def _exchange(row: StatementRow, currency: str) -> str:
    """The amount on the other side, if that side has another currency."""
    if row.movement.kind != "exchange" or row.other is None:
        return ""
    bought, sold = (row.movement.credited, row.movement.debited)
    return (
        f"<AmtDtls><CntrValAmt>{_amount(row.other_minor, row.other.currency)}"
        f"<CcyXchg><SrcCcy>{currency}</SrcCcy><TrgtCcy>{row.other.currency}</TrgtCcy>"
        f"<XchgRate>{sold // bought}</XchgRate></CcyXchg></CntrValAmt></AmtDtls>"
    )


def _parties(row: StatementRow) -> str:
    role = "Dbtr" if row.signed > 0 else "Cdtr"
    name = f"<{role}><Pty><Nm>{escape(row.other_name)}</Nm></Pty></{role}>" if row.other_name else ""
    account = f"<{role}Acct><Id><IBAN>{row.other_iban}</IBAN></Id></{role}Acct>" if row.other_iban else ""
    return f"<RltdPties>{name}{account}</RltdPties>" if name or account else ""


def _amount(minor: int, currency: str) -> str:
    return f'<Amt Ccy="{currency}">{plain_sum(abs(minor))}</Amt>'


def _sign(minor: int) -> str:
    return f"<CdtDbtInd>{'DBIT' if minor < 0 else 'CRDT'}</CdtDbtInd>"
