"""The view in which texts are taken in: an official print by its title; files, shown first, kept when that is asked."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from amend.desk.answers import AskedWrongly, Said, desk_page, filled, got, posted
from amend.desk.desk import Desk
from amend.desk.errands import Errands
from amend.desk.fetch_pages import FetchPages
from amend.desk.taking import OfWord, TakenFile, plain_name, put_among_drafts, put_among_prints, taken_in
from amend.desk.write_pages import changed_rows
from amend.drafting.explain import explain
from amend.drafting.make import apply
from amend.formats.page_of_html import ENDINGS as PAGES
from amend.model.in_words import plural

_MOST_KEPT = 8
"""Files that were read and are not decided about, after which the oldest is forgotten."""


class TakePages:
    """The pages on which files are taken in."""

    def __init__(self, desk: Desk, errands: Errands) -> None:
        self._desk, self._fetching = desk, FetchPages(desk, errands)
        self._taken: dict[str, TakenFile] = {}

    def routes(self) -> Iterator[Route]:
        """Where they are."""
        yield Route("/take", got(self._page))
        yield Route("/take/file", self._file, methods=["POST"])
        yield Route("/take/explained", got(self._explained))
        yield Route("/take/keep", posted(self._keep), methods=["POST"])
        yield from self._fetching.routes()

    def _page(self, _said: Said, _request: Request) -> Response:
        current = self._desk.current_or_none
        return desk_page(
            "take.html",
            view="take",
            title="Take in",
            bill=current.bill.title if current else "",
            prints=[one.bill for one in self._desk.here.prints],
            current=current.bill.number if current else "",
        )

    async def _file(self, request: Request) -> Response:
        data = await request.body()
        said = Said(dict(request.query_params))
        return JSONResponse(await run_in_threadpool(self._read, said, data))

    def _read(self, said: Said, data: bytes) -> Mapping[str, Any]:
        name, saved = plain_name(said.text("name")), said.text("saved", "")
        is_page = name.lower().endswith(PAGES)
        is_xml = name.lower().endswith(".xml") or (data.lstrip()[:1] == b"<" and not is_page)
        if self._fetching.is_awaited(saved) and (is_xml or is_page or data.startswith(b"%PDF")):
            return self._fetching.of_saved(saved, name, data)
        if is_xml and (offered := self._fetching.of_dropped(name, data)):
            return offered
        number = said.text("print", "")
        print_ = self._desk.numbered(number) if number else self._desk.current_or_none
        of_word = OfWord(said.text("untracked", "") == "yes", said.text("comments", "") == "yes")
        taken = taken_in(self._desk, said.text("name"), data, print_=print_, of_word=of_word)
        token = secrets.token_urlsafe(9)
        self._taken[token] = taken
        for old in list(self._taken)[:-_MOST_KEPT]:
            self._taken.pop(old, None)
        told = taken.what if taken.bill is not None else f"{plural(len(taken.amendments), 'amendment')} read."
        html = filled("taken.html", taken=taken, token=token, told=told, actors=self._desk.actors)
        return {"html": html, "told": told}

    def _of(self, said: Said) -> TakenFile:
        taken = self._taken.get(said.text("token"))
        if taken is None:
            raise AskedWrongly("the desk does not have that file any more", remedy="take it in again")
        return taken

    def _explained(self, said: Said, _request: Request) -> Mapping[str, Any]:
        """What one of the amendments does to its print by itself. Raises what says why it cannot be made."""
        taken, which = self._of(said), said.number("which")
        if taken.print is None or which >= len(taken.amendments):
            raise AskedWrongly("there is no such amendment", remedy="take the file in again")
        ready, one = taken.print, taken.amendments[which]
        found = explain(ready.prepared, one)
        rows = changed_rows(ready, found.rows, apply(ready.prepared, [one]).bill)
        return {"html": filled("explained.html", found=found, rows=rows)}

    def _keep(self, said: Said, _request: Request) -> Mapping[str, Any]:
        taken = self._of(said)
        which = {one.number("kept") for one in said.parts("chosen")} & set(range(len(taken.amendments)))
        if taken.bill is None and not which:
            raise AskedWrongly("no amendment is ticked", remedy="tick those that you keep")
        if taken.bill is not None:
            told = f"It is in {put_among_prints(self._desk, taken, current=said.text('current', '') == 'yes')}."
        else:
            if taken.print is not None:
                self._desk.refuse_replaced(taken.print)
            where, count = put_among_drafts(self._desk, taken, said.text("actor"), which)
            known = f"; {len(which) - count} there already, in the same words" if count < len(which) else ""
            told = f"{plural(count, 'draft')} in {where}/{known}."
        self._taken.pop(said.text("token"), None)
        return {"html": filled("put.html", taken=taken, told=told), "told": told}
