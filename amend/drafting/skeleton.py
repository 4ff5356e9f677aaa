"""An amendment begun at a provision of a print: its page and line, its verb, a label for what comes in."""

from __future__ import annotations

import re
from dataclasses import replace

from amend.engine.apply.resolve import Resolved, resolve
from amend.english import tabled
from amend.english.quotes import pairs
from amend.english.writer import write
from amend.errors import AddressError, AmendError, Refusal
from amend.model.address import Address
from amend.model.amendment import (
    After,
    Amendment,
    Beginning,
    Insert,
    LeaveOut,
    LineEnd,
    Lines,
    Matter,
    NewProvision,
    Operation,
    Place,
    Provisions,
    Range,
    Whole,
    Words,
)
from amend.model.citation import address_of, find, locate
from amend.model.house import House
from amend.model.lines import Line, Reading
from amend.model.numbering import bare, between, families
from amend.model.outline import above, is_group, long_title
from amend.model.provision import NUMBERED, Bill, Block, Path, Provision, unit
from amend.model.text import Text

_UNQUOTED = re.compile(r'[^“”"]*[^\s“”"][^“”"]*')
BLANK = "…"
"""What stands for words still to be written."""


def new(bill: Bill, how: str, where: str, house: House | None = None) -> Amendment:
    """A draft begun at a place in a print.

    how: "at", "after_clause", "before_clause" or "leave_out". where: a citation ("Title" for the long title), an eId,
    or the number of a clause. "at" a clause without subsections begins a new clause after that.
    house: whose words; None for those of the House the print is in. Raises AddressError, Refusal.
    """
    house = house or House.having(bill.house, bill.number)
    reading = Reading(bill)
    if how == "at" and where.strip().lower() == "title":
        return _made(_title(reading), house, bill)
    if how == "at" and (clause := _undivided(bill, locate(bill, where))) is not None:
        how, where = "after_clause", clause.number
    if how in ("after_clause", "before_clause"):
        clause = Address("clause", where.strip())
        find(bill, clause)
        return _made(begun_clause(clause, before=how == "before_clause"), house, bill)
    path = locate(bill, where)
    if how == "at":
        return _made(insertion(reading, path), house, bill)
    return _made(removal(reading, path, with_line=house is House.COMMONS), house, bill)


def _made(operation: Operation, house: House, bill: Bill) -> Amendment:
    """The operation as a draft in the words of a House; a new clause has its place beside its words in the Commons."""
    if house is House.COMMONS and isinstance(operation, NewProvision):
        after, before = str(operation.after or ""), str(operation.before or "")
        words = write(replace(operation, after=None, before=None), house)
        return Amendment(words, house=house.value, print=bill.name, after=after, before=before)
    return Amendment(write(operation, house), house=house.value, print=bill.name)


def _undivided(bill: Bill, path: Path) -> Address | None:
    """The address of the clause at a path when it has no subsections, so that nothing can be put at its end."""
    node = bill.at(path)
    if not isinstance(node, Provision) or node.tag != "section" or _last_part(node, path) is not None:
        return None
    address = address_of(bill, path)
    return address if address is not None and address == address.top() else None


def _title(reading: Reading) -> Insert:
    """Words put in after the last words of the long title. Raises Refusal for a print without one."""
    found = long_title(reading.bill)
    if found is None:
        raise Refusal("the print has no long title", remedy="name a clause or Schedule")
    start, end = reading.extent(found[0])
    place = Place(Address("Title"), None, 1)
    words = reading.words[start:end].rstrip(" .\n").split()
    for count in range(1, len(words) + 1):
        operation = Insert(place, After(Words(" ".join(words[-count:]))), Matter(BLANK))
        if _read_back(operation, reading):
            return operation
    raise Refusal("the long title has no words to put anything after")


def insertion(reading: Reading, path: Path) -> Insert:
    """An amendment that puts a provision after the one at path, on the last line of that one.

    After a clause or Schedule it puts a part at its end. The label is a suggestion (OPC drafting guidance, 6.4).
    Raises Refusal where nothing can be put in "at end" there.
    """
    provision = _provision(reading, path)
    if unit(provision) in ("clause", "Schedule") and (last := _last_part(provision, path)) is not None:
        path, provision = last, _provision(reading, last)
    end = reading.extent(path)[1]
    line = reading.line_at(max(end - 1, 0))
    if line is None:
        raise Refusal("this print carries no page and line marks", remedy="use a print as published")
    place = Place(_top(reading, path), line.page, line.number)
    for new in _candidates(reading, path, provision):
        operation = Insert(place, LineEnd(), Matter("", (new,), dash=True))
        found = _read_back(operation, reading)
        if found and found.inserted and found.inserted[0].path == (*path[:-1], path[-1] + 1):
            return operation
    return _words_after(reading, place, line)


def removal(reading: Reading, path: Path, *, with_line: bool = True) -> LeaveOut:
    """An amendment that leaves the provision at path out. with_line: whether a whole clause is cited by page and line,
    as in the Commons. Raises Refusal for what cannot be left out by itself."""
    provision = _provision(reading, path)
    line = reading.line_at(reading.extent(path)[0])
    name = unit(provision)
    if line is None:
        raise Refusal("this print carries no page and line marks", remedy="use a print as published")
    top = _top(reading, path)
    if name in ("clause", "Schedule") and address_of(reading.bill, path) == top:
        return LeaveOut(Place(None, line.page, line.number) if with_line else Place(), Whole(top))
    place = Place(top, line.page, line.number)
    for names in (name, "paragraph", "sub-paragraph"):
        bare = provision.number is not None and not provision.number.words.startswith("(")
        operation = LeaveOut(place, Provisions(names, (_label(reading, path, provision),), bare=bare))
        found = _read_back(operation, reading)
        if found and found.whole == (path,):
            return operation
    return _lines_out(reading, path, top, line)


def begun_clause(beside: Address, *, before: bool = False) -> NewProvision:
    """A new clause after another, or before it."""
    subsection = Provision(
        "subsection",
        (Block("num", Text("(1)")), Provision("content", (Block("p", Text(BLANK)),))),
        (("class", "prov2"),),
    )
    clause = Provision("section", (Block("heading", Text(BLANK)), subsection), (("class", "prov1"),))
    return NewProvision("Clause", clause, None if before else beside, beside if before else None)


def _read_back(operation: Operation, reading: Reading) -> Resolved | None:
    """The place of an operation as its written words give it; None when they are not understood or are refused."""
    try:
        words = write(operation, House.COMMONS)
        return resolve(tabled.parse(words).operation, reading) if pairs(words) else None
    except AmendError:
        return None


def _provision(reading: Reading, path: Path) -> Provision:
    provision = reading.bill.at(path)
    if not isinstance(provision, Provision) or provision.tag not in NUMBERED:
        raise Refusal("that is no provision", remedy="name a clause, a Schedule or a part of one")
    if is_group(provision):
        raise Refusal("a heading, Part or Chapter cannot be amended", remedy="name a clause in it")
    return provision


def _top(reading: Reading, path: Path) -> Address:
    address = address_of(reading.bill, path)
    if address is None:
        raise Refusal("it stands in no clause or Schedule")
    return address.top()


def _last_part(provision: Provision, path: Path) -> Path | None:
    """The last numbered provision directly in a clause or Schedule, through headings; None when it has none."""
    for index in range(len(provision.items) - 1, -1, -1):
        item = provision.items[index]
        if not isinstance(item, Provision) or item.tag not in NUMBERED:
            continue
        inner = (*path, index)
        return inner if item.number is not None and item.tag not in ("part", "chapter") else _last_part(item, inner)
    return None


def _candidates(reading: Reading, path: Path, provision: Provision) -> list[Provision]:
    """Provisions that could come after the one at path, the likeliest first."""
    number = provision.number
    content = Provision("content", (Block("p", Text(BLANK)),))
    if number is None:
        blank = Provision("content", (Block("p", Text(f"“{BLANK}” means {BLANK};")),))
        return [Provision(provision.tag, (blank,), _style(provision))] if unit(provision) == "definition" else []
    parent = reading.bill.at(path[:-1])
    items = parent.items if isinstance(parent, Provision) else ()
    following = next((i.label for i in items[path[-1] + 1 :] if isinstance(i, Provision) and i.label), None)
    if following is None and provision.tag == "paragraph":
        following = _next_paragraph(reading.bill, path)
    printed = number.words
    made: list[Provision] = []
    for family in families(bare(printed)):
        for after in (following, None):
            try:
                label = between(bare(printed), after, family)
            except AddressError:
                continue
            words = printed.replace(bare(printed), label, 1).removesuffix(".")
            heading = (Block("heading", Text(BLANK)),) if provision.heading is not None else ()
            made.append(Provision(provision.tag, (Block("num", Text(words)), *heading, content), _style(provision)))
    return made


def _next_paragraph(bill: Bill, path: Path) -> str | None:
    """The number of the next paragraph of the Schedule, which may stand under another heading; None for none."""
    holding = [found for found, node in above(bill, path) if node.get("name") == "schedule"]
    inside = holding[0] if holding else path[:-1]
    later = (node.label for found, node in bill.provisions() if found > path and found[: len(inside)] == inside
             and node.tag == "paragraph" and found[: len(path)] != path)  # fmt: skip
    return next(filter(None, later), None)


def _words_after(reading: Reading, place: Place, line: Line) -> Insert:
    """Words to be put in after the last words of a line, where no provision can be. Raises Refusal for no words."""
    text = reading.words[line.start : line.end]
    for words in (text.split(), *(run.split() for run in _UNQUOTED.findall(text)[-1:])):
        for count in range(1, len(words) + 1):
            operation = Insert(place, After(Words(" ".join(words[-count:]))), Matter(BLANK))
            if _read_back(operation, reading):
                return operation
    raise Refusal(f"{line} has no words to put anything after: it reads “{reading.text(line)}”")


def _lines_out(reading: Reading, path: Path, top: Address, line: Line) -> LeaveOut:
    """The lines of a provision that has no name to be left out by. Raises Refusal when they hold more than it."""
    start, end = reading.extent(path)
    last = reading.line_at(max(end - 1, start)) or line
    operation = LeaveOut(Place(top, line.page), Lines(line.number, last.number))
    found = _read_back(operation, reading)
    if found and last.page == line.page and found.whole == (path,):
        return operation
    operation = LeaveOut(Place(top, line.page, line.number), Range(Beginning(), _line_end(line, last)))
    found = _read_back(operation, reading)
    if found and (found.start, found.end) == (start, end):
        return operation
    raise Refusal(f"what begins on {line} has no name and no lines of its own: it reads “{reading.text(line)}”")


def _line_end(first: Line, last: Line) -> LineEnd:
    return LineEnd(last.number, last.page if last.page != first.page else None)


def _style(provision: Provision) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in provision.attributes if key in ("class", "name"))


def _label(reading: Reading, path: Path, provision: Provision) -> str:
    """The label of a provision; of a definition, the term that it defines."""
    if unit(provision) != "definition":
        return provision.label
    words = reading.words[slice(*reading.extent(path))].lstrip('“"')
    for mark in ("”", '"', " means", " has ", " includes", " is "):
        words = words.split(mark, 1)[0]
    return words.strip()
