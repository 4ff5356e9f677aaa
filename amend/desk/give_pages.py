"""The view in which files are given: the Bill in Word, tracked or clean, the paper, a page for the public, the XML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from amend.desk.answers import AskedWrongly, PackageName, Said, desk_page, got, told_in_one_line
from amend.desk.beside import not_proved
from amend.desk.desk import Desk, ReadyPrint
from amend.desk.open_sheets import OpenSheets
from amend.drafting import make, papers
from amend.engine.compare.compare import compare
from amend.errors import AmendError, ReadError
from amend.formats import akn, kept
from amend.model.amendment import Amendment
from amend.model.house import same_print
from amend.web.paper import paper_page
from amend.web.redline import page
from amend.web.site.names import slug
from amend.word.write.export import clean, tracked_redline
from amend.word.write.paper import paper

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html; charset=utf-8"
XML = "application/xml"


@dataclass(frozen=True)
class ToGive:
    """What is given: amendments to a print. name: whose they are, in words. cautions: what must be said of them."""

    print: ReadyPrint
    amendments: tuple[Amendment, ...]
    name: str
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GiveForm:
    """A form in which they are given. said: what it is. note: what is to be known of it."""

    ending: str
    type: str
    said: str
    note: str
    made: Callable[[ToGive], bytes]


def _paper(given: ToGive) -> bytes:
    listed = papers.gathered(given.amendments, given.print.bill)
    return paper(replace(listed, cautions=(*listed.cautions, *given.cautions)), day=datetime.now(UTC).date())


def _paper_page(given: ToGive) -> bytes:
    listed = papers.gathered(given.amendments, given.print.bill)
    return paper_page(replace(listed, cautions=(*listed.cautions, *given.cautions))).encode()


def _public(given: ToGive) -> bytes:
    result = make.apply(given.print.prepared, given.amendments)
    return page(compare(given.print.bill, result.bill, front=False), cautions=given.cautions).encode()


def _xml(given: ToGive) -> bytes:
    return akn.dumps(make.apply(given.print.prepared, given.amendments).bill)


def _tracked(given: ToGive) -> bytes:
    return tracked_redline(given.print.bill, given.amendments, day=datetime.now(UTC).date()).data


def _clean(given: ToGive) -> bytes:
    return clean(given.print.bill, given.amendments, day=datetime.now(UTC).date()).data


FORMS: Mapping[str, GiveForm] = {
    "tracked": GiveForm(
        ".docx", WORD, "The Bill in Word, each change tracked", "By its mover, statement beside.", _tracked
    ),
    "clean": GiveForm(".docx", WORD, "The Bill in Word, as amended", "Clean, numbered anew.", _clean),
    "paper": GiveForm(".docx", WORD, "The amendment paper in Word", "Set as the House sets one.", _paper),
    "paper-page": GiveForm(".html", HTML, "The amendment paper as a page", "One file.", _paper_page),
    "public": GiveForm(
        ".html", HTML, "A page for the public", "What changes, in one file that needs nothing else.", _public
    ),
    "bill": GiveForm(".xml", XML, "The Bill as amended, as XML", "For other programs, and for the next print.", _xml),
}
"""Each by its name in addresses."""


_TEXT = "sheet|"
"""How the choice of a text that is edited begins, before its id."""


def _of_text(id: str) -> str:
    return f"{_TEXT}{id}"


class GivePages:
    """The pages on which files are given."""

    def __init__(self, desk: Desk, sheets: OpenSheets) -> None:
        self._desk, self._sheets = desk, sheets

    def routes(self) -> Iterator[Route]:
        """Where they are."""
        yield Route("/give", got(self._page))
        yield Route("/give/{form}", got(self._file))

    def _page(self, said: Said, _request: Request) -> Response:
        sheets = [one for one in self._sheets.all() if one.sheet.edits]
        packages: dict[PackageName, list[Amendment]] = {}
        for one in self._desk.amendments[0]:
            if not one.withdrawn:
                actor = self._desk.space.place(one.source).split("/")[1]
                packages.setdefault(PackageName(actor, one.print), []).append(one)
        known = [one for one in sorted(packages) if self._print(one.print) is not None]
        chosen = said.text("of", "") or (_of_text(said.text("sheet")) if said.values.get("sheet") else "")
        if not chosen and sheets:
            chosen = _of_text(sheets[-1].sheet.id)
        choices = [(_of_text(one.sheet.id), f"The text that you edit, on {one.print.name}") for one in sheets]
        choices += [
            (f"{one}", f"{self._desk.name_of(one.actor)}: {len(packages[one])} to {one.print}") for one in known
        ]
        if chosen not in dict(choices):
            chosen = choices[0][0] if choices else ""
        given, unable = None, ""
        try:
            given = self._given(chosen) if chosen else None
        except AmendError as error:  # of one choice, and the others can be given
            unable = told_in_one_line(error, self._desk.root)
        refused = (
            ()
            if given is None
            else tuple(
                one for one in make.apply(given.print.prepared, given.amendments).outcomes if one.outcome == "refused"
            )
        )
        return desk_page(
            "give.html",
            view="give",
            title="Give",
            bill=self._desk.current.bill.title,
            choices=choices,
            chosen=chosen,
            forms=FORMS,
            given=given,
            unable=unable,
            refused=refused,
        )

    def _print(self, number: str) -> ReadyPrint | None:
        try:
            return self._desk.numbered(number) if number else None
        except ReadError:
            return None

    def _given(self, of: str) -> ToGive:
        """What a page chose: a text that is edited, or a package."""
        if of.startswith(_TEXT):
            open_ = self._sheets.to_use(of.removeprefix(_TEXT))
            with open_.lock:
                found = open_.sheet.beside()
                kept_ones = [(one, open_.kept_as(one)) for one in found.proved]
            proved = [each.amendment if each else one for one, each in kept_ones]
            if not proved:
                raise AskedWrongly("the text gives no proved amendment", remedy="change it, or choose a package")
            cautions = tuple(filter(None, [not_proved(found)]))
            return ToGive(open_.print, _numbered(proved), "the text that is edited", cautions)
        package = PackageName.of(of)
        print_ = self._desk.numbered(package.print)
        mine = tuple(
            one
            for one in self._desk.amendments[0]
            if not one.withdrawn
            and same_print(one.print, package.print)
            and self._desk.space.place(one.source).split("/")[1] == package.actor
        )
        if not mine:
            raise AskedWrongly("there are no such amendments any more", remedy="load the page again")
        cautions = kept.read(self._desk.space.drafts).caution(package.actor)
        return ToGive(print_, mine, self._desk.name_of(package.actor), cautions)

    def _file(self, said: Said, request: Request) -> Response:
        form = FORMS.get(request.path_params["form"])
        if form is None:
            raise AskedWrongly("there is no such form", remedy="choose one of the page")
        given = self._given(said.text("of"))
        name = slug(f"{given.print.name} {request.path_params['form']} {given.name}")[:80] or "file"
        try:
            data = form.made(given)
        except AmendError as error:
            raise type(error)(error.fault, place=None, remedy=error.remedy) from error
        headers = {"Content-Disposition": f'attachment; filename="{name}{form.ending}"'}
        return Response(data, media_type=form.type, headers=headers)


def _numbered(amendments: Sequence[Amendment]) -> tuple[Amendment, ...]:
    """Amendments with a number each, which a paper and a tracked change say."""
    used = {one.number for one in amendments}
    free = (number for number in map(str, count(1)) if number not in used)
    return tuple(one if one.number else replace(one, number=next(free)) for one in amendments)
