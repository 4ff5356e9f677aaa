"""Where new paragraphs go among those of a Bill: after the one above them, at the level that their labels say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from amend.english import structure
from amend.english.continued import Added, OpenProvision, continued
from amend.english.quotes import CLOSE, OPEN, closing
from amend.english.structure import DASHES, Setting
from amend.errors import AmendError, Refusal
from amend.formats.akn import AKN
from amend.model.provision import HOLDERS, NUMBERED, Block, Carried, Path, Provision
from amend.model.text import Text
from amend.word.edits.draft_tree import EditedBlock, Stem, Stems
from amend.word.edits.lines import RestoredLine, named
from amend.word.edits.paragraph_index import ParagraphIndex, chain, groups, place

_SCHEDULE = re.compile(r"Schedule(?: [0-9A-Z]+)?", re.IGNORECASE)
_GROUP = re.compile(r"(?:Part|Chapter) [0-9A-Z]+", re.IGNORECASE)
_LABEL = re.compile(r"\([0-9A-Za-z]{1,6}\)\s|[0-9]+[A-Z]*\s|[A-Z]+[0-9]+[A-Z]*\s")
_FIRST = re.compile(r"\((?:1|a)\)\s")
_STOP = re.compile(r"(?<!\betc)\.$|[;,:—―]$")


IN_CELL = (("xmlns", AKN),)
"""What a paragraph in a cell declares, for a table is of another namespace."""


class Displaced(Exception):
    """Paragraphs of the print that do not stand where they did, and have to be placed anew. For use within here."""

    def __init__(self, paragraphs: set[int]) -> None:
        super().__init__()
        self.paragraphs = paragraphs


def quotes_structure(text: str) -> bool:
    """Whether rows begin with a quotation of provisions, not with a term that is defined."""
    end = closing(text, 0) if text.startswith(OPEN) else -1
    if end < 0:
        return False
    tail = text[end + 1 :].split("\n", 1)[0]
    return bool(_LABEL.match(text, 1)) or not tail or not (tail[0].isspace() or tail[0].isalnum() or tail[0] in DASHES)


class Placer:
    """Puts runs of new lines into a tree, in their order."""

    def __init__(self, stands: ParagraphIndex, stems: Stems, lines: Sequence[RestoredLine]) -> None:
        self._stands, self._stems, self._lines = stands, stems, lines
        self._bodies = [path for path, stem in stems.stems.items() if stem.provision.tag == "body"]

    def place(self, start: int, end: int) -> None:
        """Place the lines from start to end, which are new and stand in one quoted structure, cell or none.

        Raises Displaced with the paragraphs that no longer stand where they did, Refusal or WordsError, with the place.
        """
        above = next(
            (one.base for one in reversed(self._lines[:start]) if one.base is not None and one.base >= 0), None
        )
        try:
            if self._lines[start].cell is not None:
                self._in_cell(start, end)
            else:
                self._among_provisions(start, end, above)
        except AmendError as error:
            raise error.at(f"after {named(self._stands, above)}") from error

    def _in_cell(self, start: int, end: int) -> None:
        """Put paragraphs into a cell of a table, below the one above them."""
        cell = self._lines[start].cell
        before = [one.base for one in self._lines[:start] if one.cell == cell and one.base is not None]
        following = [one.base for one in self._lines[end:] if one.cell == cell and one.base is not None]
        blocks = [Block("p", Text(line.body), IN_CELL) for line in self._lines[start:end] if line.body]
        beside = before[-1] if before else following[0]
        path = place(self._stands.paragraphs[beside])
        if not path:
            self._stems.stems[self._stands.cells[beside]].put(0, blocks)
            return
        holder = self._stems.stems[path[:-1]]
        holder.put(holder.items.index(self._stems.leaves[path]) + bool(before), blocks)

    def _among_provisions(self, start: int, end: int, above: int | None) -> None:
        words = [line.body for line in self._lines[start:end]]
        open_ = self._open(start, above)
        body = open_[0] in self._bodies or self._node(open_[0]).get("name") == "schedule"
        following = next((line.base for line in self._lines[end:] if line.base is not None), None)
        if body and self._heads(words[-1:], following):
            *words, heading = words
            assert following is not None
            self._put_heading(heading, following)
        if not words:
            return
        for rows in _schedules(words) if body else [words]:
            if body and _SCHEDULE.fullmatch(rows[0]):
                self._put_schedule(rows, above)
            elif body and not self._in_schedule(open_) and (at := _unnumbered_clause(rows)) is not None:
                if at:
                    self._continue(rows[:at], open_, above, following)
                self._put_clauses(rows[at:], open_)
            else:
                self._continue(rows, open_, above, following)

    # Where it stands open

    def _open(self, start: int, above: int | None) -> list[Path]:
        """The provisions that stand open above a line, outermost first; the first is the whole of the text it is in."""
        inside = self._lines[start].inside
        path = place(self._stands.paragraphs[above]) if above is not None else ()
        if inside:
            found = chain(self._stands.bill, path, inside) if path[: len(inside)] == inside else [inside]
            whole = next((i for i, one in enumerate(found) if self._node(one).get("name") == "schedule"), 0)
            return found[whole:]  # in a Schedule that is put into an Act, numbers are those of paragraphs
        roots = [path[:depth] for depth in range(len(path)) if self._is_root(path[:depth])]
        if roots:
            return chain(self._stands.bill, path, self._outermost_schedule(roots))
        return self._bodies[:1]

    def _is_root(self, path: Path) -> bool:
        stem = self._stems.stems.get(path)
        return stem is not None and (stem.provision.tag == "body" or stem.provision.get("name") == "schedule")

    def _outermost_schedule(self, roots: list[Path]) -> Path:
        """The Schedule of the Bill that a paragraph is in, else the body; not a Schedule that quoted text holds."""
        for path in roots:
            quoted = any(self._node(path[:d]).tag == "quotedStructure" for d in range(len(path)) if self._has(path[:d]))
            if not quoted and self._node(path).get("name") == "schedule":
                return path
        return roots[0]

    def _in_schedule(self, open_: list[Path]) -> bool:
        return any(self._node(path).get("name") == "schedule" for path in open_)

    def _has(self, path: Path) -> bool:
        return path in self._stems.stems

    def _node(self, path: Path) -> Provision:
        return self._stems.stems[path].provision

    # Provisions that go on

    def _continue(self, rows: list[str], open_: list[Path], above: int | None, following: int | None) -> None:
        """Put in rows as they go on where the text stands open."""
        path = place(self._stands.paragraphs[above]) if above is not None else ()
        seeds = []
        for depth, one in enumerate(open_):
            inner = [*open_, path][depth + 1]
            inside = len(inner) > len(one) and inner[: len(one)] == one
            before = inner[len(one)] + 1 if inside else 0
            seeds.append(OpenProvision(self._now(one), before))
        setting = Setting.SCHEDULE if self._node(open_[0]).get("name") == "schedule" else Setting.BODY
        added = continued("\n".join(rows), seeds, setting)
        self._displace_what_is_closed(added, open_, following)
        for depth in range(len(open_) - 1, -1, -1):
            if added[depth]:
                part = open_[depth + 1] if depth + 1 < len(open_) else None
                self._put(open_[depth], added[depth], part, path)

    def _now(self, path: Path) -> Provision:
        """A provision as it stands in the print, its own words as they are now."""
        provision = self._node(path)
        items: list[Provision | Block | Carried] = []
        for index, old in enumerate(provision.items):
            inner = (*path, index)
            if inner in self._stems.leaves:
                items.append(self._stems.leaves[inner].frozen() or Block("num", Text("")))
            elif isinstance(old, Provision) and old.tag in HOLDERS:
                items.append(self._stems.stems[inner].frozen() or replace(old, items=()))
            else:
                items.append(old)
        return replace(provision, items=tuple(items))

    def _displace_what_is_closed(self, added: Sequence[Added], open_: list[Path], following: int | None) -> None:
        """Displace the paragraph below when it is part of a provision that the new ones have closed."""
        depth = next((i for i, one in enumerate(added) if one.parts or one.after), len(open_) - 1)
        if following is None or following < 0 or depth + 1 >= len(open_):
            return
        path, closed = place(self._stands.paragraphs[following]), open_[depth + 1]
        if path[: len(closed)] == closed:
            raise Displaced({following})

    def _put(self, one: Path, added: Added, inner: Path | None, path: Path) -> None:
        """Put what is added into a provision: after the part that stands open, else after its own words.

        inner: the part. path: of the paragraph above.
        """
        stem = self._stems.stems[one]
        after = [Provision("wrapUp", added.after)] if added.after else []
        if inner is not None:
            self._stems.stems[inner].put_beside([*added.parts, *after])
            return
        words, at = added.words, 0
        depth = len(one)
        if path[:depth] == one and len(path) > depth:
            holder = self._stems.stems.get(path[: depth + 1])
            leaf = self._stems.leaves.get(path[: depth + 2 if holder else depth + 1])
            if holder is not None and leaf is not None and words:
                holder.put_after(leaf, words)
                words = ()
            item = holder or leaf
            at = stem.items.index(item) + 1 if item else 0
        new: list[Provision | Block] = [*([Provision("content", words)] if words else []), *added.parts]
        stem.put(at, [*new, *after])

    # What has no place in a list

    def _heads(self, words: list[str], following: int | None) -> bool:
        """Whether a last row is a heading over the clause or paragraph below it."""
        if not words or following is None or following < 0 or not _titles(words[0]):
            return False
        path = place(self._stands.paragraphs[following])
        leads = [one for one, first in self._stands.leads.items() if first == following and path[: len(one)] == one]
        return bool(leads) and self._node(leads[0]).tag in ("section", "paragraph")

    def _put_heading(self, heading: str, following: int) -> None:
        """Put a heading over a clause or paragraph and those that follow it, up to the next heading."""
        path = place(self._stands.paragraphs[following])
        first = next(p for p in (path[:d] for d in range(len(path))) if self._stands.leads.get(p) == following)
        stem = self._stems.stems[first]
        holder = stem.parent
        assert isinstance(holder, Stem)
        at = holder.items.index(stem)
        style = "schGroup7" if stem.provision.tag == "paragraph" else "group7"
        shell = Provision("hcontainer", (), (("class", style), ("name", "crossheading")))
        end = at
        while end < len(holder.items) and _is_unit(holder.items[end]):
            end += 1
        new = Stem(shell, holder, [Block("heading", Text(heading)), *holder.items[at:end]], touched=True)
        for item in new.items:
            if isinstance(item, Stem):
                item.parent = new
        del holder.items[at:end]
        outer = holder.parent
        if holder.provision.get("name") == "crossheading" and isinstance(outer, Stem):
            outer.items.insert(outer.items.index(holder) + 1, new)
            new.parent = outer
        else:
            holder.items.insert(at, new)

    def _put_schedule(self, rows: list[str], above: int | None) -> None:
        """Put a new Schedule after the one above it, or before all others."""
        path = place(self._stands.paragraphs[above]) if above is not None else ()
        whole = next((p for p, s in self._stems.stems.items() if s.provision.get("name") == "schedules"), None)
        if whole is None:
            raise Refusal(
                f"“{rows[0]}” would be the first Schedule of the Bill", remedy="table it by hand, as a new Schedule"
            )
        stem = self._stems.stems[whole]
        before = (
            self._stems.stems[path[: len(whole) + 1]]
            if path[: len(whole)] == whole and len(path) > len(whole) + 1
            else None
        )
        heads = sum(1 for item in stem.items if not isinstance(item, Stem))
        at = stem.items.index(before) + 1 if before is not None else heads
        stem.put(at, [structure.new_schedule("\n".join(rows))])

    def _put_clauses(self, rows: list[str], open_: list[Path]) -> None:
        """Put new clauses without a number after the clause that stands open."""
        new = [structure.new_clause("\n".join(clause)) for clause in _clauses(rows)]
        depth = next((i for i, path in enumerate(open_) if self._node(path).tag == "section"), None)
        if depth is not None:
            self._stems.stems[open_[depth]].put_beside(new)
            return
        holder = self._stems.stems[open_[-1]]
        heads = sum(1 for item in holder.items if isinstance(item, EditedBlock))
        holder.put(heads, new)


def _is_unit(item: object) -> bool:
    """Whether an item of a tree is no heading over others."""
    provision = item.provision if isinstance(item, Stem) else item
    return isinstance(provision, Provision) and provision.tag in NUMBERED and not groups(provision)


def _schedules(rows: list[str]) -> list[list[str]]:
    """The rows before the first new Schedule, and those of each; a Part's number joined with its heading."""
    out: list[list[str]] = []
    for row in rows:
        if not out or _SCHEDULE.fullmatch(row):
            out.append([])
        if out[-1] and _GROUP.fullmatch(out[-1][-1]):
            out[-1][-1] += f" {row}"
        else:
            out[-1].append(row)
    return out


def _unnumbered_clause(rows: list[str]) -> int | None:
    """Where the first row is that is the heading of a clause without a number; None for none."""
    for at, (row, following) in enumerate(pairwise(rows)):
        if _titles(row) and not row.startswith(OPEN) and _FIRST.match(following):
            return at
    return None


def _clauses(rows: list[str]) -> list[list[str]]:
    out: list[list[str]] = []
    for row in rows:
        if not out or (_titles(row) and not row.startswith(OPEN)):
            out.append([])
        out[-1].append(row)
    return out


def _titles(row: str) -> bool:
    """Whether a row is such words as a heading has: no number, no stop, and neither quoted nor the end of a quotation.

    Marks of quotation are looked through, for “(1A) The plan must be published.” is no heading.
    """
    if _LABEL.match(row.lstrip(OPEN)) or _STOP.search(row.rstrip(CLOSE)):
        return False
    return row.count(OPEN) == row.count(CLOSE) and not quotes_structure(row)
