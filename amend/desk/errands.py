"""What takes longer than a page waits, such as asking a source: done beside, one at a time, and told in one line."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from amend.desk.answers import AskedWrongly, Said, got
from amend.errors import AmendError, ReadError

Told = Callable[[str], None]
Work = Callable[[Told], Mapping[str, Any]]
"""Does it, and gives the answer; is given what is to be called with how far it is."""


class Errands:
    """The errand that is under way, and the answer of the last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._token, self._said = "", ""
        self._answer: Future[Mapping[str, Any]] = Future()
        self._answer.set_result({})

    def routes(self) -> Iterator[Route]:
        """Where a page asks how far it is."""
        yield Route("/errand", got(self._how))

    def begin(self, doing: str, work: Work) -> Mapping[str, Any]:
        """Begin something in a thread of its own; what tells the page to ask again. Raises ReadError where another is
        under way."""
        with self._lock:
            if not self._answer.done():
                raise ReadError("the desk is asking a source already", remedy="try again when that is done")
            self._token, self._said, self._answer = secrets.token_urlsafe(9), f"{doing}…", Future()
            answer = self._answer

        def told(said: str) -> None:
            self._said = f"{doing}: {said}"

        def run() -> None:
            try:
                answer.set_result(work(told))
            except AmendError as error:
                answer.set_exception(error)  # raised where the answer is asked for
            finally:
                answer.cancel()  # where it failed by a fault of ours: there will be no answer

        threading.Thread(target=run, daemon=True).start()
        return self._waits()

    def _waits(self) -> Mapping[str, Any]:
        return {"waits": f"/errand?token={self._token}", "said": self._said}

    def _how(self, said: Said, _request: Request) -> Mapping[str, Any]:
        if said.text("token") != self._token:
            raise AskedWrongly("the desk does not know what that was", remedy="load the page again")
        return self._answer.result() if self._answer.done() else self._waits()
