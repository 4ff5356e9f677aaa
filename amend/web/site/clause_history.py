"""What there is to know of one clause or Schedule: where it stands in each print, how it came to read as it does, and
what each package would make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from amend.engine.compare.comparison import near_changes
from amend.engine.compare.redline import Beside
from amend.web.rows import RowSetting, rows_as_html
from amend.web.site.bill_pages import ByWhom, by_whom
from amend.web.site.gathered import ActorPackage, Gathered, ShownPrint
from amend.web.site.sheets import ContentsEntry
from amend.web.site.touched import RowsByTop, rows_compared

LONG = 60
"""Rows of a redline from which on it shows only what changes and what that stands in."""


@dataclass(frozen=True, slots=True)
class Redline:
    """A clause from one text to another.

    name: whose amendments it is changed by, or the print in which it is changed. base: the print that is amended.
    whom: the package; None for a print. rows: its own of those by_top, which has the whole comparison.
    """

    name: str
    base: ShownPrint
    whom: ByWhom | None
    rows: tuple[Beside, ...]
    by_top: RowsByTop

    @property
    def printing(self) -> bool:
        """Whether nothing changes but numbers, references and punctuation."""
        return not any(row.moved for row in self.rows) and all(
            piece.printing for row in self.rows for piece in row.visible if piece.kind != "same"
        )

    @property
    def gone(self) -> bool:
        """Whether all of it is left out."""
        return bool(self.rows) and all(piece.kind == "left out" for row in self.rows for piece in row.visible)

    def html(self, *, beside: bool = True) -> tuple[str, int]:
        """It as HTML, and how many rows that do not change were left away as it is long."""
        near = near_changes(self.rows)
        shown = [at for at in range(len(self.rows)) if at in near] if len(self.rows) > LONG else range(len(self.rows))
        rows = [self.rows[at] for at in shown]
        kept = {place for place, at in enumerate(shown) if at in near}
        how = RowSetting(tables=self.by_top.tables, beside=beside)
        html = "\n".join(rows_as_html(rows, self.by_top.new, near=kept, how=how))
        return html, len(self.rows) - len(rows)


@dataclass(frozen=True, slots=True)
class InPrint:
    """A clause in one print. entry: it in the contents of that; None where the print has not got it. since: the redline
    from the print before, where both have it and it changed; same: whether it did not."""

    print: ShownPrint
    entry: ContentsEntry | None
    since: Redline | None = None
    same: bool = False


@dataclass(frozen=True, slots=True)
class ClauseHistory:
    """A clause or Schedule by the name that it keeps.

    standing: in each print, the oldest first. newest: the newest print that has it, and entry its place there. under:
    its redline under each package that changes it. beside: the packages that would put another right next to it.
    packages: all of these.
    """

    slug: str
    standing: tuple[InPrint, ...]
    newest: ShownPrint
    entry: ContentsEntry
    under: tuple[Redline, ...]
    beside: tuple[tuple[ShownPrint, ByWhom], ...]
    packages: tuple[ActorPackage, ...]

    @property
    def path(self) -> str:
        """Of its page."""
        return f"provision/{self.slug}.html"

    @property
    def alone(self) -> str:
        """Of the file that has it by itself."""
        return f"provision/{self.slug}-alone.html"


class Histories:
    """The clauses and Schedules of a site, each by the name that it keeps."""

    def __init__(self, found: Gathered) -> None:
        self._found = found
        self._tops: dict[str, dict[str, ContentsEntry]] = {
            print_.slug: {found.lasting[print_.slug][entry.path].slug: entry for entry in print_.sheets.tops}
            for print_ in found.prints
        }
        self._rows: dict[str, RowsByTop] = {}

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """Their names: those of the newest print in its order, then those that only older ones have."""
        return tuple(dict.fromkeys(slug for print_ in reversed(self._found.prints) for slug in self._tops[print_.slug]))

    def order(self, print_: ShownPrint) -> Sequence[str]:
        """The names of those of one print, in its order."""
        return tuple(self._tops[print_.slug])

    def entry(self, print_: ShownPrint, slug: str) -> ContentsEntry | None:
        """One in a print; None where that has not got it."""
        return self._tops[print_.slug].get(slug)

    def of(self, slug: str) -> ClauseHistory:
        """All there is to know of one."""
        newest = next(one for one in reversed(self._found.prints) if slug in self._tops[one.slug])
        return ClauseHistory(
            slug,
            tuple(self._standing(slug)),
            newest,
            self._tops[newest.slug][slug],
            tuple(self._under(slug)),
            tuple(self._beside(slug)),
            tuple(self._packages(slug)),
        )

    def _standing(self, slug: str) -> Iterator[InPrint]:
        before: ShownPrint | None = None
        for print_ in self._found.prints:
            entry = self.entry(print_, slug)
            was = self.entry(before, slug) if before else None
            if entry is None or was is None or before is None:
                yield InPrint(print_, entry)
            else:
                by_top = self._between(before, print_)
                rows = by_top.of(was.path, entry.path)
                changed = any(row.changed for row in rows)
                redline = Redline(print_.name, before, None, rows, by_top) if changed else None
                yield InPrint(print_, entry, redline, not changed)
            before = print_

    def _between(self, old: ShownPrint, new: ShownPrint) -> RowsByTop:
        key = f"{old.slug} {new.slug}"
        if key not in self._rows:
            self._rows[key] = rows_compared(self._found.compared(old, new))
        return self._rows[key]

    def _under(self, slug: str) -> Iterator[Redline]:
        for print_ in reversed(self._found.prints):
            entry = self.entry(print_, slug)
            for package in self._found.packages_on(print_) if entry else ():
                touched = package.touched.by_path.get(entry.path) if entry else None
                if entry and touched and touched.rows:
                    (whom,) = by_whom((package,), entry.path)
                    yield Redline(package.name, print_, whom, touched.rows, package.touched.rows)

    def _packages(self, slug: str) -> Iterator[ActorPackage]:
        for print_ in self._found.prints:
            entry = self.entry(print_, slug)
            for package in self._found.packages_on(print_) if entry else ():
                if entry and entry.path in package.touched.by_path:
                    yield package

    def _beside(self, slug: str) -> Iterator[tuple[ShownPrint, ByWhom]]:
        for print_ in reversed(self._found.prints):
            entry = self.entry(print_, slug)
            for whom in by_whom(self._found.packages_on(print_), entry.path) if entry else ():
                if whom.follows or whom.precedes:
                    yield print_, whom
