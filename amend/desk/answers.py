"""What the desk sends and is sent: a page in the frame of all its pages, data, an error in one line, words checked."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from amend.errors import AmendError, ReadError
from amend.model.in_words import listed, plural
from amend.model.provision import Path as Place
from amend.model.text import NOT_XML, legible

VIEWS = (
    ("edit", "Edit", "/edit"),
    ("write", "Write or paste", "/write"),
    ("keep", "Keep", "/keep"),
    ("packages", "Packages", "/packages"),
    ("rebase", "New print", "/rebase"),
    ("give", "Give", "/give"),
    ("take", "Take in", "/take"),
    ("news", "What is new", "/news"),
)
"""The views of the desk: the name of each, what it is called, and its address."""

Answer = Callable[[Request], Awaitable[Response]]

_PLACE = re.compile(r"\d{1,6}(\.\d{1,6}){0,40}")
_NUMBER = re.compile(r"\d{1,9}")


class PackageName(NamedTuple):
    """How a page names a package: by the folder of its actor and the number of the print, "lawyer|HL Bill 54"."""

    actor: str
    print: str

    def __str__(self) -> str:
        return f"{self.actor}|{self.print}"

    @classmethod
    def of(cls, said: str) -> PackageName:
        """The package that a page names so."""
        actor, _, print_ = said.partition("|")
        return cls(actor, print_)


class AskedWrongly(ReadError):
    """What was sent is not what a page of the desk sends."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a page sent: a JSON object, or what stands in an address. Each way to read it raises AskedWrongly."""

    values: Mapping[str, Any]

    def text(self, name: str, default: str | None = None) -> str:
        """Words. default: where none were sent; None where they must be."""
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise AskedWrongly(f"no “{name}” was sent", remedy="load the page again")
        return value

    def number(self, name: str) -> int:
        """A number from 0 on."""
        value = self.values.get(name)
        if isinstance(value, str) and _NUMBER.fullmatch(value):
            return int(value)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise AskedWrongly(f"“{name}” is no number", remedy="load the page again")
        return value

    def place(self, name: str) -> Place:
        """A place in a text, which a page spells "0.3.1"; "" for the whole."""
        value = self.text(name)
        if value and not _PLACE.fullmatch(value):
            raise AskedWrongly(f"“{name}” is no place in the text", remedy="load the page again")
        return tuple(map(int, value.split("."))) if value else ()

    def texts(self, name: str) -> tuple[str, ...]:
        """Several words; empty where none were sent."""
        value = self.values.get(name, ())
        if isinstance(value, str):
            return tuple(filter(None, value.split(",")))
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise AskedWrongly(f"“{name}” is no list of words", remedy="load the page again")
        return tuple(value)

    def parts(self, name: str) -> tuple[Said, ...]:
        """Several objects; empty where none were sent."""
        value = self.values.get(name, ())
        if not isinstance(value, list | tuple) or not all(isinstance(one, Mapping) for one in value):
            raise AskedWrongly(f"“{name}” is no list", remedy="load the page again")
        return tuple(map(Said, value))


def spelled(place: Place) -> str:
    """A place as a page spells it: "0.3.1"."""
    return ".".join(map(str, place))


def posted(answer: Callable[[Said, Request], Any]) -> Answer:
    """Answers what a page sends as JSON, with data. answer: what does it, in a thread of its own."""

    async def answered(request: Request) -> Response:
        said = _read(await request.body())
        found = await run_in_threadpool(answer, said, request)
        return found if isinstance(found, Response) else JSONResponse(found)

    return answered


def got(answer: Callable[[Said, Request], Any]) -> Answer:
    """Answers what is asked for by its address, with data, or the response that the answer is."""

    async def answered(request: Request) -> Response:
        found = await run_in_threadpool(answer, Said(dict(request.query_params)), request)
        return found if isinstance(found, Response) else JSONResponse(found)

    return answered


def _read(data: bytes) -> Said:
    try:
        values = json.loads(data)
        json.dumps(values, ensure_ascii=False).encode()  # half of a character is none that a file or an answer can hold
    except (ValueError, RecursionError) as error:
        raise AskedWrongly("what was sent is no JSON", remedy="load the page again") from error
    if not isinstance(values, dict):
        raise AskedWrongly("what was sent is no JSON object", remedy="load the page again")
    return Said(values)


def filled(template: str, **values: Any) -> str:
    """A template of the desk filled in; a character that would mislead is shown as the replacement character."""
    return NOT_XML.sub("\ufffd", legible(desk_templates().get_template(template).render(**values)))


def desk_page(template: str, *, view: str, title: str, bill: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page in the frame of the desk. view: which of VIEWS it is of, "" for none. bill: the title of the Bill."""
    page = filled(template, view=view, title=title, bill=bill, views=VIEWS, **values)
    return HTMLResponse(page.encode("utf-8", "replace"), status)


def told_in_one_line(error: AmendError, root: Path) -> str:
    """What is wrong as a page says it: a file by its place from the root of the workspace."""
    return legible(str(error).replace(f"{root}{os.sep}", "").replace(str(root), "the workspace"))


def failed(request: Request, error: AmendError, *, status: int = 422) -> Response:
    """The answer where something went wrong: data to a script, a page to a reader."""
    said = told_in_one_line(error, request.app.state.root)
    if request.method == "POST" or request.headers.get("accept", "").startswith("application/json"):
        return JSONResponse({"error": said}, status)
    return desk_page("error.html", view="", title="That cannot be shown", bill="", status=status, said=said)


@cache
def desk_templates() -> Environment:
    """The templates of the desk, and those of the site by their names; words in them are never taken for marks."""
    found = Environment(
        loader=ChoiceLoader([PackageLoader("amend.desk"), PackageLoader("amend.web", "templates/site")]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    found.globals.update(plural=plural, listed=listed, spelled=spelled)
    return found
