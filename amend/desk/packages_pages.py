"""The view of packages: the pages of `amend site` over the workspace, where packages are switched on and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from amend.desk.answers import Said, desk_page, got
from amend.desk.desk import Desk
from amend.desk.site_beside import SiteBeside
from amend.errors import ReadError
from amend.web.serve import OTHER, TYPES, file_in_pages
from amend.web.site.folder import LIST
from amend.web.site.names import slug

_BACK = b'<nav class="back" aria-label="Back to the desk"><a href="/packages">Back to the desk</a></nav>\n'
_STYLE = b"\n.back { background: var(--ink); padding: .25rem 1.25rem; }\n.back a { color: var(--paper); }\n"

KINDS = (
    (
        "amendments/on-{}.html",
        "Switch packages on and off",
        "The Bill with any actors’ packages, alone or together.",
    ),
    ("compare/index.html", "Compare two", "Two prints, a print and a package, or two packages."),
    ("positions/matrix.html", "The matrix", "Who held what at the end of any day."),
    ("positions/index.html", "The timeline", "Each question over time, every position with its source."),
    ("evidence.html", "The evidence", "The figures, cases and findings that positions rely on."),
    ("act/index.html", "The Act beneath", "What the Bill and the amendments do to each Act at hand."),
    ("amendments/index.html", "Every amendment", "Each by itself, with what it does and touches."),
    ("bill/index.html", "Read the prints", "The text of each print, with a page for each clause and its history."),
    ("search.html", "Search", "The text, the amendments and the record."),
)
"""The path of a page, "{}" in it for a print, what it is called, and what is on it."""


class PackagesPages:
    """The pages on which packages are looked at."""

    def __init__(self, desk: Desk, made: SiteBeside) -> None:
        self._desk, self._made = desk, made

    def routes(self) -> Iterator[Route]:
        """Where they are."""
        yield Route("/packages", got(self._page))
        yield Route("/site", got(lambda _said, _request: RedirectResponse("/packages", 303)))
        yield Route("/site/{path:path}", got(self._file))

    def _page(self, _said: Said, _request: Request) -> Response:
        state = self._made.now(wanted=True)
        names = set(_names(state.folder))
        prints = {slug(one.bill.number): one.bill.number for one in self._desk.here.prints}
        first = slug(self._desk.current.bill.number)
        links = []
        for path, called, about in KINDS:
            for which in sorted(prints, key=lambda one: one != first) if "{}" in path else [""]:
                if (name := path.format(which)) in names:
                    said = f"{called}: {prints[which]}" if which else called
                    links.append((f"/site/{name}", said, about))
        return desk_page(
            "packages.html",
            view="packages",
            title="Packages",
            bill=self._desk.current.bill.title,
            state=state,
            links=links,
        )

    def _file(self, _said: Said, request: Request) -> Response:
        state = self._made.now(wanted=True)
        if state.folder is None:
            return RedirectResponse("/packages", 303)
        path = request.path_params["path"]
        file = file_in_pages(state.folder, f"/{path or 'index.html'}")
        if file is not None and file.is_dir():
            return RedirectResponse(f"/site/{path.rstrip('/')}/index.html", 303)
        if file is None or not file.is_file():
            raise ReadError("there is no such page", remedy="go to “Packages”")
        data = file.read_bytes()
        if file.suffix == ".html":
            data = data.replace(b"<body>\n", b"<body>\n" + _BACK, 1)
        elif file.name == "site.css":
            data += _STYLE
        return Response(data, media_type=TYPES.get(file.suffix.lower(), OTHER))


def _names(folder: Path | None) -> list[str]:
    """The files of a site, as it lists them."""
    if folder is None:
        return []
    with suppress(OSError, ValueError, KeyError):
        return list(json.loads((folder / LIST).read_text("utf-8"))["files"])
    return []
