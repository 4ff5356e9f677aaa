"""Who held what on a day, as a web page that needs nothing else and as a table for a spreadsheet (CSV)."""

from __future__ import annotations

import csv
import io
import re
from calendar import month_name
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from amend.ledger.stances import Matrix
from amend.model.position import Position, Sureness, When
from amend.model.text import NOT_XML, legible

_LINK = re.compile(
    r"https?://[^\s<>\"“”]+|(?<![a-z0-9.-])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,}(?:/[^\s<>\"“”,;]*)?", re.IGNORECASE
)
"""The second begins where a name does, and nowhere within it: of a word of 20,000 letters each would be tried."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEAD = (
    "at",
    "actor",
    "question",
    "certain",
    "stance",
    "position",
    "date",
    "who",
    "sure",
    "sources",
    "summary",
    "evidence",
)


def matrix_page(shown: Matrix, where: str, upto: str = "") -> str:
    """The matrix as HTML: a part for each actor, in it a row for each question.

    where: what is said of the record. upto: a sentence that says up to which day it is kept; "" for none.

    Each position leads to its source, where that names a page of the web.
    """
    rows = {
        actor: [(question, cell) for question in shown.questions if (cell := shown.cells.get((actor, question)))]
        for actor in shown.actors
    }
    return (
        templates()
        .get_template("matrix.html")
        .render(
            shown=shown,
            rows=rows,
            where=where,
            upto=upto,
        )
    )


def matrix_csv(shown: Matrix) -> str:
    """The matrix as CSV, a row for each position that stood, perhaps stood, or was a former holder’s.

    No cell begins as a formula would.
    """
    rows: list[tuple[str, ...]] = []
    for actor in shown.actors:
        for question in shown.questions:
            cell = shown.cells.get((actor, question))
            groups = (("yes", cell.last), ("perhaps", cell.perhaps), ("former", cell.former)) if cell else ()
            for certain, positions in groups:
                for one in positions:
                    said = (one.stance, one.id, one.when.said, one.who, one.sure, "; ".join(one.sources), one.summary)
                    rows.append((str(shown.day), shown.names[actor], question, certain, *said, _evidence_of(one)))
    return csv_of(_HEAD, rows)


def csv_of(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table as CSV, in which no cell begins as a formula would and each row is one line."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(head)
    table.writerows([_plain(words) for words in row] for row in rows)
    return out.getvalue()


def source_of(one: Position) -> str:
    """The address of the first page of the web that a position names as its source; "" for none."""
    return next(filter(None, map(address_in, one.sources)), "")


def address_in(source: str) -> str:
    """The address of the page of the web that a source names; "" for none."""
    found = _LINK.search(source)
    if found is None:
        return ""
    address = found[0].rstrip(".)")
    return address if address.lower().startswith(("http://", "https://")) else f"https://{address}"


def actor_in_words(whose: str, folder: str) -> str:
    """The full name of an actor, or its folder as it is read where that is all there is: "Police chiefs"."""
    words = whose.replace("-", " ").strip() if whose == folder else whose
    return words[:1].upper() + words[1:]


def day_in_words(day: date) -> str:
    """A day as it is written: "31 December 2023"."""
    return _date_in_words(str(day))


def when_in_words(when: When) -> str:
    """A date as it is written, by as much as is known: "31 December 2023", "October 2021", "December 2020 to 2022"."""
    return " to ".join(map(_date_in_words, when.said.split("/"))) or "undated"


def _date_in_words(said: str) -> str:
    year, *more = map(int, said.split("-")) if said else ("",)
    month = f"{month_name[more[0]]} " if more else ""
    return f"{more[1] if len(more) > 1 else ''} {month}{year}".strip()


def kind_of(stance: str) -> str:
    """A stance as a name in the style sheet."""
    return stance.replace(" ", "-") or "none"


SURE: dict[Sureness, str] = {
    "verified": "sure",
    "verified in part": "part",
    "inferred": "unsure",
    "not verified": "unsure",
}
"""How well a position is known, as a name in the style sheet."""


def stance_sign(one: Position) -> Markup:
    """The sign of a position's stance, for a line of words that says it too."""
    return sign_of(one.stance, one.sure)


def sign_of(stance: str, sure: Sureness = "verified") -> Markup:
    """The sign of a stance, for a line of words that says it too."""
    sign = templates().get_template("stance_sign.svg").module.sign(kind_of(stance), SURE[sure], 8, 8)  # type: ignore[attr-defined]
    return Markup('<svg viewBox="0 0 16 16" aria-hidden="true">{}</svg>').format(sign)


@cache
def templates() -> Environment:
    """The templates of the pages and the picture of the record; words in them cannot be taken for marks."""
    found = Environment(
        loader=PackageLoader("amend.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_clean
    )
    found.globals.update(record_words())
    return found


def record_words() -> dict[str, Any]:
    """What the templates of the record need to say things of it, by the names that they have there."""
    return {
        "address_in": address_in,
        "drawn": stance_sign,
        "in_words": day_in_words,
        "named": actor_in_words,
        "sign_of": sign_of,
        "source_of": source_of,
        "sure_name": SURE,
        "when": when_in_words,
    }


def _evidence_of(one: Position) -> str:
    """What a position relies on, in one cell."""
    return "; ".join(f"{row.value} {row.what}".strip() + f" ({row.source})" for row in one.evidence)


def _plain(words: str) -> str:
    """Words for a cell of a spreadsheet, which takes what begins with a sign for a formula."""
    kept = NOT_XML.sub("\ufffd", " ".join(words.split()))
    return f"'{kept}" if kept.startswith(_FORMULA) else kept


def _clean(value: object) -> object:
    """The value, in words the replacement character for each that XML cannot hold; marks made here are left alone."""
    return legible(NOT_XML.sub("\ufffd", value)) if type(value) is str else value
