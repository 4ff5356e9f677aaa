"""The view in which a Bill is edited: a clause at a time, its contents, and what stands beside it after each edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path as Root
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from amend.desk.answers import AskedWrongly, Said, desk_page, filled, got, posted, spelled, told_in_one_line
from amend.desk.beside import BesideText, Fallen
from amend.desk.clause_pages import ClausePage, ShownPlace, cited_first, new_top, row_id, row_to_edit
from amend.desk.clause_record import acts_beneath, clause_then, whose_lines
from amend.desk.desk import Desk
from amend.desk.edits import Add, Edit, Remove, Reword
from amend.desk.open_sheets import OpenSheet, OpenSheets, OpenText
from amend.drafting.explain import explain
from amend.errors import AddressError, AmendError
from amend.model.house import House
from amend.model.in_words import plural
from amend.model.provision import Path


class EditPages:
    """The pages on which texts are edited."""

    def __init__(self, desk: Desk, sheets: OpenSheets) -> None:
        self._desk, self._sheets = desk, sheets

    def routes(self) -> Iterator[Route]:
        """Where they are."""
        yield Route("/", got(self._home))
        yield Route("/edit", got(self._page))
        yield Route("/edit/begin", posted(self._begin), methods=["POST"])
        yield Route("/edit/resume", posted(self._resume), methods=["POST"])
        yield Route("/edit/{sheet}/shown", got(self._shown))
        yield Route("/edit/{sheet}/row", got(self._row))
        yield Route("/edit/{sheet}/do", posted(self._do), methods=["POST"])
        yield Route("/edit/{sheet}/undo", posted(self._undo), methods=["POST"])
        yield Route("/edit/{sheet}/redo", posted(self._redo), methods=["POST"])
        yield Route("/edit/{sheet}/explained", got(self._explained))
        yield Route("/edit/{sheet}/record", got(self._record))
        yield Route("/edit/{sheet}/act", got(self._act))
        yield Route("/edit/{sheet}/house", posted(self._house), methods=["POST"])

    def _home(self, _said: Said, _request: Request) -> Response:
        return RedirectResponse("/edit", 303)

    def _page(self, said: Said, _request: Request) -> Response:
        if not said.values.get("sheet"):
            open_ = self._sheets.last_on(self._desk.numbered(said.text("print", "")))
        else:
            open_ = self._sheets.get(said.text("sheet"))
        with open_.lock:
            try:
                state = self._state(open_, _place(said))
            except AddressError:  # another window changed what was asked for
                state = self._state(open_, ShownPlace())
            return desk_page(
                "edit.html",
                view="edit",
                title="Edit the Bill",
                bill=open_.print.bill.title,
                open=open_,
                state=state,
                prints=[self._desk.ready(one.file) for one in self._desk.here.prints],
                sheets=[one for one in self._sheets.all() if one.sheet.edits],
                unfinished=self._desk.unfinished.offered(),
                cautions=open_.print.bill.cautions,
            )

    def _begin(self, said: Said, _request: Request) -> Mapping[str, Any]:
        open_ = self._sheets.begin(self._desk.numbered(said.text("print", "")))
        return {"go": f"/edit?sheet={open_.sheet.id}"}

    def _resume(self, said: Said, _request: Request) -> Mapping[str, Any]:
        """A text that was left unfinished is gone on with, or forgotten."""
        if said.text("forget", ""):
            self._desk.unfinished.forget(said.text("id"))
            return {"go": "/edit"}
        return {"go": f"/edit?sheet={self._sheets.resume(said.text('id')).sheet.id}"}

    def _shown(self, said: Said, request: Request) -> Mapping[str, Any]:
        open_ = self._of(request)
        with open_.lock:
            try:
                return self._state(open_, _place(said))
            except AddressError:
                return self._state(open_, ShownPlace())

    def _row(self, said: Said, request: Request) -> Mapping[str, Any]:
        open_ = self._of(request)
        with open_.lock:
            if said.values.get("new"):
                row = new_top(open_.shown, said.place("new"))
            else:
                row = row_to_edit(open_.shown, said.place("at"), said.number("start"))
            return {"version": open_.sheet.version, "editor": filled("editor.html", row=row)}

    def _explained(self, said: Said, request: Request) -> Mapping[str, Any]:
        open_ = self._of(request)
        with open_.lock:
            proved = open_.sheet.beside().proved
            if said.number("which") >= len(proved):
                raise AskedWrongly("there is no such amendment any more", remedy="load the page again")
            return {"said": explain(open_.print.prepared, proved[said.number("which")]).sentence}

    def _record(self, said: Said, request: Request) -> Mapping[str, Any]:
        open_ = self._of(request)
        with open_.lock:
            old = _printed_at(open_.shown, ClausePage(open_.shown, _place(said)).place)
        if old is None:
            return {"html": filled("record.html", then=(), broken=(), lines=(), new=True)}
        then, broken = clause_then(self._desk, open_.print, old)
        lines = whose_lines(self._desk, open_.print, old)
        return {"html": filled("record.html", then=then, broken=broken, lines=lines, new=False)}

    def _act(self, said: Said, request: Request) -> Mapping[str, Any]:
        open_ = self._of(request)
        with open_.lock:
            page = ClausePage(open_.shown, _place(said))
            proved = open_.sheet.beside().proved
        acts = list(acts_beneath(self._desk, open_.print, page.entry.label, proved))
        return {"html": filled("act_beneath.html", acts=acts, known=[one.bill.name for one in self._desk.here.acts])}

    def _do(self, said: Said, request: Request) -> Mapping[str, Any]:
        edit = _edit(said)
        return self._changed(said, request, lambda open_: open_.sheet.do(said.number("version"), edit))

    def _undo(self, said: Said, request: Request) -> Mapping[str, Any]:
        return self._changed(said, request, lambda open_: open_.sheet.undo(said.number("version")))

    def _redo(self, said: Said, request: Request) -> Mapping[str, Any]:
        return self._changed(said, request, lambda open_: open_.sheet.redo(said.number("version")))

    def _house(self, said: Said, request: Request) -> Mapping[str, Any]:
        house = said.text("house")
        if house not in list(House):
            raise AskedWrongly(f"“{house}” is not a House", remedy="load the page again")
        open_ = self._of(request)
        with open_.lock:
            open_.sheet.house = House(house)
            return self._state(open_, _place(said))

    def _changed(self, said: Said, request: Request, change: Any) -> Mapping[str, Any]:
        open_ = self._sheets.to_use(request.path_params["sheet"])
        with open_.lock:
            before, place = open_.shown, _place(said)
            rows = self._rows(before, place)
            change(open_)
            after = where_changed(before, open_.shown, place)
            state = dict(self._state(open_, after))
            same = after == place
            state["focus"] = _first_other(rows, self._rows(open_.shown, after)) if same else ""
            return state

    def _rows(self, shown: OpenText, place: ShownPlace) -> list[tuple[str, str]]:
        if place == ShownPlace():
            return []
        rows = (row.new for row in ClausePage(shown, place).rows if row.new is not None and row.new.runs)
        return [(row_id(row.runs[0].path, row.runs[0].start), row.words) for row in rows]

    def _of(self, request: Request) -> OpenSheet:
        return self._sheets.get(request.path_params["sheet"])

    def _replaced(self, open_: OpenSheet) -> str:
        """What is wrong with the file of a print since the text was begun; "" for nothing."""
        try:
            self._desk.refuse_replaced(open_.print)
        except AmendError as error:
            return told_in_one_line(error, self._desk.root)
        return ""

    def _state(self, open_: OpenSheet, place: ShownPlace) -> Mapping[str, Any]:
        """What a page shows of a sheet, in parts that it puts in their places."""
        shown = open_.shown
        if place == ShownPlace():
            if not shown.tops:
                raise AddressError("the text has no clause", remedy="choose another print")
            place = ShownPlace(at=shown.tops[0][0])
        page = ClausePage(shown, place)
        found = _without_own(open_.sheet.beside(), open_)
        told = beside_in_words(found, as_printed=shown.as_printed)
        common = {"open": open_, "shown": shown, "page": page, "place": place, "replaced": self._replaced(open_)}
        goes = {one: cited_first(shown, one.message, one.place) for one in (*found.companions, *found.findings)}
        touched = touched_alike(found.falls, self._desk.root)
        return {
            "sheet": open_.sheet.id,
            "version": open_.sheet.version,
            "at": spelled(place.at) if place.at is not None else "",
            "was": spelled(place.was) if place.was is not None else "",
            "title": page.entry.said,
            "contents": filled("contents.html", **common),
            "clause": filled("clause.html", told=told, **common),
            "beside": filled("beside.html", found=found, touched=touched, goes=goes, told=told, **common),
            "told": told,
            "undo": len(open_.sheet.turns) > 1,
            "redo": bool(open_.sheet.undone),
        }


def _place(said: Said) -> ShownPlace:
    if said.values.get("at"):
        return ShownPlace(at=said.place("at"))
    return ShownPlace(was=said.place("was")) if said.values.get("was") else ShownPlace()


def _without_own(found: BesideText, open_: OpenSheet) -> BesideText:
    """What stands beside a text, without that its own amendments, which were kept, touch it."""
    falls = tuple(one for one in found.falls if (one.whose, one.other.split(" ")[0]) not in open_.kept)
    return replace(found, falls=falls)


def _printed_at(shown: OpenText, place: ShownPlace) -> Path | None:
    """Where a clause or Schedule is in the print; None for a new one."""
    if place.at is None:
        return place.was
    return place.at if shown.as_printed else shown.old_of.get(place.at)


def _edit(said: Said) -> Edit:
    match said.text("kind"):
        case "reword":
            return Reword(said.place("row"), said.text("words"), said.number("piece"))
        case "add":
            below = said.place("row") if said.values.get("row") else None
            return Add(below, said.text("level"), said.text("words"), said.text("heading", ""))
        case "remove":
            return Remove(said.place("row"))
    raise AskedWrongly("that is no edit", remedy="load the page again")


def where_changed(before: OpenText, after: OpenText, place: ShownPlace) -> ShownPlace:
    """What a page shows once a text was changed: the clause that changed, that came, or that went."""
    were, are = {id(node) for _, node in before.tops}, {id(node) for _, node in after.tops}
    came = [path for path, node in after.tops if id(node) not in were]
    went = [path for path, node in before.tops if id(node) not in are]
    gone = {one.path for one in before.left_out}
    if newly := [one.path for one in after.left_out if one.path not in gone]:
        return ShownPlace(was=newly[0])
    if came and (place.at not in came or len(came) > len(went)):
        return ShownPlace(at=came[0])
    if not came and went:
        paths = [path for path, _ in before.tops]
        index = min(max(paths.index(went[0]) - 1, 0), len(after.tops) - 1)
        return ShownPlace(at=after.tops[index][0]) if after.tops else ShownPlace()
    return place


def _first_other(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> str:
    """The id of the row at which two lists of rows part; the last row where the one only begins the other."""
    for one, other in zip(before, after, strict=False):
        if one[1] != other[1]:
            return other[0]
    if len(after) > len(before):
        return after[len(before)][0]
    return after[-1][0] if after and len(after) < len(before) else ""


def touched_alike(falls: Sequence[Fallen], root: Root) -> list[tuple[str, str, list[str]]]:
    """How amendments are touched, why, and whose they are: those that are touched alike told together.

    root: of the workspace; a file that tells two of one number apart is told from there.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for one in falls:
        why, name = (words.replace(f"{root}/", "") for words in (one.touching.why, f"{one.whose} {one.other}"))
        alike.setdefault((one.touching.kind, why), []).append(name)
    return [(kind, why, names) for (kind, why), names in alike.items()]


def beside_in_words(found: BesideText, *, as_printed: bool) -> str:
    """What stands beside a text in a sentence, for who hears it."""
    if as_printed:
        return "As printed: no amendment yet."
    proved = len(found.proved)
    not_proved = len(found.amendments) - proved
    parts = [
        f"{plural(proved, 'amendment')}, {'proved' if proved == 1 else 'all proved'}" if proved else "no amendment"
    ]
    if not_proved:
        parts.append(f"{plural(not_proved, 'change')} not proved")
    if count := len(found.findings) + len(found.companions):
        parts.append(plural(count, "finding"))
    if touched := {(one.whose, one.other) for one in found.falls}:
        parts.append(f"{plural(len(touched), 'other amendment')} touched")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."
