"""Maps messages of flags and rejections, as earlier versions of the program kept them, to their present wording.

A case keeps a message as its template and parameters. With this table a case of an earlier version shows the present
wording in every language, and ``rebuild`` finds no difference where only the wording changed. A present template uses no
parameter that its earlier template lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_CHANGED: Final = (
    (
        "{place}: an event needs the person or authority that states it.",
        "{place}: the event has no author; expected the person or authority that states it. Add the author.",
    ),
    (
        "{place}: there is no kind of event {type}; known are {known}.",
        "{place}: unknown kind of event {type}; expected one of {known}. Correct the kind.",
    ),
    (
        "{place}: there is no kind of node {type}; known are {known}.",
        "{place}: unknown kind of node {type}; expected one of {known}. Correct the kind.",
    ),
    (
        "{place}: there is no kind of link {type}; known are {known}.",
        "{place}: unknown kind of link {type}; expected one of {known}. Correct the kind.",
    ),
    (
        "{place}: field {field} holds {value!r}; expected {expected}.",
        "{place}: the field {field} is {value!r}; expected {expected}. Correct the value.",
    ),
    (
        "{place}: the field {field} is required.",
        "{place}: the required field {field} has no value. Add it.",
    ),
    (
        "{place}: there is no field {field}; known are {known}.",
        "{place}: unknown field {field}; expected one of {known}. Correct the name.",
    ),
    (
        "a whole number that fits 64 bits",
        "a whole number of at most 64 bits",
    ),
    (
        "{text!r} is no day, month or year of the calendar. Correct it, or leave out what is not known.",
        "{text!r} is not a day, month or year of the calendar. Correct it, or leave out the unknown part.",
    ),
    (
        "{text!r} read as {pattern} is no day of the calendar. Correct the row; if day and month may be swapped, "
        "declare the form this source uses.",
        "{text!r}, read as {pattern}, is not a day of the calendar. Correct the row; if day and month may be "
        "swapped, state the date pattern of this source in the mapping.",
    ),
    (
        "{text!r} is not a date of the form {pattern}. Correct the row, or declare the form this source uses.",
        "{text!r} is not a date of the pattern {pattern}. Correct the row, or state the date pattern of this "
        "source in the mapping.",
    ),
    (
        "{text!r} is not a date or part of one: expected 2021, 2021-05 or 2021-05-17. Leave out what is not "
        "known, do not fill it in.",
        "{text!r} is not a date: expected 2021, 2021-05 or 2021-05-17. Leave out the unknown part; do not fill it in.",
    ),
    (
        "The amount {text!r} holds the decimal sign {decimal_mark!r} more than once: expected it once at most. "
        "State the right decimal and grouping signs in the source mapping.",
        "The amount {text!r} has the decimal sign {decimal_mark!r} more than once: expected it at most once. "
        "State the right decimal and grouping signs in the source mapping.",
    ),
    (
        "The amount {text!r} has more decimals than {currency} allows: expected {digits} at most, further ones "
        "zero. Check the currency of the row.",
        "The amount {text!r} has more decimals than {currency} allows: expected at most {digits}, and zeros after"
        " them. Check the currency of the row.",
    ),
    (
        "The amount {minor} {currency} (minor units) is too large to be kept: expected at most {largest} either "
        "side of zero. Check the amount and its currency.",
        "The amount {minor} {currency} (minor units) is too large: expected at most {largest}, positive or "
        "negative. Check the amount and its currency.",
    ),
    (
        "{place}: the link {type} ends on {end}, before it begins on {begin}.",
        "{place}: the link {type} ends on {end}, before it begins on {begin}. Correct one of the dates.",
    ),
    (
        "{place}: the link {type} names {node}, which is in no source of the case. Import the file that tells of "
        "it first, or both together.",
        "{place}: the link {type} refers to {node}, and no source of the case contains this node. Import the file"
        " that contains it first, or both files together.",
    ),
    (
        "{place}: the {role} of {type} is a {found}; allowed are {allowed}.",
        "{place}: the {role} of the link {type} is a {found}; expected one of {allowed}. Correct the row.",
    ),
    (
        "The account number {number} is kept although its check fails: {reason}",
        "The account number {number} fails its check: {reason} It is kept as written; compare it with the document.",
    ),
    (
        "No statement of the account …{account} covers {begin} to {end}, between the statements {before} and "
        "{after}: what happened then is unknown.",
        "No statement of the account …{account} covers {begin} to {end}, between the statements {before} and "
        "{after}: the movements of these days are unknown. Ask the bank for this statement.",
    ),
    (
        "Statement {after} of the account …{account} opens {difference} away from where {before} and the rows "
        "lead: rows or a statement between are missing or wrong.",
        "The opening balance of statement {after} of the account …{account} differs by {difference} from the "
        "balance that statement {before} and the rows give: rows or a statement between them are missing or "
        "wrong. Ask the bank for them.",
    ),
    (
        "Statement {number} of the account …{account} does not tie: the closing balance is {difference} away from"
        " the opening balance and the rows.",
        "Statement {number} of the account …{account} does not reconcile: the closing balance differs by "
        "{difference} from the opening balance and the rows. Ask the bank for the complete statement.",
    ),
    (
        "Statement {number} states no closing balance in {currency}: missing rows would not show.",
        "Statement {number} states no closing balance in {currency}, so missing rows cannot be detected. Ask the "
        "bank for the balance.",
    ),
    (
        "Statement {number} states no opening balance in {currency}: missing rows would not show.",
        "Statement {number} states no opening balance in {currency}, so missing rows cannot be detected. Ask the "
        "bank for the balance.",
    ),
    (
        "The balance jumps by {difference} at this row: rows before it are missing or wrong.",
        "The balance at this row differs by {difference} from the balance before it and the rows between: rows "
        "are missing or wrong. Ask the bank for the complete statement.",
    ),
    (
        "The rows kept of the account …{account} lead {difference} away from where statement {number} closes: a "
        "row of its statements is missing, counts twice, or is stated in two ways. Compare the statements; "
        "retract the one that another replaces.",
        "The closing balance of statement {number} of the account …{account} differs by {difference} from the "
        "balance that the kept rows give: a row is missing, counts twice, or two statements state it differently."
        " Compare the statements, and retract a statement that another one replaces.",
    ),
    (
        "{count} balances leave their rows by up to {largest}, together {total}: the bank carries fractions that "
        "it does not print.",
        "{count} balances differ from their rows by up to {largest}, in total {total}: the bank carries fractions"
        " that it does not print.",
    ),
    (
        "Nothing of this statement is kept: {reason}",
        "No row of this statement is kept: {reason}",
    ),
    (
        "Rows are booked from {first} to {last}, outside its period {begin} to {end}.",
        "Rows are booked from {first} to {last}, outside the period of the statement, {begin} to {end}. Ask the "
        "bank which is right.",
    ),
    (
        "The balance states no amount.",
        "The balance has no amount (Amt). Ask the bank for it.",
    ),
    (
        "The balance {code} is in {found}, the statement in {currency}: it cannot be reconciled.",
        "The balance {code} is in {found}, the statement in {currency}: the statement cannot be reconciled. Ask "
        "the bank for the balance in {currency}.",
    ),
    (
        "The balance {code} is left aside: {reason}",
        "The balance {code} is not used: {reason}",
    ),
    (
        "The bank counts {stated} entries, the file holds {found}.",
        "The bank states {stated} entries, and the file contains {found}. Ask the bank for the complete file.",
    ),
    (
        "The currency of the statement is not stated: its rows are in {found}.",
        "The currency of the statement is not stated, and its rows are in {found}; expected one currency. Ask the"
        " bank for it.",
    ),
    (
        "The statement names no account.",
        "The statement states no account (Acct/Id). Ask the bank for the file again.",
    ),
    (
        "The statement of {created} states neither period nor balance and no row of it is kept.",
        "The statement of {created} states neither a period nor a balance, and no row of it is kept. Ask the bank"
        " for the file again.",
    ),
    (
        "No booking date is stated; the value date stands for it.",
        "The entry states no booking date; the value date is used instead.",
    ),
    (
        "The amount {amount} moves nothing: expected one above zero.",
        "The amount is {amount}; expected an amount above zero. Ask the bank for it.",
    ),
    (
        "The entry is a batch of {count} transactions that the file does not list.",
        "The entry is a batch of {count} transactions that the file does not list; it is kept as one movement. "
        "Ask the bank for the list.",
    ),
    (
        "The entry is in {found} on an account in {currency}: what was booked is unknown, for amounts in its "
        "details are instructed or converted ones. Ask the bank for it.",
        "The entry is in {found}, the account in {currency}: the booked amount is unknown, because amounts in the"
        " details are instructed or converted ones. Ask the bank for the booked amount.",
    ),
    (
        "The entry states neither a booking date nor a value date.",
        "The entry states neither a booking date nor a value date; expected one of them. Ask the bank.",
    ),
    (
        "The entry states no amount.",
        "The entry has no amount (Amt). Ask the bank for it.",
    ),
    (
        "The {count} transactions of this entry come to {total}, the entry to {amount}: it is kept as one movement.",
        "The {count} transactions of this entry add up to {total}, and the entry states {amount}: it is kept as "
        "one movement. Ask the bank which is right.",
    ),
    (
        "The statement {number} stands here once more, as at {first}: its rows count once.",
        "The file contains the statement {number} again, as at {first}; its rows count once.",
    ),
    (
        "The sign of the amount is {text!r}: expected CdtDbtInd CRDT or DBIT.",
        "The credit or debit indicator (CdtDbtInd) is {text!r}; expected CRDT or DBIT. Ask the bank.",
    ),
    (
        "{text!r} is not a date of ISO 20022: expected 2021-05-17, with or without a time.",
        "{text!r} is not a date of ISO 20022: expected 2021-05-17, with or without a time. Ask the bank.",
    ),
    (
        "This row was rejected and stands at the edge of the table: no printed balance shows what it moved. State"
        " the balances with --opening and --closing, or ask the sender for the row.",
        "This row is rejected and comes before the first or after the last kept row: no printed balance shows its"
        " amount. State the balances with --opening and --closing, or ask the sender for the row.",
    ),
    (
        "The mapping {mapping} states {fields} for every file of the sender. They belong to one file and were not"
        " read from the mapping: they are declared with the file.",
        "The mapping {mapping} states {fields} for every file of the sender, but they differ from file to file. "
        "They were not read from the mapping; declare them for this file.",
    ),
    (
        "Amount and counter-amount differ in the same currency: {own} and {other}.",
        "The amount {own} and the counter-amount {other} are in the same currency and differ; expected equal "
        "amounts. Ask the sender.",
    ),
    (
        "The amount is zero: nothing has moved.",
        "The amount is zero: no money has moved.",
    ),
    (
        "The amount {amount} has a sign of its own beside the column that says {sign}: it can be read two ways. "
        "Ask the sender.",
        "The amount {amount} has a sign, and the sign column states {sign}: the direction is ambiguous. Ask the "
        "sender.",
    ),
    (
        "The amount {amount} has a sign that its column does not explain. State debit_sign in the mapping (plain "
        "or minus), or ask the sender.",
        "The amount {amount} is negative, and the mapping does not explain the sign. State debit_sign in the "
        "mapping (plain or minus), or ask the sender.",
    ),
    (
        "The counter-amount is zero: nothing has moved on the other side.",
        "The counter-amount is zero; expected an amount above zero. Ask the sender.",
    ),
    (
        "The field {field} is empty.",
        "The required field {field} is empty. Ask the sender.",
    ),
    (
        "The row is both a debit of {debit} and a credit of {credit}; expected one of them.",
        "The row is both a debit of {debit} and a credit of {credit}; expected one of them. Ask the sender.",
    ),
    (
        "The row states a counter-amount without its currency.",
        "The row states a counter-amount without its currency; expected both. Ask the sender.",
    ),
    (
        "The row states neither a debit nor a credit.",
        "The row states neither a debit nor a credit; expected one of them. Ask the sender.",
    ),
    (
        "There is no kind of transfer {kind!r}; known are {known}. Correct the codes in the mapping.",
        "Unknown kind of transfer {kind!r}; expected one of {known}. Correct the codes in the mapping.",
    ),
    (
        "On {day} no order of the rows gives the printed balances; the file's order stands.",
        "No order of the rows of {day} gives the printed balances; the order of the file is kept.",
    ),
    (
        "Rows are booked from {first} to {last}, outside the period {begin} to {end}.",
        "Rows are booked from {first} to {last}, outside the declared period {begin} to {end}. Correct the "
        "period, or ask the sender.",
    ),
    (
        "Several records carry the same identifier and are one here: {rows}.",
        "Several records have the same identifier and are kept as one: {rows}.",
    ),
    (
        "The interest is indirect and its components are not published: the chain in between is unknown, and the "
        "interest is not counted as capital.",
        "The interest is indirect and its components are not published: the chain between the two is unknown, and"
        " the interest does not count as capital.",
    ),
    (
        "The statement is repeated by the later one at {later}, which counts.",
        "A later statement at {later} repeats this one; the later one is used.",
    ),
    (
        "The statement is replaced by the later one at {later}, which counts.",
        "A later statement at {later} replaces this one; the later one is used.",
    ),
    (
        "The {role} is a record that discloses nobody; the interest stays without a holder and its share unknown.",
        "The record of the {role} discloses nobody; the interest has no holder and its share is unknown.",
    ),
    (
        "The {role} is not named ({reason}); the interest stays without a holder and its share unknown.",
        "The {role} is not named ({reason}); the interest has no holder and its share is unknown.",
    ),
    (
        "{place}: {key} names the record {value}, of which the file holds no statement that could be read. Import"
        " it together with the file that does.",
        "{place}: {key} refers to the record {value}, and the file contains no readable statement of it. Ask the "
        "publisher for a file that contains both.",
    ),
    (
        "The shares of the company stated here come to {sum} at most; holders of at least {rest} are unknown: see"
        " {rows}.",
        "The stated shares of the company add up to at most {sum}; the holders of at least {rest} are unknown: "
        "see {rows}.",
    ),
    (
        "{count} holders of the company are entered without the size of their share: each may have from nothing "
        "to {rest}, what the stated shares leave: see {rows}.",
        "{count} holders of the company have no stated share; the stated shares leave {rest}, and each of them "
        "may have any part of it: see {rows}.",
    ),
    (
        "{place} closes a record without a day: no end of interest, no date of statement. Ask the publisher.",
        "{place} closes a record and states neither the end of the interest nor the date of the statement; "
        "expected one of them. Ask the publisher.",
    ),
    (
        "The party is not disclosed ({kind}, {reason}); nobody is entered in its place.",
        "The party is not disclosed ({kind}, {reason}); no person or company is entered for it.",
    ),
    (
        "{place} names nobody; expected a name. Ask the publisher; if the party is not to be disclosed, it must "
        "be stated as unknown or anonymous.",
        "{place} has no name; expected one. Ask the publisher; a party that is not disclosed must be stated as "
        "unknown or anonymous.",
    ),
    (
        "{place} follows BODS {value}; expected 0.4. Ask the publisher for version 0.4, or convert the file and "
        "keep both.",
        "{place} follows BODS {value}; expected 0.4, 0.3 or 0.2 with the members of that version. Ask the publisher.",
    ),
    (
        "{place} follows BODS {value}; expected 0.4. Ask the publisher for version 0.4, or convert the file and "
        "keep both files.",
        "{place} follows BODS {value}; expected 0.4, 0.3 or 0.2 with the members of that version. Ask the publisher.",
    ),
    (
        "{place} has no recordDetails, so nothing is stated. Ask the publisher.",
        "{place} has no recordDetails; expected the content of the statement. Ask the publisher.",
    ),
    (
        "The row says nothing that earlier rows do not say; it counts once.",
        "The row repeats earlier rows; its content counts once.",
    ),
    (
        "{place}: is a {type} here and a {other} at {first}. Correct one of the rows.",
        "{place}: the same id is a {type} here and a {other} at {first}. Correct one of the rows.",
    ),
    (
        "{place}: says otherwise what {first} says of the same {type}. Correct one of the rows.",
        "{place}: the fields of the same {type} are different at {first}. Correct one of the rows.",
    ),
    (
        "{place}: the field {field} of the {type} says {value!r}, but {other!r} at {first}, which names the same "
        "one. Correct one of the rows.",
        "{place}: the field {field} of the {type} is {value!r}, but {other!r} for the same {type} at {first}. "
        "Correct one of the rows.",
    ),
    (
        "a currency beside the sum {amount}",
        "a currency, because the sum {amount} is stated",
    ),
    (
        "a sum beside its currency {currency}",
        "a sum, because the currency {currency} is stated",
    ),
    (
        "a sum that is not negative",
        "a sum of zero or more",
    ),
    (
        "nothing, because a row like this has no such field",
        "no value, because a row of this kind has no such field",
    ),
    (
        "one of {codes}; add the sender's word to the mapping's codes",
        "one of {codes}, or a word listed under codes in the mapping",
    ),
    (
        "{place}: {field} is empty, and the row cannot stand without it. Ask the sender.",
        "{place}: the required field {field} is empty. Ask the sender.",
    ),
    (
        "a text holds NUL or half a character",
        "a text contains NUL or half of a character pair",
    ),
    (
        "the number {text} is out of all measure",
        "the number {text} is too large or too long",
    ),
    (
        "{place} is not sound JSON: {reason}. Ask for the file again; do not mend it by hand.",
        "{place} is not valid JSON: {reason}. Ask for the file again; do not repair it by hand.",
    ),
    (
        "{text} is no JSON number",
        "{text} is not a JSON number",
    ),
    (
        "{place} holds an unknown key {value!r}; known are {known}. Remove or correct it.",
        "{place} has the unknown key {value!r}; expected one of {known}. Remove or correct it.",
    ),
    (
        "The identifier {field} is kept though its check failed: {reason}",
        "The identifier {field} fails its check: {reason} It is kept as written; compare it with the document.",
    ),
    (
        "a CNP in order, because only that names a person ({reason})",
        "a valid CNP, because the row identifies the person by it alone ({reason})",
    ),
    (
        "a CUI in order, because only that names a company ({reason})",
        "a valid CUI, because the row identifies the company by it alone ({reason})",
    ),
    (
        "either a CNP or a CUI; {field} is filled too",
        "either a CNP or a CUI; {field} has a value too",
    ),
    (
        "person or company where there is neither CNP nor CUI",
        "person or company, because the row has neither a CNP nor a CUI",
    ),
    (
        "{kind}, as the number beside it says",
        "{kind}, as the CNP or CUI of the row shows",
    ),
    (
        "{place}: extract_date is {value!r}, but {other!r} at {first}: a file speaks of one day. Divide the file "
        "by its extracts.",
        "{place}: extract_date is {value!r}, but {other!r} at {first}; expected one date in a file. Split the "
        "file by extract.",
    ),
    (
        "a row after the closing line of the table: state the closing line exactly in the mapping",
        "the row is below the footer of the table: state the footer exactly in the mapping",
    ),
    (
        "column {title!r} says {text!r}; the mapping knows {known}. Add the code to the mapping",
        "the column {title!r} is {text!r}; expected one of {known}. Add the code to the mapping",
    ),
    (
        "{found} cells where the header has {width}: a shifted or broken row, correct it",
        "the row has {found} cells, the header {width}: correct the shifted or broken row",
    ),
    (
        "cell {cell} holds a number of over 15 digits, of which a workbook keeps 15: make it text",
        "cell {cell} is a number of more than 15 digits, and a workbook keeps only 15: enter it as text",
    ),
    (
        "cell {cell} holds the error {value}: correct it in the workbook",
        "cell {cell} is the error {value}: correct it in the workbook",
    ),
    (
        "A price is known but not the day of acquisition, so no acquisition value is dated by it: see {rows}.",
        "A price is stated without the day of acquisition, so no acquisition value is recorded: see {rows}.",
    ),
    (
        "The live shares of the asset add up to {sum}, more than the whole: see {rows}.",
        "The current shares of the asset add up to {sum}, more than the whole: see {rows}. Compare the extracts.",
    ),
    (
        "The live shares of the asset add up to {sum}; the holders of {rest} are unknown: see {rows}.",
        "The current shares of the asset add up to {sum}; the owners of {rest} are unknown: see {rows}.",
    ),
    (
        "The live shares of the asset that are stated add up to {sum}, and {unstated} of its holders are entered "
        "without a share: see {rows}.",
        "The stated current shares of the asset add up to {sum}, and {unstated} of its owners have no stated "
        "share: see {rows}.",
    ),
    (
        "The prices paid on {day} are stated for {sum} of the asset, so no acquisition value of the whole is "
        "taken from them: see {rows}.",
        "The prices paid on {day} are for {sum} of the asset, so no acquisition value of the whole asset is "
        "recorded: see {rows}.",
    ),
    (
        "a name beside {field}",
        "a name, because {field} has a value",
    ),
    (
        "The step takes effect on {effective}, after it was recorded on {recorded}.",
        "The step takes effect on {effective}, after it was recorded on {recorded}. Check both dates.",
    ),
    (
        "one person or one company; person_cnp is filled too",
        "one person or one company; person_cnp has a value too",
    ),
    (
        "{place}: {fields} of the measure {value} differ from {first}. One measure covers a share of one asset "
        "for one person: correct the row, or give it a number of its own.",
        "{place}: {fields} of the measure {value} differ from {first}. One measure covers a share of one asset of"
        " one person: correct the row, or give it another measure number.",
    ),
    (
        "{count} rates of gold (XAU) and special drawing rights (XDR) are left aside: they are no currencies of "
        "accounts.",
        "{count} rates of gold (XAU) and special drawing rights (XDR) are not kept: they are not currencies of "
        "accounts.",
    ),
    (
        "{place}: another rate of {value} for the same day stands above. Get the file from the National Bank again.",
        "{place}: the file states another rate of {value} for the same day before this one. Download the file "
        "from the National Bank again.",
    ),
    (
        "{place}: the multiplier {value!r} is no number of units; expected 1, 10, 100 ...",
        "{place}: the multiplier is {value!r}; expected a number of units such as 1, 10 or 100. Download the file"
        " again.",
    ),
    (
        "{place}: {value!r} is no currency of ISO 4217. Tell the maintainers if the National Bank publishes it.",
        "{place}: {value!r} is not a currency of ISO 4217. Report it to the maintainers if the National Bank "
        "publishes it.",
    ),
    (
        "{place}: {value!r} is no rate; expected a number above zero such as 4.9736.",
        "{place}: the rate is {value!r}; expected a number above zero such as 4.9736. Download the file again.",
    ),
    (
        "The file number is kept though its check failed: {reason}",
        "The file number fails its check: {reason} It is kept as written; compare it with the document.",
    ),
    (
        "a VIN of 17 characters, because no other names a vehicle in every source",
        "a VIN of 17 characters, because only such a VIN identifies a vehicle across sources",
    ),
)

PRESENT_WORDING: Final[Mapping[str, str]] = MappingProxyType(dict(_CHANGED))
"""Earlier template -> present template."""
