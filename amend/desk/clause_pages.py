"""A clause or Schedule of a text as its page shows it: the rows with page and line, what is over it, what to edit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from amend.desk.additions import levels_at
from amend.desk.answers import spelled
from amend.desk.open_sheets import OpenText
from amend.engine.compare.comparison import near_changes
from amend.engine.compare.redline import Beside
from amend.errors import AddressError
from amend.model.citation import address_of
from amend.model.outline import groups_over, is_schedule, tops
from amend.model.printed import BlockRun
from amend.model.provision import Block, Path, Provision, unit
from amend.model.text import OBJECT
from amend.web.rows import RowSetting, rows_as_html
from amend.web.site.bill_pages import margin_of
from amend.web.site.sheets import ContentsEntry

_CITED = re.compile(r"\b([Cc]lause|Schedule) ([0-9]+[A-Z]*)\b")


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """Which clause or Schedule a page shows: at, its path in the text; or was, in the print, for one left out."""

    at: Path | None = None
    was: Path | None = None


@dataclass(frozen=True, slots=True)
class WordsToEdit:
    """Words of a row that can be changed. at: the path of their block. piece: which run of its words. words: them."""

    at: Path
    piece: int
    words: str


@dataclass(frozen=True, slots=True)
class RowToEdit:
    """What can be done at a row. cited: how its provision is cited. words: each run of its words. below: the path of
    what is added to or left out. goes: what is left out, "subsection (2)"; "" where nothing is by itself. levels: what
    can be added below it, the likeliest first."""

    cited: str
    words: tuple[WordsToEdit, ...]
    below: Path
    goes: str
    levels: tuple[str, ...]


class ClausePage:
    """A clause or Schedule of a text."""

    def __init__(self, shown: OpenText, place: ShownPlace) -> None:
        """Raises AddressError for a place that is none."""
        self.shown, self.place = shown, place
        bill = shown.print.bill if place.at is None else shown.text
        path = place.was if place.at is None else place.at
        try:
            node = bill.at(path) if path else None
        except IndexError:
            node = None
        if path is None or not isinstance(node, Provision):
            raise AddressError("there is no such clause in the text", remedy="choose one of the contents")
        self.entry = ContentsEntry(path, node, 0, "", 0, True)
        self.over = tuple(ContentsEntry(at, one, 0, "", 0, False) for at, one in groups_over(bill, path))

    @property
    def rows(self) -> Sequence[Beside]:
        """Its rows beside those of the print."""
        if self.place.at is None:
            return self.shown.rows.of(self.place.was, None)
        old = self.place.at if self.shown.as_printed else self.shown.old_of.get(self.place.at)
        return self.shown.rows.of(None if self.shown.as_printed else old, self.place.at)

    @property
    def html(self) -> Markup:
        """Its rows as HTML, of which each that can be edited has a link that says so."""
        rows = self.rows
        margin = margin_of(self.shown.print.prepared.reading)

        def printed(row: Beside) -> str:
            """Where the row stands in the print, though it be another here."""
            return margin(Beside(row.old, None, ())) if row.old else ""

        how = RowSetting(link=self._link, tables=self.shown.rows.tables, beside=False)
        made = rows_as_html(rows, self.shown.text, near=near_changes(rows), anchor=_anchor, margin=printed, how=how)
        return Markup("\n".join(made))

    def _link(self, row: Beside) -> str:
        return f"Edit {self._cited(row)}"

    def _cited(self, row: Beside) -> str:
        shown = row.new
        if shown is None:
            return ""
        if shown.role == "clause heading":
            return f"the heading of {self.entry.label or 'this clause'}"
        return str(address_of(self.shown.text, shown.path) or self.entry.said)

    @property
    def neighbours(self) -> tuple[Path | None, Path | None]:
        """The clauses or Schedules of the text before and after it; None where there is none."""
        paths = [path for path, _ in self.shown.tops]
        if self.place.at in paths:
            index = paths.index(self.place.at)
            return (paths[index - 1] if index else None), (paths[index + 1] if index + 1 < len(paths) else None)
        return None, None


def row_to_edit(shown: OpenText, at: Path, start: int) -> RowToEdit:
    """What can be done at a row, by the path of the block that its words begin in, and where. Raises AddressError."""
    rows = (row.new for row in shown.rows.all if row.new is not None and row.new.runs)
    row = next((one for one in rows if (one.runs[0].path, one.runs[0].start) == (at, start)), None)
    if row is None:
        raise AddressError("there is no such row in the text", remedy="load the page again")
    words = tuple(WordsToEdit(run.path, _piece(shown, run), run.words) for run in row.runs)
    below = row.holder or at[:-1]
    node = shown.text.at(below)
    cited = str(address_of(shown.text, at) or "")
    return RowToEdit(cited or "this", words, below, _called(node), levels_at(shown.text, below))


def new_top(shown: OpenText, below: Path) -> RowToEdit:
    """What can be done right after a clause or Schedule: another put in. Raises AddressError for none."""
    node = dict(shown.tops).get(below)
    if not isinstance(node, Provision):
        raise AddressError("there is no such clause in the text", remedy="load the page again")
    level = "Schedule" if is_schedule(node) else "clause"
    entry = ContentsEntry(below, node, 0, "", 0, True)
    return RowToEdit(f"a new {level} after {entry.label or entry.said}", (), below, "", (level,))


@dataclass(frozen=True, slots=True)
class GoTo:
    """A clause or Schedule of a text to go to. at: its path there; was: in the print, for one that is left out."""

    said: str
    at: Path | None = None
    was: Path | None = None


def cited_first(shown: OpenText, *said: str) -> GoTo | None:
    """The clause or Schedule that the first of these words cites which cite one, as the print numbers it; None where
    none does."""
    entries = [ContentsEntry(path, node, 0, "", 0, True) for path, node in tops(shown.print.bill)]
    for kind, label in (cited for words in said for cited in _CITED.findall(words)):
        for entry in entries:
            if entry.label.casefold() == f"{kind} {label}".casefold():
                at = shown.new_of(entry.path)
                return GoTo(f"{kind.lower() if kind != 'Schedule' else kind} {label}", at, None if at else entry.path)
    return None


def _called(node: object) -> str:
    if not isinstance(node, Provision) or not unit(node):
        return ""
    label = node.label or ""
    name = unit(node)
    return f"{name} {label}" if name in ("clause", "section") else f"{name} ({label})" if label else f"this {name}"


def _anchor(row: Beside) -> str:
    if row.new is None or not row.new.path or not row.new.runs:
        return ""
    return row_id(row.new.runs[0].path, row.new.runs[0].start)


def row_id(path: Path, start: int) -> str:
    """The id of a row on its page: "r-0.3.1", and behind it where its words begin in their block, "-45"."""
    return f"r-{spelled(path)}" + (f"-{start}" if start else "")


def _piece(shown: OpenText, run: BlockRun) -> int:
    block = shown.text.at(run.path)
    return block.text.chars.count(OBJECT, 0, run.start) if isinstance(block, Block) else 0
