"""Pages shown to browsers on this machine alone, and made again when what they are made of changes.

Nothing here writes into a folder of pages: what has an open page load itself again is added to what is sent.
"""

from __future__ import annotations

import os
import shutil
import signal
import socketserver
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from html import escape, unescape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote, unquote, urlsplit

from amend.errors import AmendError, ReadError, WriteError

HERE = "127.0.0.1"
NAMES = (HERE, "localhost", "[::1]")
"""What a browser on this machine may call it. A page of another host that has its own name lead here is refused."""

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals by which whoever started a server ends it, as far as this system has them."""

Stamp = frozenset[tuple[str, int, int]]
"""Of files: the name of each, its size, -1 where it cannot be looked at, and when it was written (nanoseconds)."""

EVERY = 1.0
"""Seconds between two looks at what the pages are made of."""

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
OTHER = "application/octet-stream"

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What is sent with everything. A page's own policy holds too; this one lets a page of one file have its style."""

RELOAD = "/-/reload.js"
VERSION = "/-/version.js"
ICON = "/favicon.ico"

_RELOAD = """\
(() => {
  const mine = document.currentScript.src.split("?")[1];
  const trusted = window.trustedTypes && trustedTypes.createPolicy("amend-reload", { createScriptURL: said => said });
  let failed = 0;
  document.addEventListener("amend-version", said => { if (said.detail !== mine) location.reload(); });
  const ask = () => {
    if (document.hidden) return;
    const asked = document.createElement("script");
    asked.onload = () => { failed = 0; asked.remove(); };
    asked.onerror = () => { asked.remove(); if (++failed > 2) clearInterval(asking); };
    asked.src = trusted ? trusted.createScriptURL("%(at)s") : "%(at)s";
    document.head.append(asked);
  };
  const asking = setInterval(ask, 1000);
})();
"""
"""A policy that lets in the site's own scripts and nothing else lets this in, and lets it ask for another."""

_RUNS_ITS_OWN = "script-src 'self'"
_HEAD = 5_000
"""Bytes of a page in which its policy is."""

_LONGEST_PAGE = 50_000_000

_SAID = {
    HTTPStatus.NOT_FOUND: ("There is no such page", "Nothing here has the address {where}."),
    HTTPStatus.MISDIRECTED_REQUEST: (
        "Not by this name",
        "This is for browsers on the machine that it runs on, by the address that amend serve printed.",
    ),
    HTTPStatus.BAD_REQUEST: ("That is no address of a page", "Go to the first page."),
    HTTPStatus.NOT_IMPLEMENTED: ("Pages can only be read here", "Nothing can be sent to them."),
}


class Workroom:
    """Makes pages in a new folder each time, so that what is shown is always whole; takes away what is old.

    build: fills the folder that it is given, which is not there yet.
    """

    def __init__(self, build: Callable[[Path], object]) -> None:
        self._build = build
        self._room = tempfile.TemporaryDirectory(prefix="amend-serve-", ignore_cleanup_errors=True)
        self._made: list[Path] = []

    def make(self) -> Path:
        """The folder of the pages as they are now. Raises what the build raises, WriteError when the disk is full."""
        folder = Path(self._room.name) / str(len(self._made) + 1)
        try:
            self._build(folder)
        except AmendError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise WriteError(f"the pages cannot be made ({error.strerror or error})") from error
        self._made.append(folder)
        for old in self._made[:-2]:  # the one before may still be being sent
            shutil.rmtree(old, ignore_errors=True)
        return folder

    def close(self) -> None:
        """Take away all that was made."""
        self._room.cleanup()


def stamp(places: Iterable[Path]) -> Stamp:
    """What tells that files changed: the name, size and time of each below the places, but for hidden ones."""
    found: set[tuple[str, int, int]] = set()
    pending = [str(place) for place in places]
    while pending:
        place = pending.pop()
        try:
            status = os.stat(place)
            if not stat.S_ISDIR(status.st_mode):
                found.add((place, status.st_size, status.st_mtime_ns))
                continue
            with os.scandir(place) as entries:
                for entry in entries:
                    if not entry.name.startswith(".") and not (entry.is_symlink() and entry.is_dir()):
                        pending.append(entry.path)
        except OSError:
            found.add((place, -1, 0))  # it is gone, or cannot be looked at; that it can is a change
    return frozenset(found)


class Serving:
    """Pages that are being shown. address: where browsers find them. folder: where they are now. version: how often
    they became others, from 1 on.
    """

    def __init__(self, address: str, make: Callable[[], Path], places: Callable[[], Iterable[Path]]) -> None:
        self.address = address
        self._make, self._places = make, places
        self._seen = stamp(places())  # before they are made, so that what changes meanwhile is seen
        self.folder = make()
        self.version = 1

    def keep_current(
        self, tell: Callable[[AmendError | None], None], until: threading.Event, every: float = EVERY
    ) -> None:
        """Make the pages again, and show those, whenever what they are made of changes, until told to end.

        tell: called after each time, with None or the error; the last good pages stay then. every: seconds between two
        looks.
        """
        while not until.wait(every):
            if stamp(self._places()) == self._seen:
                continue
            self._seen = self._at_rest(until, min(every, _AT_REST))
            try:
                self.folder = self._make()
            except AmendError as error:
                tell(error)
            else:
                self.version += 1
                tell(None)

    def _at_rest(self, until: threading.Event, pause: float) -> Stamp:
        """The stamp once it stays the same for a moment: many files are often written in a row, as by git."""
        now = stamp(self._places())
        for _ in range(_MOST_LOOKS):
            until.wait(pause)
            last, now = now, stamp(self._places())
            if last == now:
                break
        return now


_AT_REST = 0.2
"""Seconds without a change after which somebody has written all that they are writing."""

_MOST_LOOKS = 10


@contextmanager
def serve(
    pages: Path | Callable[[Path], object], places: Callable[[], Iterable[Path]] | None = None, *, port: int = 0
) -> Iterator[Serving]:
    """Show pages to browsers on this machine, which nobody else can reach, while this is open.

    pages: a folder of pages, or a function that makes them in the folder that it is given, which is not there yet.
    places: what they are made of, asked at each look; None for that folder, or nothing. port: 0 for any that is free.
    Raises ReadError for a folder without a first page, WriteError for a port that cannot be had, and what the function
    raises.
    """
    with ExitStack() as open_:
        if isinstance(pages, Path):
            places = places or partial(list, [pages])
            make: Callable[[], Path] = partial(pages_in, pages)
        else:
            make = open_.enter_context(closing(Workroom(pages))).make
        server = open_.enter_context(closing(_bound(port)))
        server.serving = Serving(f"http://{HERE}:{server.server_port}/", make, places or list)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        open_.callback(server.shutdown)
        yield server.serving


def pages_in(folder: Path) -> Path:
    """A folder of pages that was made before. Raises ReadError where there is no first page."""
    if not folder.is_dir():
        raise ReadError("there is no such folder", place=str(folder), remedy="name one that amend site made")
    if not (folder / "index.html").is_file():
        raise ReadError("there is no index.html in it", place=str(folder), remedy="name a folder that amend site made")
    return folder


class _Server(ThreadingHTTPServer):
    """One thread for each who asks; a browser that goes away in the middle is nothing to tell of."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"

    serving: Serving

    def close(self) -> None:
        self.server_close()

    def server_bind(self) -> None:
        """As above, without asking the network what this machine is called, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HERE, int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def _bound(port: int) -> _Server:
    """A server that has its port and answers nobody yet. Raises WriteError."""
    try:
        return _Server((HERE, port), _Answer)
    except (OSError, OverflowError) as error:
        said = error.strerror if isinstance(error, OSError) else "there is no such port"
        raise WriteError(
            f"it cannot be had ({said})", place=f"port {port}", remedy="name another, or none for any that is free"
        ) from error


class _Answer(BaseHTTPRequestHandler):
    """Answers one browser: a file of the folder, or a page that says why not."""

    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 20

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def version_string(self) -> str:
        return "amend"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is said of each request."""

    def send_error(self, code: int, *_: str | None) -> None:
        """A page in plain words, whatever is wrong; for what the protocol itself refuses too."""
        status = HTTPStatus(code)
        title, words = _SAID.get(status, (status.phrase, status.description or "Go to the first page."))
        where = unquote(getattr(self, "path", "") or "")[:200]
        self.close_connection = True
        self._send(_page(title, words.format(where=where)), TYPES[".html"], status)

    def _answer(self) -> None:
        if not self._is_for_us():
            return self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        if not self.path.startswith("/") or self.path.startswith("//"):  # of another host, or none that can be read
            return self.send_error(HTTPStatus.BAD_REQUEST)
        parts = urlsplit(self.path)
        serving = self.server.serving
        if parts.path == RELOAD:
            return self._send((_RELOAD % {"at": VERSION}).encode(), TYPES[".js"])
        if parts.path == VERSION:
            said = f'document.dispatchEvent(new CustomEvent("amend-version", {{ detail: "{serving.version}" }}));\n'
            return self._send(said.encode(), TYPES[".js"])
        if parts.path == ICON and file_in_pages(serving.folder, ICON) is None:
            return self._send(b"", OTHER, HTTPStatus.NO_CONTENT)  # every browser asks, of itself
        version, folder = serving.version, serving.folder
        file = file_in_pages(folder, parts.path)
        if file is not None and file.is_dir() and not parts.path.endswith("/"):
            return self._lead_to(f"{quote(unquote(parts.path))}/")
        if parts.path.endswith("/"):
            file = file_in_pages(folder, f"{parts.path}index.html")
        self._give(file, version)

    def _is_for_us(self) -> bool:
        """Whether the request names this machine and this port, and nothing else."""
        hosts = self.headers.get_all("Host") or []
        port = self.server.server_port
        allowed = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())
        return len(hosts) == 1 and hosts[0].strip().lower() in allowed

    def _give(self, file: Path | None, version: int) -> None:
        if file is None or not file.is_file():  # a pipe or device would never end
            return self.send_error(HTTPStatus.NOT_FOUND)
        try:
            stream = file.open("rb")
        except OSError:
            return self.send_error(HTTPStatus.NOT_FOUND)
        with stream:
            type_ = TYPES.get(file.suffix.lower(), OTHER)
            size = os.fstat(stream.fileno()).st_size
            if type_ == TYPES[".html"] and size < _LONGEST_PAGE:
                return self._send(_reloading(stream.read(), version), type_)
            self._begin(HTTPStatus.OK, type_, size)
            if self.command != "HEAD":
                self._copy(stream, size)

    def _copy(self, stream: BinaryIO, size: int) -> None:
        """Send as many bytes as were promised, though the file should grow; if it shrinks, break off."""
        left = size
        while left and (data := stream.read(min(left, 1 << 16))):
            self.wfile.write(data)
            left -= len(data)
        self.close_connection = self.close_connection or left > 0

    def _send(self, data: bytes, type_: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._begin(status, type_, len(data))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _lead_to(self, place: str) -> None:
        self._begin(HTTPStatus.MOVED_PERMANENTLY, TYPES[".txt"], 0, place)

    def _begin(self, status: HTTPStatus, type_: str, size: int, location: str = "") -> None:
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Type", type_)
            self.send_header("Content-Length", str(size))
        if location:
            self.send_header("Location", location)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()


def file_in_pages(folder: Path, path: str) -> Path | None:
    """The file or folder that an address leads to; None for one that is not there, hidden or outside the folder."""
    names = unquote(path).removeprefix("/").removesuffix("/").split("/")
    if names == [""]:
        return folder
    if any(not name or name.startswith(".") or "\\" in name or "\0" in name for name in names):
        return None
    inside, file = folder.resolve(), folder.joinpath(*names)
    try:
        found = file.resolve(strict=True)
    except (OSError, RuntimeError):  # it is not there, too long for a name, or a circle of links
        return None
    below = found.relative_to(inside).parts if found.is_relative_to(inside) else (".",)
    return None if any(name.startswith(".") for name in below) else file


def _reloading(page: bytes, version: int) -> bytes:
    """A page that loads itself again when there is another version, where it lets in scripts from where it is."""
    at = page.rfind(b"</body>")
    if at < 0 or _RUNS_ITS_OWN not in unescape(page[:_HEAD].decode("utf-8", "replace")):
        return page
    return page[:at] + f'<script src="{RELOAD}?{version}"></script>\n'.encode() + page[at:]


def _page(title: str, words: str) -> bytes:
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n<p>{escape(words)}</p>\n"
        '<p><a href="/">To the first page</a></p>\n</main>\n</body>\n</html>\n'
    ).encode()
