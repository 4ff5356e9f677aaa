"""The view in which amendments are kept: number, mover, supporters and statement; saved as drafts, and recorded."""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from amend.desk.answers import AskedWrongly, PackageName, Said, desk_page, filled, got, posted, told_in_one_line
from amend.desk.beside import BesideText, not_proved
from amend.desk.desk import Desk
from amend.desk.keeping import FileChanged, KeptDraft
from amend.desk.open_sheets import OpenSheet, OpenSheets
from amend.errors import AmendError
from amend.ledger.git.repository import Repository
from amend.ledger.history import Version, history
from amend.ledger.workspace import actor_of
from amend.model.amendment import Amendment
from amend.model.house import same_print
from amend.model.in_words import plural


@dataclass(frozen=True, slots=True)
class KeepOutcome:
    """What became of an amendment that was to be kept. name: its number. file: where it is kept, from the root of the
    workspace. package: whose it is and to what print, as “Give” asks for it. said: why it is not kept, "" where it is.
    ours, theirs: both texts of a file that another program changed; None where that is not why, or the file is gone.
    """

    name: str
    file: str = ""
    package: str = ""
    said: str = ""
    ours: str | None = None
    theirs: str | None = None


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A draft of the workspace in the list. state: "recorded", or what it is since it was last: "new", "changed"."""

    file: str
    actor: str
    amendment: Amendment
    state: str


class KeepPages:
    """The pages on which amendments are kept."""

    def __init__(self, desk: Desk, sheets: OpenSheets) -> None:
        self._desk, self._sheets = desk, sheets
        self._lock = threading.Lock()
        self._read: dict[str, KeptDraft] = {}  # by a token, which the page of a draft has: as it was read for that page

    def routes(self) -> Iterator[Route]:
        """Where they are."""
        yield Route("/keep", got(self._page))
        yield Route("/keep/draft", got(self._draft))
        yield Route("/keep/versions", got(self._versions))
        yield Route("/keep/save", posted(self._save), methods=["POST"])
        yield Route("/keep/again", posted(self._again), methods=["POST"])
        yield Route("/keep/record", posted(self._record), methods=["POST"])

    def _page(self, said: Said, _request: Request) -> Response:
        sheet = self._sheets.to_use(said.text("sheet")) if said.values.get("sheet") else None
        found = BesideText()
        offered: Sequence[Amendment] = ()
        last: KeptDraft | None = None
        if sheet is not None:
            with sheet.lock:
                found = sheet.sheet.beside()
                kept = [(one, sheet.kept_as(one)) for one in found.proved]
            offered = self._numbered([each.amendment if each else one for one, each in kept])
            last = next(reversed(sheet.kept.values()), None)
        print_ = sheet.print if sheet is not None else self._desk.current
        rows, broken = self._rows()
        return desk_page(
            "keep.html",
            view="keep",
            title="Keep amendments",
            bill=print_.bill.title,
            sheet=sheet,
            not_proved=not_proved(found),
            offered=offered,
            last=last,
            actors=self._desk.actors,
            rows=[one for one in rows if same_print(one.amendment.print, print_.bill.number)],
            others=[one for one in rows if not same_print(one.amendment.print, print_.bill.number)],
            print=print_,
            broken=[told_in_one_line(one, self._desk.root) for one in broken],
        )

    def _rows(self) -> tuple[list[KeptRow], list[AmendError]]:
        """Every draft of the workspace and how it stands to the record, and what is wrong with the others."""
        space = self._desk.space
        drafts, broken = self._desk.amendments
        rows, broken = [], list(broken)
        try:
            changed = {path for _, path in Repository.of(space).changed()}
        except AmendError as error:  # no git, or no repository: then nothing is recorded, and all can be kept
            changed = {space.place(one.source) for one in drafts}
            broken.append(error)
        for one in drafts:
            file = space.place(one.source)
            rows.append(KeptRow(file, actor_of(file), one, "not recorded" if file in changed else "recorded"))
        return rows, broken

    def _numbered(self, amendments: Sequence[Amendment]) -> list[Amendment]:
        """Amendments with a number for each that has none yet: those after the highest there is."""
        known = [int(one.number) for one in self._desk.amendments[0] if one.number.isdecimal()]
        free = map(str, count(max(known, default=0) + 1))
        return [one if one.number else replace(one, number=next(free)) for one in amendments]

    def _draft(self, said: Said, _request: Request) -> Response:
        kept = self._desk.keeping.read(self._file(said))
        return desk_page(
            "draft.html",
            view="keep",
            title=f"{self._desk.name_of(kept.actor)}, {kept.amendment.name}",
            bill=self._desk.current.bill.title,
            kept=kept,
            token=self._token(kept),
        )

    def _file(self, said: Said) -> str:
        """The place of a draft from the root, which is inside it and that of a draft. Raises RecordError, ReadError."""
        file = said.text("file")
        self._desk.keeping.place(file)
        return file

    def _token(self, kept: KeptDraft) -> str:
        token = secrets.token_urlsafe(9)
        with self._lock:
            self._read[token] = kept
        return token

    def _save(self, said: Said, _request: Request) -> Mapping[str, Any]:
        sheet = self._sheets.to_use(said.text("sheet"))
        return self.kept(list(self._wanted(said, sheet)), said, sheet.kept)

    def kept(
        self, amendments: Sequence[Amendment], said: Said, before: dict[tuple[str, str], KeptDraft] | None = None
    ) -> Mapping[str, Any]:
        """Keep amendments in new files, and tell what became of each. before: what was kept of them, by the actor and
        the number, which is then saved anew; what is kept now is added."""
        known = {} if before is None else before
        numbers = Counter(one.number for one in amendments)
        return self._told(
            [
                KeepOutcome(one.number, said="two of these have that number; give each its own")
                if one.number and numbers[one.number] > 1
                else self._saved(said.text("actor"), one, known)
                for one in amendments
            ]
        )

    def _wanted(self, said: Said, sheet: OpenSheet) -> Iterator[Amendment]:
        """The amendments of a text that a page asks to be kept. Raises AskedWrongly for words that it gives no more."""
        with sheet.lock:
            proved = sheet.sheet.beside().proved
        for one in said.parts("drafts"):
            if one.text("kept", "") != "yes":
                continue
            words = _rows_of(one.text("words"))
            found = next((each for each in proved if each.words == words), None)
            if found is None:
                raise AskedWrongly("the text was changed since", remedy="load the page again, and keep what it is now")
            yield with_particulars(found, one, said)

    def _saved(self, actor: str, amendment: Amendment, known: dict[tuple[str, str], KeptDraft]) -> KeepOutcome:
        name, keeping = amendment.number or "without a number", self._desk.keeping
        try:
            before = known.get((actor, amendment.number))
            kept = keeping.again(before, amendment) if before else keeping.save(amendment, actor)
        except FileChanged as error:
            return KeepOutcome(
                name, said=told_in_one_line(error, self._desk.root), ours=error.ours, theirs=error.theirs
            )
        except AmendError as error:
            return KeepOutcome(name, said=told_in_one_line(error, self._desk.root))
        known[actor, amendment.number] = kept
        return _done(kept)

    def _told(self, outcomes: Sequence[KeepOutcome]) -> Mapping[str, Any]:
        kept = sum(not one.said for one in outcomes)
        told = f"{plural(kept, 'amendment')} kept" + (f", {len(outcomes) - kept} not." if kept < len(outcomes) else ".")
        return {"html": filled("saved.html", outcomes=outcomes, told=told), "told": told}

    def _again(self, said: Said, _request: Request) -> Any:
        kept = self._read.get(said.text("token"))
        if kept is None:
            raise AskedWrongly("the desk was begun anew since", remedy="load the page again")
        amendment = replace(with_particulars(kept.amendment, said, said), words=_rows_of(said.text("words")))
        try:
            saved = self._desk.keeping.again(kept, amendment)
        except FileChanged as error:
            outcome = KeepOutcome(
                amendment.name,
                kept.file,
                said=told_in_one_line(error, self._desk.root),
                ours=error.ours,
                theirs=error.theirs,
            )
            html = filled("saved.html", outcomes=[outcome], told="")
            return JSONResponse({"error": told_in_one_line(error, self._desk.root), "html": html}, 409)
        with self._lock:
            self._read[said.text("token")] = saved
        return self._told([_done(saved)])

    def _record(self, said: Said, _request: Request) -> Mapping[str, Any]:
        keeping = self._desk.keeping
        outcomes = []
        for file in said.texts("files"):
            try:
                recorded = keeping.record(keeping.read(self._file(Said({"file": file}))), why=said.text("why", ""))
                outcomes.append((file, recorded.commit[:9], ""))
            except AmendError as error:
                outcomes.append((file, "", told_in_one_line(error, self._desk.root)))
        done = sum(not error for _, _, error in outcomes)
        told = f"{plural(done, 'draft')} recorded."
        return {"html": filled("recorded.html", outcomes=outcomes, told=told), "told": told}

    def _versions(self, said: Said, _request: Request) -> Mapping[str, Any]:
        space = self._desk.space
        found = history(space.root / self._file(said), start=space.root)
        versions: Sequence[Version] = tuple(reversed(found.drafts))
        return {"html": filled("versions.html", versions=versions)}


def _done(kept: KeptDraft) -> KeepOutcome:
    return KeepOutcome(kept.amendment.name, kept.file, f"{PackageName(kept.actor, kept.amendment.print)}")


def with_particulars(amendment: Amendment, own: Said, common: Said) -> Amendment:
    """An amendment with what a page says of it. own: its number and statement. common: its mover, stage and supporters,
    which several may share."""
    supporters = (" ".join(one.split()) for one in common.text("supporters", "").split("\n"))
    return replace(
        amendment,
        number=" ".join(own.text("number", "").split()),
        statement=_rows_of(own.text("statement", "")),
        mover=" ".join(common.text("mover", "").split()),
        stage=" ".join(common.text("stage", "").split()),
        supporters=tuple(filter(None, supporters)),
    )


def _rows_of(words: str) -> str:
    """Words as they are typed in a box, with plain line ends and none at the end."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()
