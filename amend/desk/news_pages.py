"""The view of what is new: what the fetches of the last days brought, and a button that looks now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from amend.desk.answers import Said, desk_page, filled, got, posted
from amend.desk.desk import Desk
from amend.desk.errands import Errands, Told
from amend.errors import ReadError
from amend.model.in_words import plural
from amend.sources.kept_news import kept_news
from amend.sources.watch import WhatIsNew, watch
from amend.web.site.news_part import FIRST_SHOWN, ToldFetch, Ways, told_fetch

_DAYS = 7
"""How many of the days are shown on which something came."""


class NewsPages:
    """The page of what is new."""

    def __init__(self, desk: Desk, errands: Errands) -> None:
        self._desk, self._errands = desk, errands

    def routes(self) -> Iterator[Route]:
        """Where it is."""
        yield Route("/news", got(self._page))
        yield Route("/news/watch", posted(self._watch), methods=["POST"])

    def _page(self, _said: Said, _request: Request) -> Response:
        current = self._desk.current_or_none
        bill = current.bill.title if current else ""
        return desk_page(
            "news_page.html",
            view="news",
            title="What is new",
            bill=bill,
            news=self._news(),
            first=FIRST_SHOWN,
            link=str,
        )

    def _news(self) -> tuple[ToldFetch, ...]:
        here, space = self._desk.here, self._desk.space
        texts = {space.place(str(one.file)): one.bill for one in here.prints}

        def text(file: str) -> tuple[str, str]:
            bill = texts.get(file)
            if bill is None or not bill.number:
                return file, ""
            return f"{bill.title}, {bill.number}", f"/edit?print={quote(bill.number)}"

        ways = Ways(
            lambda file: f"/keep/draft?file={quote(file)}" if file else "",
            lambda _held, _file: "",
            text,
        )
        return tuple(told_fetch(one, ways) for one in kept_news(here, days=_DAYS))

    def _watch(self, said: Said, _request: Request) -> Mapping[str, Any]:
        title, stage = self._desk.space.bill, said.text("stage", "").strip()
        if not title:
            raise ReadError("the workspace names no Bill", remedy="fetch its print under “Take in”")
        return self._errands.begin(f"Looking at {title}", lambda told: self._watched(title, stage, told))

    def _watched(self, title: str, stage: str, told: Told) -> Mapping[str, Any]:
        found = watch(
            title,
            self._desk.space,
            stage=stage,
            told=told,
            count=lambda done, of: told(f"{done} of {plural(of, 'amendment')}"),
        )
        said = _said(found)
        html = filled(
            "watched.html",
            told=said,
            found=found,
            findings=_findings(found),
            news=self._news(),
            first=FIRST_SHOWN,
            link=str,
        )
        return {"html": html, "told": said}


def _said(found: WhatIsNew) -> str:
    fetched = found.fetched
    many = plural(len(fetched.amendments), "amendment")
    changed = "it is the first fetch" if fetched.first else plural(len(fetched.news), "change")
    return f"{fetched.title}, {fetched.stage.called}, to {fetched.print}: {many}, {changed}."


def _findings(found: WhatIsNew) -> list[str]:
    """What is to be known, as the command tells it: of single amendments only where they changed."""
    changed = {one.number for one in found.fetched.news}
    faults = (one for one in found.fetched.faults if one.amendment in changed)
    standing = (one for one in found.fetched.findings if changed or one.level != "note")
    each = [*standing, *faults, *found.findings]
    return [": ".join(filter(None, (one.amendment and f"Amendment {one.amendment}", one.message))) for one in each]
