"""The desk as an application: every view at its address, the script and the style, and errors told in one line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from amend.desk.answers import AskedWrongly, Said, desk_templates, failed, got
from amend.desk.desk import Desk
from amend.desk.edit_pages import EditPages
from amend.desk.errands import Errands
from amend.desk.give_pages import GivePages
from amend.desk.guard import TooLarge
from amend.desk.keep_pages import KeepPages
from amend.desk.keeping import FileChanged
from amend.desk.news_pages import NewsPages
from amend.desk.open_sheets import GoneSheet, OpenSheets
from amend.desk.packages_pages import PackagesPages
from amend.desk.rebase_pages import RebasePages
from amend.desk.sheet import StaleSheet
from amend.desk.take_pages import TakePages
from amend.desk.write_pages import WritePages
from amend.errors import AmendError
from amend.web.serve import stamp

STYLES = ("frame.css", "depths.css", "rows.css", "bill.css", "act.css", "news.css", "desk.css")
"""The parts of the one style sheet, in order; all but the last are the site’s."""

SCRIPTS = ("script_begins.js", "desk.js", "edited_text.js", "desk_views.js", "script_ends.js")
"""The parts of the one script, in order, within a function of their own, so that nothing of them is a global."""


def desk_app(desk: Desk) -> Starlette:
    """What answers a browser that the guard let in."""
    app = Starlette(
        routes=list(_routes(desk)),
        exception_handlers={AmendError: _failed, HTTPException: _no_such, ClientDisconnect: _gone},
    )
    app.state.root = desk.root  # for what is told of files
    return app


def _routes(desk: Desk) -> Iterator[Route]:
    sheets, made = OpenSheets(desk), desk.site
    yield Route("/desk.css", _file("text/css; charset=utf-8", *STYLES))
    yield Route("/desk.js", _file("text/javascript; charset=utf-8", *SCRIPTS))
    yield Route("/icon.svg", _file("image/svg+xml", "icon.svg"))
    yield Route("/favicon.ico", _file("image/svg+xml", "icon.svg"))
    yield Route("/pulse", got(_Pulse(desk, sheets)))
    yield from EditPages(desk, sheets).routes()
    keep = KeepPages(desk, sheets)
    yield from WritePages(desk, keep).routes()
    yield from keep.routes()
    yield from PackagesPages(desk, made).routes()
    yield from RebasePages(desk).routes()
    yield from GivePages(desk, sheets).routes()
    errands = Errands()
    yield from errands.routes()
    yield from TakePages(desk, errands).routes()
    yield from NewsPages(desk, errands).routes()


class _Pulse:
    """What a page asks every other second: the version of its text, and whether a file of the workspace changed."""

    def __init__(self, desk: Desk, sheets: OpenSheets) -> None:
        self._desk, self._sheets = desk, sheets

    def __call__(self, said: Said, _request: Request) -> Mapping[str, Any]:
        found = stamp([self._desk.root])
        data: dict[str, Any] = {"files": hashlib.sha256(repr(sorted(found)).encode()).hexdigest()[:16]}
        state = self._desk.site.now(wanted=False)
        data["site"] = {"ready": state.ready, "said": state.said}
        if said.values.get("sheet"):
            data["version"] = self._sheets.get(said.text("sheet")).sheet.version
        return data


def _file(type_: str, *names: str) -> Any:
    """Answers with a file of the desk, or with several as one."""

    async def answered(_request: Request) -> Response:
        return Response(_joined(*names), media_type=type_)

    return answered


@cache
def _joined(*names: str) -> bytes:
    templates = desk_templates()
    assert templates.loader is not None
    return "\n".join(templates.loader.get_source(templates, name)[0] for name in names).encode()


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, AmendError)
    match error:
        case StaleSheet() | FileChanged():
            status = 409
        case AskedWrongly():
            status = 400
        case GoneSheet():
            status = 404
        case TooLarge():
            status = 413
        case _:
            status = 422
    return failed(request, error, status=status)


async def _gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=400)  # nobody is there to read it: a page was closed while it sent something


async def _no_such(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = AmendError("there is no such page of the desk" if error.status_code == 404 else error.detail)
    return failed(request, said, status=error.status_code)
