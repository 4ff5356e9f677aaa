"""Who held what on a day, as a web page that needs nothing else and as a table for a spreadsheet (CSV)."""

from __future__ import annotations

import csv
import io
import re

from jinja2 import Environment, PackageLoader

from amend.ledger.stances import Matrix
from amend.model.position import Position
from amend.model.text import legible

_LINK = re.compile(r"https?://[^\s<>\"“”]+|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s<>\"“”,;]*)?", re.IGNORECASE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEAD = ("at", "actor", "question", "certain", "stance", "position", "date", "who", "sure", "sources", "summary")


def matrix_page(shown: Matrix, where: str) -> str:
    """The matrix as HTML: a part for each actor, in it a row for each question. where: what is said of the record.

    Each position leads to its source, where that names a page of the web.
    """
    environment = Environment(
        loader=PackageLoader("amend.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_clean
    )
    rows = {
        actor: [(question, cell) for question in shown.questions if (cell := shown.cells.get((actor, question)))]
        for actor in shown.actors
    }
    return environment.get_template("matrix.html").render(
        shown=shown, rows=rows, where=where, source_of=source_of, named=actor_in_words
    )


def matrix_csv(shown: Matrix) -> str:
    """The matrix as CSV, a row for each position that stood or perhaps stood; no cell begins as a formula would."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_HEAD)
    for actor in shown.actors:
        for question in shown.questions:
            cell = shown.cells.get((actor, question))
            for certain, positions in (("yes", cell.last), ("perhaps", cell.perhaps)) if cell else ():
                for one in positions:
                    said = (one.stance, one.id, one.when.said, one.who, one.sure, "; ".join(one.sources), one.summary)
                    table.writerow([_plain(words) for words in (str(shown.day), actor, question, certain, *said)])
    return out.getvalue()


def source_of(one: Position) -> str:
    """The address of the first page of the web that a position names as its source; "" for none."""
    for source in one.sources:
        if found := _LINK.search(source):
            address = found[0].rstrip(".)")
            return address if address.lower().startswith("http") else f"https://{address}"
    return ""


def actor_in_words(actor: str) -> str:
    """The name of an actor's folder as it is read: "Police chiefs"."""
    words = actor.replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def _plain(words: str) -> str:
    """Words for a cell of a spreadsheet, which takes what begins with a sign for a formula."""
    kept = " ".join(words.split())
    return f"'{kept}" if kept.startswith(_FORMULA) else kept


def _clean(value: object) -> object:
    return legible(value) if type(value) is str else value
