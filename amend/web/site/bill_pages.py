"""The text of each print, clause by clause as it is printed, its contents beside it; and the list of the prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from amend.engine.compare.redline import Beside
from amend.model.in_words import plural
from amend.model.lines import Line, Reading
from amend.model.printed import BlockRun
from amend.model.provision import Block, Path, Provision
from amend.web.matrix import day_in_words
from amend.web.rows import RowSetting, rows_as_html
from amend.web.site.gathered import ActorPackage, Gathered, ShownPrint, Tabled
from amend.web.site.page import Page, SiteFile, render
from amend.web.site.sheets import ContentsEntry

LIST = "bill/index.html"


@dataclass(frozen=True, slots=True)
class ByWhom:
    """A package that touches a clause. name: whose. tabled: its amendments that change the clause, those that would put
    a clause right behind it, and those right before it."""

    name: str
    tabled: tuple[Tabled, ...]
    follows: tuple[Tabled, ...]
    precedes: tuple[Tabled, ...]


@dataclass(frozen=True, slots=True)
class _ClauseSection:
    """A clause or Schedule on the page. before: the rows over it, as HTML; rows: its own. level: of its heading."""

    entry: ContentsEntry
    slug: str
    before: Markup
    rows: Markup
    level: int
    headed: bool
    by: tuple[ByWhom, ...]


def pages(found: Gathered) -> Iterator[Page | SiteFile]:
    """The list of the prints, and the pages of each."""
    yield _list(found)
    for print_ in found.prints:
        yield from _print(found, print_)


def about_print(print_: ShownPrint) -> str:
    """What the pages and lines of a print are, in a sentence."""
    if not print_.reading.lines:
        return "This text has no page and line numbers."
    if print_.bill.working:
        return "This is a working print: the pages and lines in its margin are not those of an official print."
    return "The pages and lines in the margin are those of the print as published."


def by_whom(packages: Sequence[ActorPackage], top: Path) -> tuple[ByWhom, ...]:
    """The packages to a print that touch a clause or Schedule of it."""
    touching = ((package, package.touched.by_path.get(top)) for package in packages)
    return tuple(
        ByWhom(
            package.name,
            *(tuple(package.standing[at] for at in places) for places in (touch.by, touch.follows, touch.precedes)),
        )
        for package, touch in touching
        if touch is not None
    )


def margin_of(reading: Reading) -> Callable[[Beside], str]:
    """What stands in the margin beside a row of a print: the page and lines on which it is printed."""

    def margin(row: Beside) -> str:
        lines: list[Line] = []
        for run in (*row.shown.numbers, *row.shown.runs):
            lines += _lines(reading, run)
        return lines_in_words(lines[0], lines[-1]) if lines else ""

    return margin


def lines_in_words(first: Line, last: Line) -> str:
    """ "p. 9, l. 21–24"; "p. 9, l. 44 – p. 10, l. 3"; a line that has no page is "l. 3"."""
    if first.page != last.page:
        return f"{_line(first)} – {_line(last)}"
    return f"{_line(first)}–{last.number}" if last.number > first.number else _line(first)


def _line(line: Line) -> str:
    """No space in it breaks but that before the line."""
    number = f"l.\N{NO-BREAK SPACE}{line.number}"
    return f"p.\N{NO-BREAK SPACE}{line.page}, {number}" if line.page else number


def _lines(reading: Reading, run: BlockRun) -> tuple[Line, ...]:
    start = reading.position(run.path, run.start)
    return reading.begun(start, start + run.end - run.start)


def _list(found: Gathered) -> Page:
    before = {new.slug: old for old, new in pairwise(found.prints)}
    prints = [
        {
            "print": one,
            "day": day_of(one),
            "about": about_print(one),
            "size": _size(one),
            "before": before.get(one.slug),
            "packages": [package for package in found.packages if package.print is one],
        }
        for one in reversed(found.prints)
    ]
    broken = [found.by_its_place(error) for error in found.here.read[1]]
    return Page(
        LIST,
        "The Bill, print by print",
        f"Each print of the {found.title} that is at hand, with its text and what it changed.",
        "bill",
        render("prints.html", LIST, prints=prints, current=found.current, broken=broken),
    )


def day_of(print_: ShownPrint) -> str:
    """The day on which a print was published, in words; "" where it does not say."""
    said = print_.bill.published[:10]
    try:
        return day_in_words(date.fromisoformat(said))
    except ValueError:
        return ""


def _size(print_: ShownPrint) -> str:
    schedules = sum(entry.node.tag != "section" for entry in print_.sheets.tops)
    clauses = len(print_.sheets.tops) - schedules
    return ", ".join(filter(None, (plural(clauses, "clause"), plural(schedules, "Schedule") if schedules else "")))


def _print(found: Gathered, print_: ShownPrint) -> Iterator[Page]:
    sheets = print_.sheets
    by_page: dict[int, list[Beside]] = defaultdict(list)
    for row in print_.rows.all:
        by_page[sheets.page_of(row.shown.path)].append(row)
    text = _PrintText(found, print_)
    count = len(sheets.starts)
    for number in range(count):
        path = print_.sheet_path(number)
        sections, rest = text.sections(number, by_page[number])
        of = f", page {number + 1} of {count}" if count > 1 else ""
        yield Page(
            path,
            f"{print_.name}{of}",
            f"The text of the {found.title} in the print {print_.in_words}{of}.",
            "bill",
            render(
                "print.html",
                path,
                print=print_,
                day=day_of(print_),
                about=about_print(print_),
                contents=text.contents,
                sections=sections,
                rest=rest,
                continued=sheets.over(sheets.starts[number]) if number else (),
                sheets=[print_.sheet_path(one) for one in range(count)],
                number=number,
                list=LIST,
                provision=lambda slug: f"provision/{slug}.html",
                named=found.cautions([one for one in found.packages_on(print_) if one.touched.by_path]),
            ),
        )


class _PrintText:
    """The text of one print, set section by section."""

    def __init__(self, found: Gathered, print_: ShownPrint) -> None:
        self._print = print_
        self._entries = print_.sheets.entries
        self._packages = found.packages_on(print_)
        self._slugs = {path: lasting.slug for path, lasting in found.lasting[print_.slug].items() if not lasting.anchor}
        self._margin = margin_of(print_.reading)
        self._levels = {
            block: entry.level + 2 for entry in self._entries for block in heading_block(entry.path, entry.node)
        }
        self._ids = {}
        for entry in self._entries:
            for block in _head_blocks(entry.path, entry.node) if entry.anchor else ():
                self._ids[block] = entry.anchor
        self._given: set[str] = set()
        self._tables = print_.rows.tables

    @property
    def contents(self) -> list[tuple[ContentsEntry, str, str]]:
        """Each entry of the contents, the path of its page and its anchor there."""
        path = self._print.sheet_path
        return [(one, path(one.page), one.anchor or f"at-{self._slugs[one.path]}") for one in self._entries]

    def sections(self, page: int, rows: Sequence[Beside]) -> tuple[list[_ClauseSection], Markup]:
        """The clauses and Schedules of a page, each with what stands over it, and what stands behind the last."""
        found, at = [], 0
        self._given = set()
        for entry in self._entries:
            if entry.page != page or not entry.top:
                continue
            start = at
            while at < len(rows) and rows[at].shown.path < entry.path:
                at += 1
            before = self._html(rows[start:at])
            start = at
            while at < len(rows) and rows[at].shown.path[: len(entry.path)] == entry.path:
                at += 1
            own = rows[start:at]
            headed = any(row.shown.path in self._levels for row in own[:2])
            by = by_whom(self._packages, entry.path)
            slug = self._slugs[entry.path]
            found.append(_ClauseSection(entry, slug, before, self._html(own), entry.level + 2, headed, by))
        return found, self._html(rows[at:])

    def _html(self, rows: Sequence[Beside]) -> Markup:
        how = RowSetting(level=self._level, tables=self._tables)
        made = rows_as_html(rows, self._print.bill, anchor=self._anchor, margin=self._margin, how=how)
        return Markup("\n".join(made))

    def _level(self, row: Beside) -> int:
        return min(self._levels.get(row.shown.path, 0), 6)

    def _anchor(self, row: Beside) -> str:
        anchor = self._ids.get(row.shown.path, "")
        if anchor in self._given:
            return ""
        self._given.add(anchor)
        return anchor


def _head_blocks(path: Path, node: Provision) -> Iterator[Path]:
    for index, item in enumerate(node.items):
        if isinstance(item, Block) and item.tag in ("num", "heading"):
            yield (*path, index)


def heading_block(path: Path, node: Provision) -> tuple[Path, ...]:
    """The block whose row is the heading of a provision: what it is headed, else the number of what only has one."""
    blocks = list(_head_blocks(path, node))
    headed = [block for block in blocks if _tag(node, block) == "heading"]
    return tuple(headed[:1] or (() if node.tag == "section" else blocks[:1]))


def _tag(node: Provision, block: Path) -> str:
    item = node.items[block[-1]]
    return item.tag if isinstance(item, Block) else ""
