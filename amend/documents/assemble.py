"""A Bill put together from its divided rows: each clause and Schedule read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from amend.documents.headed_rows import GROUP_NUMBER, joined_heads
from amend.documents.rows import IN_CELL, DocumentRow, Unsure, of_quotation
from amend.documents.signs import OPENED, TABLE
from amend.english.continued import OpenProvision, continued
from amend.english.parts import DASHES, NO_HEADING
from amend.english.structure import Setting
from amend.errors import AddressError, WordsError
from amend.formats import akn
from amend.formats.akn import AKN
from amend.formats.xml_words import as_value
from amend.model.eids import identified
from amend.model.numbering import Family, families, order, successor
from amend.model.provision import XHTML, Bill, Block, Carried, Node, Provision
from amend.model.text import OBJECT, Text

_SUBSECTION = re.compile(r"\(([0-9]+[A-Z]*)\)(?:\s+|$)")
_PARAGRAPH = re.compile(r"([0-9]+[A-Z]*)\.?\s+")
_TAIL = re.compile(r"[;,.]?(?: ?and| ?or)?[;,.]?")
"""What may follow a table that is put into an Act."""

_LEVELS = {"Part": ("part", "group2"), "Chapter": ("chapter", "group4")}


@dataclass(slots=True)
class Content:
    """A row, or a table, of a clause or Schedule. quoted: whether it is of text that is put into an Act."""

    item: DocumentRow | list[DocumentRow]
    quoted: bool = False


@dataclass(slots=True)
class Unit:
    """A clause or Schedule. number: as printed. note: what stands beside a Schedule's. at: the paragraph it begins.
    above: whether its heading stands above its number, as in Northern Ireland."""

    number: str
    heading: str
    at: int
    note: str = ""
    above: bool = False
    contents: list[Content] = field(default_factory=list)


@dataclass(slots=True)
class Heading:
    """A Part, a Chapter or, with no number, a heading over clauses."""

    kind: str
    number: str
    heading: str
    parts: list[Heading | Unit] = field(default_factory=list)


@dataclass(slots=True)
class Division:
    """A Bill by its parts, while they are found. schedules_heading: over all Schedules."""

    title: str = ""
    number: str = ""
    stage: str = ""
    long_title: str = ""
    enacting: str = ""
    schedules_heading: str = ""
    parts: list[Heading | Unit] = field(default_factory=list)
    clauses: list[Unit] = field(default_factory=list)
    schedules: list[Unit] = field(default_factory=list)
    _open: list[Heading] = field(default_factory=list)
    _in: Unit | None = None

    def begin_group(self, kind: str, number: str, heading: str) -> None:
        """Begin a Part or Chapter."""
        outer = () if kind == "Part" else ("Part",)
        self._begin(Heading(kind, number, heading), outer)

    def begin_heading(self, heading: str) -> None:
        """Begin what stands under a heading over clauses."""
        self._begin(Heading("", "", heading), ("Part", "Chapter"))

    def _begin(self, group: Heading, outer: Sequence[str]) -> None:
        self._open = [one for one in self._open if one.kind in outer]
        (self._open[-1].parts if self._open else self.parts).append(group)
        self._open.append(group)
        self._in = None

    def begin_clause(self, number: str, heading: str, at: int, *, above: bool = False) -> None:
        """Begin a clause."""
        self._in = Unit(number, heading, at, above=above)
        (self._open[-1].parts if self._open else self.parts).append(self._in)
        self.clauses.append(self._in)

    def begin_schedule(self, number: str, note: str, heading: str, at: int) -> None:
        """Begin a Schedule."""
        self._in = Unit(number, heading, at, note)
        self.schedules.append(self._in)

    def add(self, content: Content) -> bool:
        """Add a row or table to what was begun last; False when nothing was."""
        if self._in is None:
            return False
        self._in.contents.append(content)
        return True


def bill(division: Division, unsure: list[Unsure]) -> Bill:
    """The Bill of a division. unsure: what is found unsure is added."""
    maker = _Maker(unsure)
    body: list[Node] = [maker.part(part) for part in division.parts]
    if division.schedules:
        heading = division.schedules_heading or ("Schedules" if len(division.schedules) > 1 else "Schedule")
        head = [Block("heading", Text(heading))] if division.schedules_heading else []
        schedules = [maker.schedule(unit) for unit in division.schedules]
        body.append(Provision("hcontainer", (*head, *schedules), (("class", "schs"), ("name", "schedules"))))
    front: list[Node] = [Carried(_metadata(division))]
    title = [
        Block("p", Text(words), (("class", kind),)) for words, kind in (("A", "A"), ("bill", "Bill"), ("to", "To"))
    ]
    if division.long_title.startswith("An Act"):
        title = []  # of the Scottish Parliament or Senedd Cymru
    if division.long_title:
        front.append(Provision("preface", (Provision("longTitle", (*title, Block("p", Text(division.long_title)))),)))
    if division.enacting:
        words = Block("p", Text(division.enacting))
        front.append(Provision("preamble", (Provision("formula", (words,), (("name", "enactingText"),)),)))
    whole = Provision("bill", (*front, Provision("body", tuple(body))), (("name", "ukpubb"),))
    root = identified(Provision("akomaNtoso", (whole,), (("xmlns", AKN), ("xmlns:ukl", _UKL))), None, set())
    assert isinstance(root, Provision)
    found = Bill(root, division.title, division.number, _house(division.number), division.stage)
    return akn.parse(akn.dumps(found))  # as it will be read back


_UKL = "https://www.legislation.gov.uk/namespaces/UK-AKN"


@dataclass(slots=True)
class _Maker:
    """Makes provisions of groups and units."""

    unsure: list[Unsure]
    _tables: list[list[DocumentRow]] = field(default_factory=list)

    def part(self, part: Heading | Unit) -> Provision:
        if isinstance(part, Unit):
            return self._clause(part)
        inner = [self.part(one) for one in part.parts]
        heading = Block("heading", Text(part.heading))
        if not part.kind:
            return Provision("hcontainer", (heading, *inner), (("class", "group7"), ("name", "crossheading")))
        tag, style = _LEVELS[part.kind]
        number = Block("num", Text(f"{part.kind} {part.number}"))
        return Provision(tag, (number, *([heading] if part.heading else []), *inner), (("class", style),))

    def _clause(self, unit: Unit) -> Provision:
        number, heading, rows = unit.number, unit.heading, self._rows(unit)
        headed = bool(rows) and not NO_HEADING.search(heading) and not heading.startswith("(")
        if not headed:
            self._say(unit, "it has no heading")
            rows, heading = [heading, *rows], ""
        head = [Block("num", Text(number)), *([Block("heading", Text(heading))] if heading else [])]
        if unit.above:
            head.reverse()
        return self._restored(self._filled(unit, Provision("section", tuple(head), (("class", "prov1"),)), rows))

    def schedule(self, unit: Unit) -> Provision:
        """A Schedule, with its note and heading."""
        head: list[Node] = [Block("num", Text(unit.number))]
        if unit.note:
            note = Provision("authorialNote", (Block("p", Text(unit.note)),), (("class", "referenceNote"),))
            head = [Block("num", Text(unit.number + OBJECT), (), (note,))]
        head += [Block("heading", Text(unit.heading))] if unit.heading else []
        whole = Provision("hcontainer", tuple(head), (("class", "sch"), ("name", "schedule")))
        return self._restored(self._filled(unit, whole, self._rows(unit)))

    def _filled(self, unit: Unit, shell: Provision, rows: list[str]) -> Provision:
        """A clause or Schedule with what its rows say; stretch by stretch where they cannot be read as a whole."""
        setting = Setting.SCHEDULE if shell.get("name") == "schedule" else Setting.BODY
        try:
            added = _read(shell, rows, setting)
        except WordsError:
            added = ()
            quoted = [*(False for _ in rows[len(unit.contents) :]), *(content.quoted for content in unit.contents)]
            for stretch in _stretches(rows, quoted, setting):
                try:
                    added += _read(shell, stretch, setting)
                except WordsError as error:
                    fault = f"“{stretch[0][:40]}” and what is below it were kept as plain paragraphs: {error.fault}"
                    self._say(unit, fault)
                    added += _plain(stretch, setting)
        parts = any(isinstance(item, Provision) for item in added)
        items: list[Node] = [*shell.items]
        for is_words, run in groupby(added, key=lambda item: isinstance(item, Block)):
            found = tuple(run)
            if is_words:
                tag = "wrapUp" if len(items) > len(shell.items) else "intro" if parts else "content"
                items.append(Provision(tag, found))
            else:
                items += found
        return replace(shell, items=tuple(items))

    def _rows(self, unit: Unit) -> list[str]:
        """The rows of a unit as they are read: a mark after what opens a list, a sign for each table."""
        out: list[str] = []
        for index, content in enumerate(unit.contents):
            item = content.item
            if isinstance(item, DocumentRow) and out and TABLE in out[-1] and _TAIL.fullmatch(item.words):
                out[-1] += item.words
                continue
            if isinstance(item, list):
                opening, cells, closing = of_quotation(item)
                self._tables.append(cells)
                out.append(f"{opening}{TABLE}{len(self._tables) - 1}.{closing}")
                continue
            below = unit.contents[index + 1].item if index + 1 < len(unit.contents) else None
            if isinstance(below, DocumentRow) and _opens(item, below):
                self.unsure.append(Unsure(item.at, item.words[:60], "a list follows it, and it does not end in a dash"))
                out.append(item.words + OPENED)
            else:
                out.append(item.words)
        return out

    def _restored(self, provision: Provision) -> Provision:
        """The provision without the marks that it was read with."""
        items: list[Node] = []
        for item in provision.items:
            if isinstance(item, Provision):
                items.append(self._restored(item))
            elif isinstance(item, Block):
                chars = item.text.chars
                if TABLE in chars:
                    items.append(self._put_back(chars))
                    continue
                things = tuple(self._restored(thing) for thing in item.objects)
                marked = chars.find(OPENED)
                text = item.text if marked < 0 else item.text.replace(marked, marked + len(OPENED), Text())
                items.append(replace(item, text=text, objects=things))
            else:
                items.append(item)
        return replace(provision, items=tuple(items))

    def _put_back(self, chars: str) -> Provision:
        """The table of a sign, with the marks around that were read as of no quotation."""
        opening, _, rest = chars.partition(TABLE)
        number, _, closing = rest.partition(".")
        cells = list(self._tables[int(number)])
        cells[0] = replace(cells[0], words=opening + cells[0].words)
        cells[-1] = replace(cells[-1], words=cells[-1].words + closing)
        return _table(cells)

    def _say(self, unit: Unit, message: str) -> None:
        self.unsure.append(Unsure(unit.at, f"{unit.number} {unit.heading}"[:60], message))


def _read(shell: Provision, rows: list[str], setting: Setting) -> tuple[Provision | Block, ...]:
    """What rows say in a clause or Schedule. Raises WordsError."""
    (added,) = continued("\n".join(joined_heads(rows)), [OpenProvision(shell, len(shell.items))], setting)
    return (*added.words, *added.parts, *added.after)


def _stretches(rows: Sequence[str], quoted: Sequence[bool], setting: Setting) -> list[list[str]]:
    """The rows, each stretch from a subsection, or in a Schedule a paragraph, to the next in order; quoted: which rows
    are of text that is put into an Act, where none of this Bill begins."""
    out: list[list[str]] = []
    label = _PARAGRAPH if setting is Setting.SCHEDULE else _SUBSECTION
    last = ""
    for row, within in zip(rows, quoted, strict=True):
        match = label.match(row) if not within else None
        number = match[1] if match else ""
        begins = match and (not last or order(last, Family.NUMBER) < order(number, Family.NUMBER))
        if begins or not out or (setting is Setting.SCHEDULE and not within and GROUP_NUMBER.match(row)):
            out.append([])
            last = number if begins else last
        out[-1].append(row)
    return out


def _plain(rows: Sequence[str], setting: Setting) -> tuple[Provision | Block, ...]:
    """Rows that cannot be read: a subsection or paragraph with all else as words of it, or words alone."""
    label = _PARAGRAPH if setting is Setting.SCHEDULE else _SUBSECTION
    match = label.match(rows[0])
    if match is None:
        return tuple(Block("p", Text(row)) for row in rows)
    schedule = setting is Setting.SCHEDULE
    words = [rows[0][match.end() :], *rows[1:]]
    content = Provision("content", tuple(Block("p", Text(row)) for row in words if row))
    number = Block("num", Text(match[0].strip()))
    style = "schProv1" if schedule else "prov2"
    return (Provision("paragraph" if schedule else "subsection", (number, content), (("class", style),)),)


def _opens(row: DocumentRow, below: DocumentRow) -> bool:
    """Whether a row opens a list on the row below and does not end in a dash.

    A label that goes on with the list of the row, as (i) after (h), opens one only where it stands further in.
    """
    label, _, _ = below.words.partition(" ")
    if label not in ("(a)", "(i)", "(A)") or row.words.endswith(DASHES) or below.indent < row.indent:
        return False
    own = row.words.partition(" ")[0]
    if own.startswith("(") and own.endswith(")"):
        for family in families(own[1:-1]):
            try:
                if f"({successor(own[1:-1], family)})" == label:
                    return below.indent > row.indent
            except AddressError:
                continue
    return True


def _table(rows: Sequence[DocumentRow]) -> Provision:
    """A table of the rows of a document, in Akoma Ntoso's form."""
    lines = []
    for _, line in groupby(rows, key=lambda row: row.cell.row if row.cell else 0):
        boxes = []
        for _, box in groupby(line, key=lambda row: row.cell.column if row.cell else 0):
            words = tuple(Block("p", Text(row.words), IN_CELL) for row in box if row.words)
            boxes.append(Provision(f"{XHTML}td", words))
        lines.append(Provision(f"{XHTML}tr", tuple(boxes)))
    body = Provision(f"{XHTML}tbody", tuple(lines))
    table = Provision(f"{XHTML}table", (body,), (("xmlns", XHTML[1:-1]),))
    return Provision("tblock", (Provision("foreign", (table,)),), (("class", "table"),))


def _house(number: str) -> str:
    if not number:
        return ""
    names = {"HL": "House of Lords", "SP": "Scottish Parliament", "NIA": "Northern Ireland Assembly"}
    return names.get(number.upper().split()[0], "House of Commons")


def _metadata(division: Division) -> str:
    """What the Bill says of itself, in Lawmaker's names."""
    said = {
        "varBillTitle": division.title,
        "varBillNo": division.number,
        "varHouse": _house(division.number),
        "varStageVersion": division.stage,
    }
    rows = "".join(
        f'<TLCConcept eId="{name}" href="#varOntologies" showAs={as_value(words)}/>'
        for name, words in said.items()
        if words
    )
    return f'<meta xmlns="{AKN}"><references source="#author">{rows}</references></meta>'
