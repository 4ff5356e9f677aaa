"""Who may ask the desk for anything: one browser on this machine, by the address that was opened, and nobody else.

A page of another site may send requests here, by this machine's address or by a name of its own that leads here. So the
Host is checked, and where a request comes from, and a token that only the address has which was opened: it becomes a
cookie that other sites cannot have sent. What is sent in is never longer than the desk takes.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from amend.errors import ReadError

NAMES = ("127.0.0.1", "localhost")
"""What a browser may call this machine."""

MOST = 64 * 1024 * 1024
"""Bytes of a file that is taken in."""

MOST_SAID = 8 * 1024 * 1024
"""Bytes of anything else that is sent in, such as the words of an edit or a paper that is pasted."""

TAKES_FILES = "/take/"
"""What the addresses begin with to which files are sent."""

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types amend-desk amend-reload"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What is sent with every answer: no script or style but the desk's own files, nothing from or to another host."""

_SAFE = ("GET", "HEAD")


class TooLarge(ReadError):
    """More was sent in than the desk takes; the rest is not read."""


class Guard:
    """Lets in what comes from the browser that opened the desk, and refuses all else with 403.

    app: what answers those that are let in. token: that the address has. port: at which the desk is.
    """

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())
        self._cookie = f"amend-desk-{port}"  # cookies are of a machine, whatever the port: two desks have two

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            elif scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            return
        answer = self._refused(scope)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if answer is not None:
            await answer(scope, receive, sent)
        else:
            await self._app(scope, _limited(receive, most_of(scope["path"])), sent)

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to a request that is not let in, or that brings the token; None for one that is."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].strip().lower() not in self._hosts:
            return _no("This is for browsers on the machine that the desk runs on, by the address that it printed.")
        told = _token_in(scope)
        opens = told is not None and scope["method"] in _SAFE and scope["path"] == "/"
        from_here = headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        if not from_here and not (opens and headers.get("sec-fetch-mode") == "navigate"):
            return _no("Another page asked for this, and the desk answers its own pages only.")
        origin = headers.get("origin")
        if origin is None and scope["method"] not in _SAFE:
            return _no("It does not say which page sent it.")
        if origin is not None and origin.lower() != f"http://{hosts[0].strip().lower()}":
            return _no("A page of another origin sent this, and the desk answers its own pages only.")
        if opens:
            return self._let_in(told or "")
        if not self._is_token(_cookie(headers, self._cookie)):
            return _no("The desk is opened by the address that “amend desk” printed; open that one.")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > most_of(scope["path"]):
            return PlainTextResponse(_too_large(most_of(scope["path"])), 413, {"Connection": "close"})
        return None

    def _let_in(self, token: str) -> Response:
        """A page that keeps the token as a cookie, and goes on to the desk: a redirection that another program began
        would not take a strict cookie with it."""
        if not self._is_token(token):
            return _no("The token in the address is not that of this desk; open the address that “amend desk” printed.")
        page = _page("The desk", "The desk opens.", '<meta http-equiv="refresh" content="0; url=/">')
        answer = HTMLResponse(page)
        answer.set_cookie(self._cookie, self._token, path="/", httponly=True, samesite="strict")
        return answer

    def _is_token(self, said: str) -> bool:
        return secrets.compare_digest(said.encode("utf-8", "replace"), self._token.encode())


def most_of(path: str) -> int:
    """Bytes that may be sent to an address."""
    return MOST if path.startswith(TAKES_FILES) else MOST_SAID


def _too_large(most: int) -> str:
    return f"it is larger than {most // 1024 // 1024} MB, and the desk takes no more"


def _limited(receive: Receive, most: int) -> Receive:
    """What is sent in, of which no more is read than that many bytes, whatever was said of its length."""
    left = most

    async def limited() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLarge(_too_large(most))
        return message

    return limited


def _token_in(scope: Scope) -> str | None:
    """The token in an address; None where there is none."""
    found = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token")
    return found[0] if found else None


def _cookie(headers: Headers, name: str) -> str:
    """The value of a cookie; "" where there is none or several."""
    found = [
        value.strip()
        for row in headers.getlist("cookie")
        for said, _, value in (part.partition("=") for part in row.split(";"))
        if said.strip() == name
    ]
    return found[0] if len(found) == 1 else ""


def _no(words: str) -> Response:
    return HTMLResponse(_page("Not from here", words), 403)


def _page(title: str, words: str, head: str = "") -> str:
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{head}<title>{escape(title)}</title>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n"
        f"<p>{escape(words)}</p>\n</main>\n</body>\n</html>\n"
    )
