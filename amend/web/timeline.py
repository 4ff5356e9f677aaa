"""Who held what on a question over time, as one picture (SVG) that needs nothing else: no font, no script.

A row for each actor. Its ground is tinted while a stance was held; a sign stands where a position was taken, with its
number in the record, and what it says and relies on when pointed at. The ground ends where who held the stance left the
office. Stances are told by shape as well as by colour, and read out in
the description. Signs that would touch stand below one another, and the row grows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from amend.ledger.stances import Course, Stretch, Timeline
from amend.model.position import STANCES, Position
from amend.web.matrix import SURE, actor_in_words, day_in_words, kind_of, source_of, templates

WIDTH = 1200
"""Of the picture, in its own units, of which a screen shows one as a pixel; it can be shown at any size."""

_EDGE, _TOP, _LANE, _PAD, _BETWEEN = 24.0, 76.0, 30.0, 4.0, 4.0
_SIGN = 6.0
"""Half the width of a sign."""

_LETTER, _SMALL = 7.4, 6.7
"""Width of a letter of 13 and of 11 units, on the wide side, for fonts differ."""

_NAMES = {"": "no stance"}


@dataclass(frozen=True, slots=True)
class _Sign:
    """A position as it is drawn. x, y: the middle of its sign, at the day from which it counts for certain. since:
    where the days begin that its date can mean; x for a date that is exact. start, width: of what can be pointed at.
    leads: the address that it leads to, "" for none."""

    x: float
    y: float
    since: float
    start: float
    width: float
    kind: str
    sure: str
    id: str
    said: str
    relies: bool
    leads: str


@dataclass(frozen=True, slots=True)
class _Ground:
    """A stretch as it is drawn."""

    x: float
    width: float
    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class _Band:
    """The row of an actor. lines: its name, in as many lines as it needs."""

    y: float
    height: float
    name: str
    lines: tuple[tuple[float, str], ...]
    grounds: tuple[_Ground, ...]
    signs: tuple[_Sign, ...]


@dataclass(frozen=True, slots=True)
class _Year:
    """Where a year begins. label: "" where there is no room for it."""

    x: float
    label: str


class _PictureScale:
    """Where a day stands, from the first of January of the first year to the end of the last."""

    def __init__(self, first: date, last: date, left: float, right: float) -> None:
        self.left, self.right = left, right
        self._start = date(first.year, 1, 1)
        self._days = (date(last.year, 12, 31) - self._start).days + 1
        self._range = range(first.year, last.year + 1)

    def at(self, day: date) -> float:
        return round(self.left + (self.right - self.left) * (day - self._start).days / self._days, 1)

    def years(self) -> Iterator[_Year]:
        free, last = 0.0, -_BETWEEN
        for year in self._range:
            x = self.at(date(year, 1, 1))
            fits = x >= free
            if not fits and x - last < _BETWEEN:
                continue  # of many years not each has a line
            last = x
            free = x + 6 * _LETTER if fits else free
            yield _Year(x, str(year) if fits else "")


Leads = Callable[[Position], str]
"""Gives the address that the number of a position leads to; "" for none."""


@dataclass(frozen=True, slots=True)
class TimelineParts:
    """What a page shows of a timeline.

    picture: it as SVG, which takes its style from the page. courses: for each actor what it held, and that as a picture
    for a narrow screen, of which strip_width is the width. years: where they begin in that. notes: what is said below.
    """

    title: str
    picture: Markup
    courses: tuple[tuple[Course, _Band], ...]
    years: tuple[_Year, ...]
    strip_width: float
    notes: tuple[str, ...]

    def ending(self, stretch: Stretch) -> str:
        """When a stance ceased to be held because those who held it had left the office; "" where it did not."""
        return _ending(stretch)


def timeline_parts(shown: Timeline, leads: Leads = source_of) -> TimelineParts:
    """What a page shows of a timeline. leads: where a position leads; by default to its source on the web."""
    today = shown.last or date.min
    scale = _PictureScale(shown.first or today, today, _SIGN + 2, _STRIP - _SIGN - 2)
    return TimelineParts(
        _title(shown),
        Markup(picture(shown, leads=leads, alone=False)),
        tuple((course, _band(course, scale, 0, leads)) for course in shown.courses),
        tuple(year for year in scale.years() if year.label),
        _STRIP,
        tuple(_notes(shown)),
    )


def picture(shown: Timeline, upto: str = "", *, leads: Leads = source_of, alone: bool = True) -> str:
    """The timeline as SVG. upto: a sentence that says up to which day it is kept; "" for none. leads: where a position
    leads; by default to its source on the web. alone: whether it is a document, with its style, or part of a page."""
    longest = max((len(course.whose) for course in shown.courses), default=0)
    left = _EDGE + min(max(longest, 10), _NAME) * _LETTER + 14
    ids = max((len(one.id) for course in shown.courses for one in course.positions), default=0)
    right = WIDTH - _EDGE - _SIGN - 4 - min(ids, _ID) * _SMALL
    today = shown.last or date.min
    scale = _PictureScale(shown.first or today, today, left, right)
    bands: list[_Band] = []
    top = _TOP + (20 if upto else 0) - (0 if alone else 26)
    y = top + _BETWEEN
    for course in shown.courses:
        bands.append(_band(course, scale, y, leads))
        y += bands[-1].height + _BETWEEN
    told = [line for note in _notes(shown) for line in _lines(note, 140)]
    notes = [(y + 22 + 18 * at, line) for at, line in enumerate(told)]
    head = f"{_title(shown)}. {upto}" if upto else _title(shown)
    used = {one.stance for course in shown.courses for one in course.positions}
    return (
        templates()
        .get_template("timeline.svg")
        .render(
            alone=alone,
            title=head,
            head=_cut(_title(shown), _HEAD),
            upto=_cut(upto, 140),
            described=" ".join(_described(shown)),
            width=WIDTH,
            height=round((notes[-1][0] if notes else y) + 18),
            edge=_EDGE,
            left=left,
            top=top,
            bottom=y,
            bands=bands,
            years=list(scale.years()) if shown.courses else [],
            key=list(_key([stance for stance in STANCES if stance in used])),
            notes=notes,
        )
    )


def timeline_page(shown: Timeline, where: str, upto: str = "") -> str:
    """The timeline as HTML: the picture, and below it for each actor what it held and each position with its source.

    On a narrow screen each actor has a picture of its own instead. where: what is said of the record. upto: as above.
    """
    parts = timeline_parts(shown)
    return templates().get_template("timeline.html").render(parts=parts, where=where, upto=upto)


_STRIP = 360.0
"""Width of the picture of one actor, of a narrow screen's pixels."""

_NAME, _ID, _HEAD = 36, 14, 100
"""Letters of a line of an actor's name, of an id, and of the heading, that there is room for."""


def _band(course: Course, scale: _PictureScale, y: float, leads: Leads) -> _Band:
    signs, lanes = _signs(course.positions, scale, y, leads)
    lines = _lines(actor_in_words(course.whose, course.actor), _NAME)
    height = max(lanes * _LANE, len(lines) * 16.0) + 2 * _PAD
    middle = y + height / 2 + 4.5 - 8 * (len(lines) - 1)
    named = tuple((round(middle + 16 * at, 1), line) for at, line in enumerate(lines))
    return _Band(
        y,
        height,
        actor_in_words(course.whose, course.actor),
        named,
        tuple(_grounds(course.stretches, scale)),
        tuple(signs),
    )


def _signs(positions: Sequence[Position], scale: _PictureScale, y: float, leads: Leads) -> tuple[list[_Sign], int]:
    """The signs of a row, and how many lanes they need: each stands in the first where it touches no other."""
    ends: list[float] = []
    signs: list[_Sign] = []
    for one in positions:
        assert one.when.earliest is not None
        assert one.when.latest is not None
        x, since = scale.at(one.when.latest), scale.at(one.when.earliest)
        start, end = min(since, x) - _SIGN, x + _SIGN + 4 + min(len(one.id), _ID) * _SMALL
        lane = next((at for at, taken in enumerate(ends) if taken + 3 <= start), len(ends))
        ends[lane : lane + 1] = [end]
        sign_y = y + _PAD + _LANE * (lane + 0.5)
        told = _cut(one.id, _ID), _said(one), bool(one.evidence), leads(one)
        width = round(end - start, 1)
        signs.append(_Sign(x, sign_y, since, round(start, 1), width, kind_of(one.stance), SURE[one.sure], *told))
    return signs, max(len(ends), 1)


def _grounds(stretches: Iterable[Stretch], scale: _PictureScale) -> Iterator[_Ground]:
    for stretch in stretches:
        x = scale.at(stretch.since)
        end = scale.at(stretch.until) if stretch.until else scale.right
        kind = "several" if len(stretch.stances) > 1 else kind_of(stretch.stances[0])
        until = f" to {stretch.until}" if stretch.until else " on"
        yield _Ground(x, round(max(end - x, 0), 1), kind, f"{', '.join(stretch.stances)}: from {stretch.since}{until}")


def _key(stances: Iterable[str]) -> Iterator[tuple[float, str, str]]:
    """For each stance that is in the picture where its sign stands in the key, its kind and its name."""
    x = _EDGE + _SIGN
    for stance in stances:
        name = _NAMES.get(stance, stance)
        yield round(x, 1), kind_of(stance), name
        x += 2 * _SIGN + 24 + len(name) * _LETTER


def _title(shown: Timeline) -> str:
    if shown.first is None or shown.last is None:
        return f"Who held what on “{shown.question}”"
    years = f"{shown.first.year} to {shown.last.year}" if shown.first.year < shown.last.year else f"{shown.last.year}"
    return f"Who held what on “{shown.question}”, {years}"


def _described(shown: Timeline) -> Iterator[str]:
    """A sentence for each actor, for who cannot see the picture."""
    for course in shown.courses:
        held = [
            f"{' and '.join(stretch.stances)} from {day_in_words(stretch.since)}{_ending(stretch)}"
            for stretch in course.stretches
        ]
        yield f"{actor_in_words(course.whose, course.actor)}: {', then '.join(held) or 'no stance'}."
    yield from _notes(shown)


def _ending(stretch: Stretch) -> str:
    """When a stance ceased to be held because those who held it had left the office."""
    left = stretch.until is not None and all(one.former(stretch.until) for one in stretch.positions)
    return f" to {day_in_words(stretch.until)}, when the office changed hands" if stretch.until and left else ""


def _notes(shown: Timeline) -> list[str]:
    """What is said below the picture."""
    notes = []
    kinds = {one.sure for course in shown.courses for one in course.positions}
    if kinds & {"inferred", "not verified"}:
        notes.append("A dashed, empty sign: concluded from what was read, or not checked.")
    if "verified in part" in kinds:
        notes.append("A pale sign: read only in part in the source.")
    if any(not one.when.exact for course in shown.courses for one in course.positions):
        notes.append("A line up to a sign: the days on one of which it was taken.")
    if any(len(stretch.stances) > 1 for course in shown.courses for stretch in course.stretches):
        notes.append("Striped ground: different stances at once, of those in one folder of the record.")
    if any(_ending(stretch) for course in shown.courses for stretch in course.stretches):
        notes.append("Where the ground ends, who held the stance left the office; it is not a successor’s.")
    relying = [one for course in shown.courses for one in course.positions if one.evidence]
    if relying:
        those = "; ".join(f"{one.id} ({', '.join(_relied(one)) or 'no figure'})" for one in relying)
        notes.append(f"An underlined number: it relies on figures, cases or findings: {those}.")
    if shown.undated:
        named = [(one, actor_in_words(one.whose, one.actor)) for one in shown.undated[:5]]
        those = ", ".join(f"{one.id} ({name}: {_NAMES.get(one.stance, one.stance)})" for one, name in named)
        more = f" and {len(shown.undated) - 5} more" if len(shown.undated) > 5 else ""
        notes.append(f"Without a date, and so left out: {those}{more}.")
    return notes


def _said(one: Position) -> str:
    """What a sign says when it is pointed at."""
    sure = "" if one.sure == "verified" else f" ({one.sure})"
    rows = [f"{row.value} {row.what}".strip() + f" ({row.source})" for row in one.evidence]
    relies = f" It relies on: {'; '.join(rows)}." if rows else ""
    return f"{one.id}, {one.when}: {one.who}: {one.stance or 'no stance'}{sure}. {one.summary}{relies}"


def _relied(one: Position) -> tuple[str, ...]:
    """The figures that a position relies on, each once."""
    return tuple(dict.fromkeys(row.value for row in one.evidence if row.value))


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else f"{words[: length - 1]}…"


def _lines(words: str, length: int) -> tuple[str, ...]:
    """Words in lines of so many letters, at spaces, else where they must be cut; a name of many lines is cut short."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= length:
            lines[-1] += f" {word}"
            continue
        lines += (word[at : at + length] for at in range(0, len(word), length))
    return tuple(lines[:3]) if len(lines) <= 3 else (*lines[:2], _cut(f"{lines[2]}……", length))
