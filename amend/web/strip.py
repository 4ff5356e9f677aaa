"""The Bill as a strip with each amendment on its place; what one would make fall is in its colour. SVG, or a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from amend.drafting.conflicts import EXCLUDE, Conflicts, PlacedAmendment
from amend.drafting.links import heading_of_new
from amend.engine.apply.apply import Prepared
from amend.model.amendment import NewProvision
from amend.model.citation import address_of
from amend.model.outline import tops
from amend.model.provision import Path, Provision
from amend.model.text import legible

_COLOURS = 6
_BAR, _LANE, _LANES = 58, 9, 3
_ROW, _NOTE = 19, 15
_TALL = 9
_TITLE = 30
_ROOM = 248  # for the words of a row, beside the strip
_ALL = 364  # for those of a row from one margin to the other
_NEW_SCHEDULE = re.compile(r"\b(?:following|new) Schedule\b")
_NARROW, _BROAD = frozenset("iljtfr.,:;'()| "), frozenset("mwMW…—%@")


@dataclass(frozen=True, slots=True)
class _StripSign:
    """One amendment on the strip. top, bottom: of its mark; the same for an insertion. label: where its row stands.

    lane: of the marks that lie side by side. colour: from 1, 0 for one that touches nothing. notes: in rows its
    heading, whose it is where its number does not tell, what it makes fall and what makes it fall. line: its page and
    line.
    """

    name: str
    action: str
    line: str
    top: float
    bottom: float
    label: float
    lane: int
    colour: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _ClauseStrip:
    """One clause or Schedule with its amendments, or those without a place. above: what nothing amends."""

    title: str
    heading: str
    above: str
    height: float
    strip: float
    signs: tuple[_StripSign, ...]


def strip_svg(found: Conflicts, prepared: Prepared) -> str:
    """The strip as one picture, 380 wide, that needs nothing else."""
    stretches = tuple(_stretches(found, prepared))
    cautions = [row for caution in prepared.bill.cautions for row in _in_rows(caution, _ALL)]
    tops_, y = [], 76.0 + _NOTE * len(cautions)
    for one in stretches:
        tops_.append(y)
        y += one.height + 16
    return _rendered("strip.svg", found, prepared, stretches, tops=tops_, height=y + 8, cautioned=cautions)


def strip_page(found: Conflicts, prepared: Prepared) -> str:
    """The same as a page of columns, with the list of what touches what below it."""
    return _rendered("strip.html", found, prepared, tuple(_stretches(found, prepared)))


def _rendered(
    template: str, found: Conflicts, prepared: Prepared, stretches: Sequence[_ClauseStrip], **more: object
) -> str:
    environment = Environment(
        loader=PackageLoader("amend.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_clean
    )
    bill = prepared.bill
    touched = {name for row in found.rows if row.kind in EXCLUDE for name in (row.first, row.second)}
    html: str = environment.get_template(template).render(
        title=bill.title or "The Bill",
        number=bill.number,
        cautions=bill.cautions,
        stretches=stretches,
        count=len(found.placed),
        touched=len(touched),
        rows=found.rows,
        sentences=found.sentences,
        findings=found.findings,
        colours=range(1, _COLOURS + 1),
        bar=_BAR,
        lane=_LANE,
        lanes=_LANES,
        **more,
    )
    return html


def _stretches(found: Conflicts, prepared: Prepared) -> Iterator[_ClauseStrip]:
    """The clauses and Schedules that are amended, in the order of the print, then what has no place on it."""
    colours = _colours_of(found)
    notes = _notes(found)
    reading, bill = prepared.reading, prepared.bill
    here = sorted(
        (one for one in found.placed if one.resolved),
        key=lambda one: (one.resolved.start, one.resolved.end) if one.resolved else (0, 0),
    )
    extents = [(path, node, *reading.extent(path)) for path, node in tops(bill)]
    taken, passed = 0, list[str]()
    for path, node, start, end in extents:
        mine: list[PlacedAmendment] = []
        while taken < len(here) and (resolved := here[taken].resolved) and resolved.start <= end:
            mine.append(here[taken])
            taken += 1
        title = _title(prepared, path, node)
        if not mine:
            passed.append(title)
            continue
        lines = sum(start <= line.start < end for line in reading.lines) or 4
        signs, strip, height = _signs(mine, (start, end), lines, colours, notes)
        yield _ClauseStrip(title, _heading(node), _run(passed), height, strip, signs)
        passed = []
    new = [one for one in found.placed if not one.resolved and isinstance(one.operation, NewProvision)]
    lost = [*here[taken:], *(one for one in found.placed if not one.resolved and one not in new)]
    for title, mine in (("New clauses and Schedules", new), ("No place on the print", lost)):
        if mine:
            signs, strip, height = _signs(mine, (0, 0), 0, colours, notes)
            yield _ClauseStrip(title, "", _run(passed), height, strip, signs)
            passed = []
    if passed:
        yield _ClauseStrip("", "", _run(passed), 24, 0, ())


def _signs(
    amendments: Iterable[PlacedAmendment],
    extent: tuple[int, int],
    lines: int,
    colours: dict[str, int],
    notes: dict[str, tuple[str, ...]],
) -> tuple[tuple[_StripSign, ...], float, float]:
    """The signs of one stretch, the height of its strip, and that of all of it."""
    start, end = extent
    first = _TITLE + 14.0
    given = list(amendments)
    strip = min(max(lines * _TALL, 30.0), 400.0) if lines else 0.0
    wanted = sum(_ROW + _NOTE * len(notes.get(one.name, ())) for one in given)
    strip = max(strip, wanted * 0.8) if lines else 0.0
    label, signs, ends = first, list[_StripSign](), list[float]()
    for one in given:
        place = one.resolved
        top = bottom = first
        if place is not None and end > start:
            top, bottom = (
                first + strip * min(max((at - start) / (end - start), 0), 1) for at in (place.start, place.end)
            )
        lane = next((at for at, until in enumerate(ends) if until <= top), len(ends))
        if bottom > top:
            bottom = max(bottom, top + 5)
            ends[lane : lane + 1] = [bottom]
        label = max(label, top)
        rows = notes.get(one.name, ())
        colour = colours.get(one.name, 0)
        cited = place is not None and not isinstance(one.operation, NewProvision)
        line = f"{place.line.page}:{place.line.number}" if cited and place and place.line and place.line.page else ""
        signs.append(
            _StripSign(one.number, _action(one), line, top, bottom, label, min(lane, _LANES - 1), colour, rows)
        )
        label += _ROW + _NOTE * len(rows)
    foot = first + max(strip, wanted)
    return tuple(_moved_up(signs, foot)), strip, foot + 6


def _moved_up(signs: Sequence[_StripSign], end: float) -> list[_StripSign]:
    """The same with the rows that would reach below an end moved up, and those above them as far as they must."""
    found: list[_StripSign] = []
    for sign in reversed(signs):
        end = min(sign.label, end - _ROW - _NOTE * len(sign.notes))
        found.append(replace(sign, label=end))
    return found[::-1]


def _action(one: PlacedAmendment) -> str:
    """What an amendment does, as far as there is room: its instruction without the place."""
    words = " ".join(one.amendment.words.split())
    room = _ROOM - _wide(one.number) * 1.15 - 5
    if heading_of_new(one.amendment):
        return "new Schedule" if _NEW_SCHEDULE.search(words) else "new Clause"
    at = min((found for key in ("leave out", "after “", "before “", "at end", "at beginning", "To move", "insert")
              if (found := words.lower().find(key.lower())) >= 0), default=0)  # fmt: skip
    return _cut(words[at:], room)


def _wide(words: str) -> float:
    """About how wide words are in the letters of a row, where they are widest."""
    return sum(4.9 if sign in _NARROW else 12.6 if sign in _BROAD else 9.3 if sign.isupper() else 8.1 for sign in words)


def _cut(words: str, room: float) -> str:
    if _wide(words) <= room:
        return words
    while words and _wide(words) + 12.6 > room:
        words = words[:-1]
    return words.rstrip() + "…"


def _in_rows(words: str, room: float) -> Iterator[str]:
    """Words in rows that have room beside the strip."""
    row = ""
    for word in words.split():
        if row and _wide(f"{row} {word}") > room:
            yield row
            row = word
        else:
            row = f"{row} {word}".strip()
    yield _cut(row, room)


def _short(words: str, room: int) -> str:
    return words if len(words) <= room else words[: room - 1].rstrip() + "…"


def _colours_of(found: Conflicts) -> dict[str, int]:
    """A colour for each amendment that excludes another: the same for all that hang together."""
    together: dict[str, str] = {}

    def root(name: str) -> str:
        while together.get(name, name) != name:
            name = together[name]
        return name

    for row in found.rows:
        if row.kind in EXCLUDE:
            together.setdefault(row.first, row.first)
            together.setdefault(row.second, row.second)
            together[root(row.second)] = root(row.first)
    numbers: dict[str, int] = {}
    colours: dict[str, int] = {}
    for one in found.placed:
        if one.name in together:
            at = numbers.setdefault(root(one.name), len(numbers))
            colours[one.name] = at % _COLOURS + 1
    return colours


def _notes(found: Conflicts) -> dict[str, tuple[str, ...]]:
    """What is said below an amendment: the heading that it adds, whose it is where its number does not
    tell, and what falls with what."""
    said: dict[str, dict[str, list[str]]] = {one.name: {} for one in found.placed}
    for row in found.rows:
        if row.kind == "pre-empts":
            said[row.first].setdefault("would make fall", []).append(row.second)
            said[row.second].setdefault("falls with", []).append(row.first)
        elif row.kind in EXCLUDE:
            word = "alternative to" if row.kind == "alternative" else "conflicts with"
            said[row.first].setdefault(word, []).append(row.second)
            said[row.second].setdefault(word, []).append(row.first)
    rows = {
        one.name: (
            heading_of_new(one.amendment),
            one.name.removeprefix(one.number).strip(),
            *(f"{word} {_some(names)}" for word, names in said[one.name].items()),
        )
        for one in found.placed
    }
    room = _ROOM * 13 / 12  # they are set smaller
    return {name: tuple(row for words in many if words for row in _in_rows(words, room)) for name, many in rows.items()}


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")


def _title(prepared: Prepared, path: Path, node: Provision) -> str:
    address = address_of(prepared.bill, path)
    return str(address)[:1].upper() + str(address)[1:] if address else (node.number.words if node.number else "")


def _heading(node: Provision) -> str:
    return _short(node.heading.text.printed() if node.heading else "", 40)


def _run(passed: Sequence[str]) -> str:
    """The clauses that nothing amends, as one row: "Clause 4 to Clause 9"."""
    if not passed:
        return ""
    if len(passed) == 1:
        return f"{passed[0]}: no amendment"
    (unit, _, first), (other, _, last) = passed[0].partition(" "), passed[-1].partition(" ")
    if unit == other and first and last:
        return f"{unit}s {first} {'and' if len(passed) == 2 else 'to'} {last}: no amendment"
    return f"{passed[0]} to {passed[-1]}: no amendment"


def _clean(value: object) -> object:
    return legible(value) if type(value) is str and not isinstance(value, Markup) else value
