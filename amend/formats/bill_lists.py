"""The lists of the Bills API: Bills by title, the stages of one, and what was published on it, with its files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amend.errors import ReadError
from amend.formats.json_reply import Json, number_in, object_in, objects_in, reply_of, text_in
from amend.model.house import House

_PRINT = re.compile(r"\b(HL\s+)?Bill\s+(\d+[A-Z]?)\b(?![-–/]\d{2})", re.IGNORECASE)
"""The number of a print, and no session: “Bill 12 2026-27”, not “Ponds Bill 2026-27”."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class BillStage:
    """A stage of a Bill. name: "Committee stage", "Report stage". house: "" where it is said to be neither's. sittings:
    its days, in order. order: its place in the list."""

    id: int
    name: str
    house: str
    sittings: tuple[str, ...] = ()
    order: int = 0

    @property
    def called(self) -> str:
        """ "Lords Report stage"."""
        return " ".join(filter(None, (self.house, self.name)))

    @property
    def short(self) -> str:
        """As drafts have it: "Report"."""
        return self.name.removesuffix(" stage").removesuffix(" Stage")


@dataclass(frozen=True, slots=True)
class ListedBill:
    """A Bill as the service lists it. house: the one that has it. updated: the day of the last change there; "" where
    not said. stage: its current one; None where not said."""

    id: int
    title: str
    house: str = ""
    updated: str = ""
    stage: BillStage | None = None


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a publication. size: in bytes, 0 where not said."""

    id: int
    name: str
    type: str
    size: int = 0

    @property
    def form(self) -> str:
        """ "xml", "pdf", "html"; else what the service says."""
        for form in ("xml", "pdf", "html"):
            if form in self.type.lower() or self.name.lower().endswith(f".{form}"):
                return form
        return "html" if self.name.lower().endswith(".htm") else self.type.lower()


@dataclass(frozen=True, slots=True)
class Publication:
    """Something that was published on a Bill. kind: "Bill", "Amendment Paper". date: "2023-12-06", "" where not said.
    links: addresses elsewhere."""

    id: int
    title: str
    kind: str
    date: str = ""
    house: str = ""
    files: tuple[PublishedFile, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The number of a print, as its title gives it: "HL Bill 57"; "" for none."""
        found = _PRINT.search(self.title)
        return f"{'HL ' if found[1] else ''}Bill {found[2].upper()}" if found else ""

    @property
    def forms(self) -> tuple[str, ...]:
        """In which forms its files are."""
        return tuple(dict.fromkeys(one.form for one in self.files))

    def file(self, form: str) -> PublishedFile | None:
        """Its first file of a form; None for none."""
        return next((one for one in self.files if one.form == form), None)


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list. total: how many the service says that there are; None where it does not."""

    items: tuple[Json, ...]
    total: int | None


def list_page_in(data: bytes, place: str) -> ListPage:
    """A page of any list of the service: `items`, null for none, and `totalResults`. Raises ReadError for another."""
    reply = reply_of(data, place)
    if not isinstance(reply, dict) or not isinstance(reply.get("items", ""), list | None):
        raise ReadError("it is no list of the Bills API", place=place, remedy="has the service changed? Tell us")
    total = number_in(reply, "totalResults")
    return ListPage(tuple(objects_in(reply, "items")), total if total or reply.get("totalResults") == 0 else None)


def bill_in(item: Json) -> ListedBill:
    """A Bill of a list, or alone."""
    stage = object_in(item, "currentStage")
    return ListedBill(
        number_in(item, "billId"),
        " ".join(text_in(item, "shortTitle").split()),
        _house(text_in(item, "currentHouse")),
        _day(text_in(item, "lastUpdate")),
        stage_in(stage) if stage else None,
    )


def stage_in(item: Json) -> BillStage:
    """A stage of a list."""
    days = sorted(filter(None, (_day(text_in(one, "date")) for one in objects_in(item, "stageSittings"))))
    name = " ".join(text_in(item, "description").split())
    return BillStage(
        number_in(item, "id"), name, _house(text_in(item, "house")), tuple(days), number_in(item, "sortOrder")
    )


def publications_of(data: bytes, place: str) -> tuple[Publication, ...]:
    """What was published on a Bill or at a stage of it, also on single sittings; null is none. Raises ReadError
    for no such list."""
    reply = reply_of(data, place)
    if not isinstance(reply, dict) or not isinstance(reply.get("publications", ""), list | None):
        raise ReadError("it is no list of publications", place=place, remedy="has the service changed? Tell us")
    found = [*objects_in(reply, "publications")]
    for sitting in objects_in(reply, "sittings"):
        found += objects_in(sitting, "publications")
    return tuple(dict.fromkeys(_publications(found)))


def _publications(items: Sequence[Json]) -> Iterator[Publication]:
    for item in items:
        files = tuple(
            PublishedFile(number_in(one, "id"), text_in(one, "filename"), text_in(one, "contentType"), _size(one))
            for one in objects_in(item, "files")
        )
        links = tuple(filter(None, (text_in(one, "url").strip() for one in objects_in(item, "links"))))
        yield Publication(
            number_in(item, "id"),
            " ".join(text_in(item, "title").split()),
            text_in(object_in(item, "publicationType"), "name").strip(),
            _day(text_in(item, "displayDate")),
            _house(text_in(item, "house")),
            files,
            links,
        )


def _size(item: Json) -> int:
    return max(0, number_in(item, "contentLength"))


def _house(said: str) -> str:
    return next((house.value for house in House if house.value.lower() == said.strip().lower()), "")


def _day(said: str) -> str:
    """The day of a time such as "2023-12-06T11:02:03.1234567", which has no zone; "" where there is none."""
    found = _DAY.match(said)
    return found[0] if found else ""
