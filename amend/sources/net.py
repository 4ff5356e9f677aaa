"""One way to the network: a reply asked for within limits, and believed when it is what it should be, or refused."""

from __future__ import annotations

import re
import socket
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from importlib.metadata import PackageNotFoundError, version
from typing import Literal, TypeVar
from urllib.parse import urljoin

import httpx

from amend.errors import NotGiven, NotThere, SourceError
from amend.formats.files import BOM, LARGEST
from amend.sources.cache import FRESH, Cache, Reply
from amend.sources.hosts import Hosts, on_loopback, origin
from amend.sources.pace import in_turn

Kind = Literal["JSON", "XML"]

_TYPES = {"JSON": ("json",), "XML": ("xml", "octet-stream")}
_BEGINS = {"JSON": (b"{", b"[", b'"'), "XML": (b"<",)}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CHALLENGE = b"awsWafCookieDomainList"
_CHOICE = re.compile(rb"""<a\b[^>]*?\bhref\s*=\s*["']([^"'<>\s]{1,300})["']""", re.IGNORECASE)

_ATTEMPTS = 4
_SILENT = 2
"""How often one is asked that does not answer at all: each time takes long."""
_MOST_SILENCE = 20.0
"""Seconds in which nothing need come; fewer where one has less patience."""
_REDIRECTS = 5
_IN_THE_MAKING = 12
"""How often one is asked that says that it is making the file (202), ten seconds apart."""
_MAKING = 10.0
_LONGEST_WAIT = 120.0
"""Seconds for which a source is waited for; one that asks for more is left for another time."""
_REFUSED = {401: "it wants a name and a password", 403: "it refuses programs", 437: "its firewall refuses programs"}
_REFUSED |= {407: "a proxy on the way wants a name and a password", 451: "it is barred for legal reasons"}
_GONE = (404, 410)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _OneReply:
    """What came of one request. wait: seconds that the source asks for; None where it says nothing."""

    status: int
    reply: Reply
    location: str = ""
    wait: float | None = None


class _Broken(SourceError):
    """A request that may succeed when it is made again. most: how often it is made in all."""

    most: int = _ATTEMPTS


class Net:
    """Asks the hosts of the table, one request after another. To be closed, or used in a `with`.

    told: is called with a sentence when something is waited for. asked_at: when it was begun to ask, in seconds since
    1970.
    """

    def __init__(self, hosts: Hosts, told: Callable[[str], None] | None = None) -> None:
        self.hosts = hosts
        self._cache = Cache(hosts.cache)
        self._told = told or (lambda _: None)
        headers = {"User-Agent": agent(), "Accept-Encoding": "gzip"}
        silent = min(_MOST_SILENCE, hosts.patience)
        self._open: deque[socket.socket] = deque(maxlen=8)
        loopback = all(on_loopback(f"//{host}") for _, host in hosts.origins)
        self._client = httpx.Client(headers=headers, timeout=silent, follow_redirects=False, trust_env=not loopback)
        self._cache.tidy()
        self.asked_at = time.time()

    def __enter__(self) -> Net:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(
        self, address: str, kind: Kind, read: Callable[[bytes], T], *, anew: bool = False, kept_too: bool = True
    ) -> tuple[Reply, T]:
        """A reply, and what `read` makes of it; it is kept only when that raises nothing.

        anew: ask also where a reply of the last hour is kept. kept_too: whether it is kept at all, which one that names
        people is not to be. Raises SourceError for what does not come or is not what
        it should be, NotGiven for what only a person is given, and what `read` raises.
        """
        kept = self._cache.get(address)
        if kept is not None and kept.age < FRESH and not anew:
            return kept, read(kept.data)
        reply = self._asked(address, kind, kept)
        found = read(reply.data)
        if kept_too:
            self._cache.keep(reply)
        return reply, found

    def _asked(self, address: str, kind: Kind, kept: Reply | None) -> Reply:
        """The reply to an address, through redirects, waits and attempts."""
        where, attempt, redirects, making = address, 0, 0, 0
        while True:
            attempt += 1
            try:
                answer = self._once(where, kept if where == address else None)
            except _Broken as error:
                if attempt >= error.most:
                    raise SourceError(error.fault, place=where, remedy=error.remedy) from error
                self._wait(where, 2.0 ** (attempt - 1), error.fault)
                continue
            status = answer.status
            if status == 304 and kept is not None:
                return replace(kept, at=answer.reply.at)
            if status in (301, 302, 303, 307, 308):
                where, redirects, attempt = self._redirected(where, answer.location), redirects + 1, 0
                if redirects > _REDIRECTS:
                    raise SourceError("it leads round in a circle", place=address, remedy="try again later")
            elif _is_challenge(answer.reply.data):
                return _believed(where, answer, kind)  # it refuses that, whatever its status
            elif status == 202:
                making, attempt = making + 1, 0
                wait = max(_MAKING, answer.wait or 0.0)
                if making > _IN_THE_MAKING or wait > _LONGEST_WAIT:
                    raise SourceError("it is still being made there", place=where, remedy="try again in some minutes")
                self._wait(where, wait, "it is being made there")
            elif status == 429 or 500 <= status < 600 or (status == 403 and answer.wait is not None):
                self._when_busy(where, answer, attempt)
            else:
                return replace(_believed(where, answer, kind), address=address)

    def _when_busy(self, where: str, answer: _OneReply, attempt: int) -> None:
        """Wait as a busy source asks, or raise SourceError where that is too long or was tried too often."""
        said = "it asks for fewer requests (429)" if answer.status == 429 else f"it answers {answer.status}"
        wait = answer.wait if answer.wait is not None else 2.0 ** (attempt - 1)
        if wait > _LONGEST_WAIT or attempt >= _ATTEMPTS:
            minutes = max(5 if answer.status in (503, 504) else 1, round(wait / 60))
            unit = "a minute" if minutes == 1 else f"{minutes} minutes"
            raise SourceError(said, place=where, remedy=f"try again in {unit}; what was fetched so far is kept")
        self._wait(where, wait, said)

    def _wait(self, where: str, seconds: float, why: str) -> None:
        self._told(f"{why}; asking again in {seconds:.0f} s")
        time.sleep(seconds * min(1.0, self.hosts.pace_at(where)))

    def _once(self, where: str, kept: Reply | None) -> _OneReply:
        """One request. Raises _Broken where another may succeed, SourceError where none will."""
        if origin(where) not in self.hosts.origins:
            raise SourceError("its host is not among those that are asked", place=where, remedy="open it in a browser")
        in_turn(self.hosts.cache, origin(where)[1], self.hosts.pace_at(where))
        headers = {"If-None-Match": kept.tag} if kept and kept.tag.isascii() and kept.tag else {}
        headers |= {"If-Modified-Since": kept.modified} if kept and kept.modified.isascii() and kept.modified else {}
        asked = self._client.build_request("GET", where, headers=headers, extensions={"trace": self._seen})
        try:
            with self._in_time(where):
                response = self._client.send(asked, stream=True)
                try:
                    return _answer(response, where, self._body(response, where))
                finally:
                    response.close()
        except httpx.TimeoutException as error:
            silent = _Broken("it does not answer", place=where, remedy="try again later")
            silent.most = _SILENT
            raise silent from error
        except httpx.ConnectError as error:
            raise _unconnected(where, str(error)) from error
        except httpx.TransportError as error:
            raise _Broken("the connection broke off", place=where, remedy="try again later") from error
        except (httpx.InvalidURL, ValueError) as error:
            raise SourceError("that is no address", place=where, remedy="check it") from error

    def _seen(self, event: str, told: Mapping[str, object]) -> None:
        """Remember each connection that is made."""
        stream = told.get("return_value")
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")) and hasattr(stream, "get_extra_info"):
            self._open.append(stream.get_extra_info("socket"))

    @contextmanager
    def _in_time(self, where: str) -> Iterator[None]:
        """Breaks a request off that takes longer than one has patience, also one whose head comes in drips, which no
        time-out of a single read ends. Raises SourceError then."""
        late = threading.Event()

        def end() -> None:
            late.set()
            for one in self._open:
                with suppress(OSError):
                    socket.socket.shutdown(one, socket.SHUT_RDWR)

        timer = threading.Timer(max(self.hosts.patience, 2 * min(_MOST_SILENCE, self.hosts.patience)), end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (httpx.TransportError, SourceError) as error:
            if not late.is_set():
                raise
            raise self._too_slow(where) from error
        finally:
            timer.cancel()
        if late.is_set():
            raise self._too_slow(where)

    def _too_slow(self, where: str) -> SourceError:
        told = f"it takes longer than {self.hosts.patience:.0f} s"
        return SourceError(told, place=where, remedy="try again later, or set AMEND_PATIENCE to more seconds")

    def _body(self, response: httpx.Response, where: str) -> bytes:
        """The whole body, unpacked, within the limits of size and time."""
        until = time.monotonic() + self.hosts.patience
        size = response.headers.get("Content-Length", "")
        if size.isdecimal() and int(size) > LARGEST:
            raise _too_large(where)
        coding = response.headers.get("Content-Encoding", "").strip().lower()
        if coding not in ("", "identity", "gzip", "x-gzip"):
            raise SourceError(f"it is packed as “{coding}”, which was not asked for", place=where)
        unpack = zlib.decompressobj(31) if "gzip" in coding else None
        whole, came = bytearray(), False
        try:
            for part in response.iter_raw():
                came = came or bool(part)
                whole += unpack.decompress(part, LARGEST + 1 - len(whole)) if unpack else part
                if len(whole) > LARGEST:
                    raise _too_large(where)
                if time.monotonic() > until:
                    raise self._too_slow(where)
        except zlib.error as error:
            raise _Broken("its packing is damaged", place=where, remedy="try again later") from error
        if unpack and came and not unpack.eof:
            raise _Broken("the connection broke off", place=where, remedy="try again later")
        if unpack and unpack.unused_data.strip(b"\0"):  # more stands behind the end of what was packed
            raise _Broken("its packing is damaged", place=where, remedy="try again later")
        return bytes(whole)

    def _redirected(self, where: str, location: str) -> str:
        """Where a redirect leads. Raises SourceError for another host."""
        there = _joined(where, location)
        if not location:
            raise SourceError("it leads elsewhere, and does not say where", place=where, remedy="try again later")
        if origin(there) != origin(where):
            raise NotGiven(f"it leads away from its host (to {there}), which is not followed", place=where)
        return there


def _answer(response: httpx.Response, where: str, data: bytes) -> _OneReply:
    said = response.headers
    kind = said.get("Content-Type", "").partition(";")[0].strip().lower()
    reply = Reply(where, data, time.time(), kind, said.get("ETag", ""), said.get("Last-Modified", ""))
    return _OneReply(response.status_code, reply, said.get("Location", ""), _retry_after(said.get("Retry-After", "")))


def _retry_after(said: str) -> float | None:
    """Seconds to wait, which a source gives as such or as a time; None where it says neither."""
    said = said.strip()
    if said.isascii() and said.isdecimal():
        return float(said[:9])
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()) if said else None
    except (ValueError, TypeError, OverflowError):
        return None


def _believed(where: str, answer: _OneReply, kind: Kind) -> Reply:
    """The reply, when it is what it should be. Raises SourceError, NotGiven."""
    reply, status = answer.reply, answer.status
    if _is_challenge(reply.data):
        raise NotGiven("it wants a browser to prove itself (a challenge page came)", place=where)
    if status in _REFUSED:
        raise NotGiven(f"{_REFUSED[status]} ({status})", place=where)
    if status == 300:
        raise _several(where, reply.data)
    if status in _GONE:
        raise NotThere(f"there is no such thing ({status})", place=where, remedy="check its name and number")
    if status != 200:
        raise SourceError(f"it answers {status}", place=where, remedy="try again later, or look at it in a browser")
    data = reply.data.removeprefix(BOM)
    if not data.strip():
        raise SourceError("the reply is empty", place=where, remedy="try again later")
    if is_html(data):
        raise NotGiven(f"a page (HTML) came in the place of {kind}", place=where)
    if not data.lstrip().startswith(_BEGINS[kind]):
        raise SourceError(f"what came does not begin as {kind} does", place=where, remedy="look at it in a browser")
    if reply.kind and not any(one in reply.kind for one in _TYPES[kind]):
        raise SourceError(f"it says that it is {reply.kind}, not {kind}", place=where, remedy="look at it in a browser")
    return replace(reply, data=data)


def _joined(where: str, said: str) -> str:
    """The address that is said at another; just as it is said where it is none."""
    try:
        return urljoin(where, said)
    except ValueError:
        return said


def is_html(data: bytes) -> bool:
    """Whether it is HTML, whatever it is said to be."""
    return bool(_HTML.match(data.removeprefix(BOM)))


def _is_challenge(data: bytes) -> bool:
    return _CHALLENGE in data and is_html(data)


def _several(where: str, page: bytes) -> SourceError:
    """The error that names the choices of a page (300)."""
    found = (_joined(where, unescape(one.decode("utf-8", "replace"))) for one in _CHOICE.findall(page))
    choices = [one for one in dict.fromkeys(found) if origin(one) == origin(where)][:10]
    named = f": {', '.join(choices)}" if choices else ""
    return SourceError(f"there are several of that name{named}", place=where, remedy="name one of them")


def _too_large(where: str) -> SourceError:
    told = f"it is more than the {LARGEST // 1_000_000} MB that are read"
    return SourceError(told, place=where, remedy="is it the right one?")


def _unconnected(where: str, said: str) -> SourceError:
    if "CERTIFICATE" in said.upper():
        return SourceError(
            "its certificate is not in order", place=where, remedy="do not trust it; tell whoever runs it"
        )
    return SourceError("it cannot be reached", place=where, remedy="are you online? Then try again later")


def agent() -> str:
    """Who asks, as it is told to every source: no browser, but this program."""
    try:
        number = version("amend")
    except PackageNotFoundError:  # in a checkout that nobody has installed
        number = "unreleased"
    return f"amend/{number} (drafting tool for amendments to Bills; a program that a person runs)"
