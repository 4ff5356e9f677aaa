"""The view in which an amendment's words are written or pasted: placed as they are typed, proved, mended or refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from amend.desk.answers import AskedWrongly, Said, desk_page, filled, got, posted
from amend.desk.desk import Desk, ReadyPrint
from amend.desk.keep_pages import KeepPages, with_particulars
from amend.drafting.proposal import Proposal, propose
from amend.engine.compare.comparison import near_changes
from amend.engine.compare.redline import Beside
from amend.model.house import House
from amend.model.provision import Bill
from amend.web.rows import RowSetting, rows_as_html
from amend.web.site.bill_pages import margin_of


class WritePages:
    """The pages on which words are proposed."""

    def __init__(self, desk: Desk, keep: KeepPages) -> None:
        self._desk, self._keep = desk, keep

    def routes(self) -> Iterator[Route]:
        """Where they are."""
        yield Route("/write", got(self._page))
        yield Route("/write/placed", posted(self._placed), methods=["POST"])
        yield Route("/write/kept", posted(self._kept), methods=["POST"])

    def _page(self, said: Said, _request: Request) -> Response:
        current = self._desk.numbered(said.text("print", ""))
        return desk_page(
            "write.html",
            view="write",
            title="Write or paste an amendment",
            bill=current.bill.title,
            prints=[one.bill for one in self._desk.here.prints],
            current=current,
            actors=self._desk.actors,
        )

    def _placed(self, said: Said, _request: Request) -> Mapping[str, Any]:
        words = said.text("words").replace("\r\n", "\n").strip()
        if not words:
            return {"html": "", "told": ""}
        ready, found = proposed_by(self._desk, said, words)
        told = {"proved": "Proved.", "mended": "Mended, and proved.", "refused": "Not proved."}[found.status]
        html = filled(
            "placed.html",
            found=found,
            told=told,
            rows=changed_rows(ready, found.explanation.rows, found.bill) if found.explanation and found.bill else "",
        )
        return {"html": html, "told": f"{told} {found.reason}".strip(), "keeps": found.amendment is not None}

    def _kept(self, said: Said, _request: Request) -> Mapping[str, Any]:
        _, found = proposed_by(self._desk, said, said.text("words").strip())
        if found.amendment is None:
            raise AskedWrongly("the words are not proved", remedy="see what would work, and keep that")
        return self._keep.kept([with_particulars(found.amendment, said, said)], said)


def proposed_by(desk: Desk, said: Said, words: str) -> tuple[ReadyPrint, Proposal]:
    """What becomes of words that a page proposes, and the print that they are to."""
    ready = desk.numbered(said.text("print", ""))
    house = House(said.text("house")) if said.text("house", "") in list(House) else None
    after = " ".join(said.text("after", "").split()) or None
    return ready, propose(ready.prepared, words, after=after, house=house)


def changed_rows(ready: ReadyPrint, rows: Sequence[Beside], bill: Bill) -> Markup:
    """The rows of a print that an amendment changes, with the page and line of each. bill: the print with it made."""
    how = RowSetting(beside=False)
    near = near_changes(rows)
    made = rows_as_html(rows, bill, near=near, margin=margin_of(ready.prepared.reading), how=how)
    return Markup("\n".join(made))
