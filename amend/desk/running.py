"""The desk as it runs: at a port of this machine alone, until it is told to end."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType

import uvicorn
from starlette.types import ASGIApp

from amend.desk.guard import Guard
from amend.errors import WriteError
from amend.web.serve import ENDING

HERE = "127.0.0.1"

_LONGEST_WAIT = 2
"""Seconds that requests which are being answered have when the desk ends."""


class Running:
    """A desk at its port, which listens from the first, so that a browser that is opened finds it; to be closed.

    address: with the token, which lets in the browser that opens it. app: what answers. port: 0 for any that is free.
    Raises WriteError for a port that cannot be had.
    """

    def __init__(self, app: ASGIApp, *, port: int = 0) -> None:
        self._socket = _bound(port)
        self.port = int(self._socket.getsockname()[1])
        self.token = secrets.token_urlsafe(32)
        guard = Guard(app, token=self.token, port=self.port)
        self._server = uvicorn.Server(
            uvicorn.Config(
                guard,
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=_LONGEST_WAIT,
            )
        )

    @property
    def home(self) -> str:
        """Where it is: "http://127.0.0.1:8000/"."""
        return f"http://{HERE}:{self.port}/"

    @property
    def address(self) -> str:
        """What a browser opens."""
        return f"{self.home}?token={self.token}"

    def run(self) -> None:
        """Answer until a signal comes, or `end` is called, and end what is being answered."""
        with _signals(self.end):
            self._server.run(sockets=[self._socket])

    def end(self) -> None:
        """Have it end soon, from whichever thread."""
        self._server.should_exit = True

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._socket.close()


@contextmanager
def _signals(end: Callable[[], None]) -> Iterator[None]:
    """While what it holds runs, a signal to end calls that, and breaks off nothing: the server takes signals only once
    it is up, and one that came before that would break off how it is made. Signals come to the main thread alone."""

    def told(_number: int, _frame: FrameType | None) -> None:
        end()

    here = threading.current_thread() is threading.main_thread()
    before = {one: signal.signal(one, told) for one in (ENDING if here else ())}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _bound(port: int) -> socket.socket:
    """A socket that listens on this machine alone. Raises WriteError."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HERE, port))
        found.listen(64)
    except (OSError, OverflowError) as error:
        found.close()
        said = error.strerror if isinstance(error, OSError) else "there is no such port"
        raise WriteError(
            f"it cannot be had ({said})", place=f"port {port}", remedy="name another, or none for any that is free"
        ) from error
    return found
