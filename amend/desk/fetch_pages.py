"""The part of “Take in” that fetches an official print by its title, and puts it in the place of a restatement."""

from __future__ import annotations

import secrets
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from amend.desk.answers import AskedWrongly, Said, filled, posted
from amend.desk.desk import Desk
from amend.desk.errands import Errands, Told
from amend.desk.own_folder import own_folder
from amend.errors import AmendError, NotGiven
from amend.formats import akn
from amend.formats.source_record import Origin, origin_of
from amend.ledger import official
from amend.ledger.adopting import adopt
from amend.ledger.onto import CARRIED
from amend.model.house import same_print
from amend.model.provision import Bill
from amend.sources.bills import FetchedPrint, RestatementThere, SeveralBills, fetch_bill, told_of

_NAME = 60
"""Characters of the name of a file that is recorded."""


@dataclass(frozen=True, slots=True)
class _PrintAsked:
    """What was asked for: a title or number, a print, and whether it is to be the current one."""

    title: str
    print: str
    current: bool


class FetchPages:
    """Where a page asks for an official print. Nothing is asked of a source before that."""

    def __init__(self, desk: Desk, errands: Errands) -> None:
        self._desk, self._errands = desk, errands
        self._asked: dict[str, _PrintAsked] = {}  # what no program is given, and a person is to save
        self._official: dict[str, tuple[bytes, Origin]] = {}  # prints that can take the place of a restatement

    def routes(self) -> Iterator[Route]:
        """Where they are."""
        yield Route("/take/fetch", posted(self._fetch), methods=["POST"])
        yield Route("/take/adopt", posted(self._adopt), methods=["POST"])

    def is_awaited(self, token: str) -> bool:
        """Whether a file that a person saves is waited for."""
        return token in self._asked

    def of_saved(self, token: str, name: str, data: bytes) -> Mapping[str, Any]:
        """Go on with the file that a person saved: the same fetch, the same checks. Raises AskedWrongly."""
        asked = self._asked.get(token)
        if asked is None:
            raise AskedWrongly("no saved file is waited for", remedy="fetch the print again")

        def work(told: Told) -> Mapping[str, Any]:
            with tempfile.TemporaryDirectory(prefix="amend-desk-") as folder:
                file = Path(folder) / (name[-_NAME:].lstrip(".") or "saved.xml")
                file.write_bytes(data)
                try:
                    answer = self._answer(asked, told, file)
                except AmendError as error:
                    error.place = name if error.place == str(file) else error.place
                    raise
            self._asked.pop(token, None)
            return answer

        return self._errands.begin(f"Reading {name}", work)

    def of_dropped(self, name: str, data: bytes) -> Mapping[str, Any] | None:
        """What is offered where a file is the official text of a print of which a restatement is here; else None."""
        try:
            bill = akn.parse(data, place=name)
        except AmendError:
            return None  # what else it may be is looked at elsewhere
        if bill.act or bill.notice or bill.working or not self._is_restated(bill):
            return None
        return self._offered(bill, data, origin_of(data, "", time.time(), name))

    def _is_restated(self, bill: Bill) -> bool:
        its = [one.bill for one in self._desk.here.prints if bill.number and same_print(one.bill.number, bill.number)]
        return any(one.notice for one in its)

    def _fetch(self, said: Said, _request: Request) -> Mapping[str, Any]:
        title = " ".join(said.text("title").split())
        if not title:
            raise AskedWrongly("no title is given", remedy="give the title of the Bill, or some words of it")
        asked = _PrintAsked(title, said.text("print", "").strip(), said.text("current", "") == "yes")
        return self._errands.begin(f"Fetching {title}", lambda told: self._answer(asked, told, None))

    def _answer(self, asked: _PrintAsked, told: Told, given: Path | None) -> Mapping[str, Any]:
        try:
            found = fetch_bill(
                asked.title,
                print=asked.print,
                space=self._desk.space,
                given=given,
                current=asked.current,
                told=told,
            )
        except SeveralBills as error:
            rows = [(one.id, told_of(one)) for one in error.candidates]
            return _said("fetch_which.html", error.fault.partition(":")[0], rows=rows, asked=asked)
        except NotGiven as error:
            token = secrets.token_urlsafe(9)
            self._asked = {token: asked}
            return _said("fetch_by_hand.html", error.fault, address=error.place or "", token=token)
        except RestatementThere as error:
            return self._offered(error.found.bill, error.data, error.found.origin)
        return _said("fetched.html", _told(found), found=found, asked=asked, told_of=told_of)

    def _offered(self, bill: Bill, data: bytes, origin: Origin) -> Mapping[str, Any]:
        token = secrets.token_urlsafe(9)
        self._official = {token: (data, origin)}
        told = f"{bill.number} as published is read, and a restatement of it stands here."
        return _said("adopt.html", told, token=token, origin=origin, bill=bill)

    def _adopt(self, said: Said, _request: Request) -> Mapping[str, Any]:
        found = self._official.pop(said.text("token"), None)
        if found is None:
            raise AskedWrongly("the desk does not have that print any more", remedy="fetch it again")
        return self._errands.begin("Carrying the drafts", lambda _told: self._adopted(*found))

    def _adopted(self, data: bytes, origin: Origin) -> Mapping[str, Any]:
        with tempfile.TemporaryDirectory(prefix="official-", dir=own_folder(self._desk.space)) as folder:
            file = Path(folder) / "official.xml"
            official.write_beside(str(file), data, origin)
            adopted = adopt(file, self._desk.space)
        counts = Counter(one.outcome for one in adopted.rebased)
        became = ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "no drafts are to it"
        commit = adopted.kept.recorded.commit[:9] if adopted.kept.recorded else ""
        told = f"{adopted.bill.number} as published is in {adopted.file}{f' ({commit})' if commit else ''}: {became}."
        return _said("adopted.html", told, adopted=adopted, good=(*CARRIED, "already made"))


def _told(found: FetchedPrint) -> str:
    """What became of a print that was fetched."""
    recorded = found.kept.recorded if found.kept else None
    commit = f" ({recorded.commit[:9]})" if recorded else ", where it was already"
    name = " · ".join(filter(None, (found.bill.title, found.bill.number, found.bill.stage)))
    return f"{name} is in {found.file}{commit}."


def _said(template: str, told: str, **values: Any) -> Mapping[str, Any]:
    return {"html": filled(template, told=told, **values), "told": told}
