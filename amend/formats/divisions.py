"""Divisions as the votes services of the two Houses give them: how many voted each way and, where asked for, who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from amend.errors import ReadError
from amend.formats.json_reply import Json, number_in, objects_in, reply_of, text_in
from amend.model.finding import Finding
from amend.model.house import House
from amend.model.position import Evidence

_SIDES = {"Ayes": "aye", "Noes": "no", "contents": "content", "notContents": "not content"}
_KEYS = {
    House.COMMONS: ("DivisionId", "Date", "Number", "Title", "AyeCount", "NoCount", ""),
    House.LORDS: (
        "divisionId",
        "date",
        "number",
        "title",
        "authoritativeContentCount",
        "authoritativeNotContentCount",
        "amendmentMotionNotes",
    ),
}
"""What the service of each House calls a division's id, day, number, title, both counts, and what was moved."""


@dataclass(frozen=True, slots=True)
class Vote:
    """How somebody voted: "aye", "no", "content", "not content"."""

    name: str
    party: str
    side: str


@dataclass(frozen=True, slots=True)
class HouseDivision:
    """A division. house: "Commons", "Lords". date: "2024-04-30". ayes, noes: how many were for and against; in the
    Lords content and not content. votes: empty where nobody asked for names."""

    house: str
    id: int
    date: str
    number: str
    title: str
    ayes: int
    noes: int
    moved: str = ""
    votes: tuple[Vote, ...] = ()

    @property
    def address(self) -> str:
        """Where anybody can look at it."""
        return f"https://votes.parliament.uk/votes/{self.house.lower()}/division/{self.id}"

    @property
    def evidence(self) -> Evidence:
        """What a position may rely on it for."""
        for_, against = ("for", "against") if self.house == House.COMMONS else ("content", "not content")
        what = f"{self.house} division {self.number}: {self.title}"
        return Evidence(what, f"{self.ayes} {for_}, {self.noes} {against}", self.date, self.address)


def whole(items: Iterable[Json], house: House, place: str) -> tuple[tuple[Json, ...], tuple[Finding, ...]]:
    """Those of the divisions that say when they were and how many voted each way, and a finding for each other: what
    it does not say is not nought."""
    found: list[Json] = []
    findings: list[Finding] = []
    id, day, _, title, *counts, _ = _KEYS[house]
    for one in items:
        lacks = [key for key in (day, *counts) if not (text_in(one, key) if key == day else _is_count(one.get(key)))]
        if lacks or not number_in(one, id):
            name = text_in(one, title)[:80] or "a division"
            findings.append(Finding(f"it does not say {' or '.join(lacks) or id}, and was left out: “{name}”", place))
        else:
            found.append(one)
    return tuple(found), tuple(findings)


def _is_count(value: object) -> bool:
    return (value in (0, "0") and value is not False) or number_in({"": value}, "") > 0


def listed_in(data: bytes, house: House, place: str) -> tuple[Json, ...]:
    """The divisions of a search, as the service gives them. Raises ReadError for what is none."""
    reply = reply_of(data, place)
    if not isinstance(reply, list) or (reply and not any(number_in(one, _KEYS[house][0]) for one in reply)):
        raise ReadError("it is no list of divisions", place=place, remedy="has the service changed? Tell us")
    return tuple(objects_in(reply))


def divisions_in(data: bytes, place: str) -> tuple[House, tuple[Json, ...]]:
    """The divisions in a file that is a reply of either House's service, a search or one in full; and which House's.
    Raises ReadError for what is none."""
    reply = reply_of(data, place)
    items = tuple(objects_in(reply)) if isinstance(reply, list) else (reply,) if isinstance(reply, dict) else ()
    for house in House:
        if any(number_in(one, _KEYS[house][0]) for one in items):
            return house, items
    raise ReadError("there is no division in it", place=place, remedy="save the reply of a House’s votes service")


def one_in(data: bytes, house: House, place: str) -> Json:
    """A division in full, as the service gives it. Raises ReadError for what is none."""
    reply = reply_of(data, place)
    if not isinstance(reply, dict) or not number_in(reply, _KEYS[house][0]):
        raise ReadError("it is no division", place=place, remedy="has the service changed? Tell us")
    return reply


def division_in(item: Json, house: House) -> HouseDivision:
    """A division of a list, with the votes that the item has."""
    id, day, number, title, ayes, noes, moved = _KEYS[house]
    return HouseDivision(
        house.value,
        number_in(item, id),
        text_in(item, day)[:10],
        text_in(item, number),
        " ".join(text_in(item, title).split()),
        number_in(item, ayes),
        number_in(item, noes),
        " ".join(text_in(item, moved).split()) if moved else "",
        tuple(_votes(item)),
    )


def without_names(item: Json) -> Json:
    """The item without whoever it names: every list of people, and what names a teller or sponsor."""
    return {key: value for key, value in item.items() if not _names_people(key, value)}


def _names_people(key: str, value: object) -> bool:
    return isinstance(value, list | Mapping) or ("member" in key.casefold() and "count" not in key.casefold())


def _votes(item: Json) -> Iterator[Vote]:
    for key, side in _SIDES.items():
        for one in objects_in(item, key):
            name = text_in(one, "Name") or text_in(one, "name")
            yield Vote(name, text_in(one, "Party") or text_in(one, "party"), side)
