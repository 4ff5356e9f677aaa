"""The Bill whose paragraphs someone has edited: put together again from its rows, in reading order.

What stands as it did is grafted whole, and not read. A paragraph that is still there opens its provision again, with
its identity and marks, where what holds that stands open. All else is read as rows that go on from there, by labels, as
`english.continued` reads them; so is a paragraph whose provision has lost its beginning or whose label is of another
kind. What comes out is printed again and must say what was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from amend.documents.rows import IN_CELL
from amend.english import structure
from amend.errors import AmendError, Refusal
from amend.model.apart import apart
from amend.model.finding import Finding
from amend.model.printed import OUTSIDE, each, paragraphs
from amend.model.provision import HOLDERS, NUMBERED, XHTML, Bill, Block, Path, Provision
from amend.model.text import Text, folded
from amend.word.edits import new_rows
from amend.word.edits.as_printed import PuttingBack
from amend.word.edits.graft import Branch, EditedBlock, edge
from amend.word.edits.lines import RestoredLine, Stuck, bared, cited_paragraph, labelled, lines
from amend.word.edits.paragraph_index import ParagraphIndex, block_path, holds_parts, own
from amend.word.edits.typed import Typed

_ROW = f"{XHTML}tr"
_UNITS = ("section", "paragraph")
"""What stands under headings: clauses, and the paragraphs of a Schedule."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A Bill put together again. typed: its paragraphs as they were taken in. findings: what was not taken in."""

    bill: Bill
    typed: tuple[Typed, ...]
    findings: tuple[Finding, ...] = ()


def retyped(stands: ParagraphIndex, typed: Sequence[Typed]) -> Rebuilt:
    """The Bill with its paragraphs as typed: every one that is left, in order, and those that came in.

    What is typed on the cover and among the contents is left aside. What cannot be made out, or has a label that fits
    no list, stays as printed, with a finding. Raises Refusal, with the place, when nothing can be taken in.
    """
    if not any(one.words for one in typed):
        raise Refusal("all its text is deleted", remedy="leave the text that is not to be left out")
    back = PuttingBack(stands, typed)
    while isinstance(got := _put_together(stands, back.typed), Stuck):
        back.put_back(got)
    return Rebuilt(got, tuple(back.typed), tuple(back.findings))


def _put_together(stands: ParagraphIndex, typed: Sequence[Typed]) -> Bill | Stuck:
    """The Bill that paragraphs give, or where they are stuck."""
    found = lines(stands, typed)
    if isinstance(found, Stuck):
        return found
    new_rows.loosen_hosts(stands, found)
    root = _Rows(stands, found).root()
    if isinstance(root, Stuck):
        return root
    new = replace(stands.bill, root=root)
    return _unproved(new, stands, found) or new


class _Rows:
    """Puts lines back into a Bill, from the first to the last."""

    def __init__(self, stands: ParagraphIndex, found: list[RestoredLine]) -> None:
        self._stands, self._lines = stands, found
        self._root = Branch(stands, stands.bill.root, ())
        self._first_schedules: Branch | None = None  # what holds the Schedules of a Bill that had none
        self._alive = {line.base for line in found}
        self._leaves: dict[Path, EditedBlock] = {}
        self._run = {line.base: line.run for line in found if line.run and not line.loose}
        self._rows = {line.row for line in found if line.base in stands.cells}
        self._end = 0

    def root(self) -> Provision | Stuck:
        """The tree that the lines give."""
        self._root.items = []
        at = 0
        while at < len(self._lines):
            self._end = at + 1
            try:
                self._take(at)
            except AmendError as error:
                above = next((one.base for one in reversed(self._lines[: at + 1]) if one.base is not None), None)
                placed = error if error.place else error.at(f"after {cited_paragraph(self._stands, above)}")
                return Stuck(placed, self._lines[at].at, self._lines[self._end - 1].at)
            at = self._end
        return self._root.frozen()

    def _take(self, at: int) -> None:
        """Put in the line at an index, with those that go with it; `_end` is the index of the line after them."""
        line = self._lines[at]
        if self._is_dead(line):
            self._read(at)
        elif count := self._graft(line):
            self._end = at + count
        else:
            self._retype(line)
        for one in self._lines[at : self._end]:
            self._close(one)

    # Where a paragraph of the print has its place

    def _is_dead(self, line: RestoredLine) -> bool:
        """Whether a line has no paragraph of the print whose place stands open."""
        if line.base is None or line.loose:
            return True
        closed = self._steps(self._path(line.base), line.base) is None
        if line.base not in self._stands.cells:
            return closed or (not line.run and labelled(self._stands, line) is None)
        if closed:
            raise Refusal(
                "a table would have to stand in another provision",
                place=cited_paragraph(self._stands, line.base),
                remedy="leave the paragraph above it in its place",
            )
        return False

    def _path(self, base: int) -> Path:
        return block_path(self._stands.paragraphs[base]) or self._stands.cells[base]

    def _steps(self, path: Path, base: int) -> tuple[Branch | EditedBlock, list[Path]] | None:
        """What stands open that holds a node of the print, and the nodes from there down to it, which are to be opened.

        base: the paragraph that the node begins with, or is part of. None when one of those nodes has lost its
        beginning, or is closed. A Part or heading that is left out, or ended by a new one, is passed over.
        """
        found = edge(self._root)
        open_ = {one.path: at for at, one in enumerate(found)}
        depth = next(depth for depth in range(len(path), -1, -1) if path[:depth] in open_)
        at = open_[path[:depth]]
        steps: list[Path] = []
        for one in (path[: index + 1] for index in range(depth, len(path))):
            node = self._stands.bill.at(one)
            if isinstance(node, Provision):
                if holds_parts(node) and one in self._stands.heads and path[:-1] != one:
                    continue
                if self._has_lost_its_beginning(one, node, base, apart=bool(steps)):
                    return None
            steps.append(one)
        headed = bool(steps) and self._tag(steps[0]) in _UNITS
        return self._below_new_heading(found[at:]) if headed else found[at], steps

    def _has_lost_its_beginning(self, path: Path, node: Provision, base: int, *, apart: bool) -> bool:
        """Whether a provision cannot be opened with that paragraph. apart: what holds it is not open either."""
        if node.tag == "quotedStructure":
            return apart and self._stands.quotations[path].host is not None
        if node.tag not in NUMBERED or holds_parts(node) or self._stands.leads[path] == base:
            return False
        if node.get("name") == "schedule" and self._stands.leads[path] not in self._alive:
            raise Refusal(
                "its number is left out, and not all that it says",
                place=cited_paragraph(self._stands, base),
                remedy="leave the number, or take out the whole Schedule",
            )
        return True

    @staticmethod
    def _below_new_heading(open_: Sequence[Branch | EditedBlock]) -> Branch | EditedBlock:
        """What a provision goes into of what stands open: a new heading with nothing new below it, else the first."""
        for one in reversed(open_):
            if isinstance(one, Branch) and one.path is None and holds_parts(one.provision):
                below = [item for item in one.opened() if isinstance(item, Branch)]
                return one if all(item.path is not None for item in below) else open_[0]
        return open_[0]

    def _open(self, path: Path, base: int) -> Branch | EditedBlock:
        """The node of the print at a path, opened."""
        found = self._steps(path, base)
        assert found is not None
        holder, steps = found
        for one in steps:
            holder = self._put(holder, one)
        return holder

    def _put(self, holder: Branch | EditedBlock, path: Path, *, whole: bool = False) -> Branch | EditedBlock:
        """Put the node of the print at a path into what holds it: with nothing in it yet, or whole."""
        node = self._stands.bill.at(path)
        new: Branch | EditedBlock
        if isinstance(node, Provision):
            new = Branch(self._stands, node, path, None if whole else [])
        else:
            assert isinstance(node, Block)
            new = self._leaves[path] = EditedBlock(self._stands, node, path)
        if isinstance(holder, EditedBlock):
            assert isinstance(new, Branch)
            holder.objects[path[-1]] = new
            if whole and path in self._stands.quotations:
                holder.said[self._stands.quotations[path].tail[0]] = None
        else:
            holder.append(new, path[-1] if holder.path == path[:-1] else None)
        return new

    # What stands as it did, and paragraphs whose words were edited

    def _graft(self, line: RestoredLine) -> int:
        """Put in whole the outermost provision that begins with a line and stands as it did. How many lines it is of; 0
        when there is none."""
        assert line.base is not None
        begins = self._stands.paragraphs[line.base].numbers
        found = self._steps(begins[0].path if begins else self._path(line.base), line.base)
        holder, steps = found or (None, [])
        for at, one in enumerate(steps):
            first, last = self._stands.spans[one]
            intact = first == line.base in self._run and self._run[first] == self._run.get(last)
            if holder and intact and isinstance(self._stands.bill.at(one), Provision):
                for outer in steps[:at]:
                    holder = self._put(holder, outer)
                self._put(holder, one, whole=True)
                return self._stands.turn[last] - self._stands.turn[first] + 1
        return 0

    def _retype(self, line: RestoredLine) -> None:
        assert line.base is not None
        paragraph = self._stands.paragraphs[line.base]
        numbers, words = [run.words for run in paragraph.numbers], line.body
        if line.base not in self._stands.cells:
            numbers, words = labelled(self._stands, line) or (numbers, words)
        else:
            for number in numbers:
                words = words.removeprefix(number).lstrip()
        mine = own(paragraph)
        for run, said in zip((*paragraph.numbers, *([mine] if mine else [])), (*numbers, words), strict=False):
            leaf = self._open(run.path, line.base)
            assert isinstance(leaf, EditedBlock)
            leaf.said[run.start] = None if said == bared(run.words, run.opening, run.closing) else said
        if not mine and not paragraph.numbers and words:
            cell = self._open(self._stands.cells[line.base], line.base)
            assert isinstance(cell, Branch)
            cell.add([Block("p", Text(words), IN_CELL)])

    def _close(self, line: RestoredLine) -> None:
        """Have what follows each quotation that ends with a line say what it says now."""
        for path, words in line.closings:
            leaf = self._leaves.get(path[:-1])
            if leaf is not None and path[-1] in leaf.objects:
                start, was = self._stands.tail(path)
                leaf.said[start] = None if folded(was) == folded(words) else words

    # What is read

    def _read(self, at: int) -> None:
        """Read the lines from this one on that have no place of their own."""
        line = self._lines[at]
        if line.cell is not None:
            while self._end < len(self._lines) and self._is_beside(line, self._lines[self._end]):
                self._end += 1
            self._read_cells(at, self._end)
            return
        within = self._within(line, begin=True)
        while self._end < len(self._lines) and self._goes_on(self._lines[self._end], within):
            self._end += 1
        self._read_rows(at, self._end, within)

    @staticmethod
    def _is_beside(line: RestoredLine, following: RestoredLine) -> bool:
        return following.base is None and following.cell is not None and following.row == line.row

    def _goes_on(self, line: RestoredLine, within: Branch | None) -> bool:
        return line.cell is None and self._is_dead(line) and self._within(line) is within

    def _within(self, line: RestoredLine, *, begin: bool = False) -> Branch | None:
        """The innermost quoted structure that a line is part of and that stands open; None for none. begin: whether to
        open it where the words that lead to it stand open."""
        open_ = {one.path: one for one in edge(self._root)}
        found: Branch | None = None
        for path in (line.inside[: index + 1] for index in range(len(line.inside))):
            if path not in self._stands.quotations:
                continue
            one = open_.get(path)
            if one is None and begin and path[:-1] in open_:
                one = open_[path] = self._put(open_[path[:-1]], path)
            if one is None:
                break
            assert isinstance(one, Branch)
            found = one
        return found

    def _read_rows(self, at: int, end: int, within: Branch | None) -> None:
        """Read rows as they go on from what stands open. within: the quoted structure that they are part of."""
        marks = new_rows.OldMarks(self._stands, self._lines[at:end])
        rows = [line.said(within.path if within and within.path else ()) for line in self._lines[at:end]]
        if within is not None:
            new_rows.go_on(rows, self._standing_open(within), marks)
            return
        following = self._lines[end] if end < len(self._lines) else None
        heading = rows.pop() if following and new_rows.titles(rows[-1]) and self._can_be_headed(following) else None
        for part in new_rows.by_schedule(rows):
            if new_rows.is_schedule_number(part[0]):
                self._schedules().add([marks.carried(new_rows.schedule(part))])
                continue
            open_ = self._standing_open(None)
            first = new_rows.unnumbered_clause(part) if open_[0].provision.tag == "body" else None
            if part[:first]:
                new_rows.go_on(part[:first], open_, marks)
            if first is not None:
                new = [structure.new_clause("\n".join(rows)) for rows in new_rows.by_clause(part[first:])]
                depth = next((i for i, one in enumerate(open_) if one.provision.tag == "section"), len(open_))
                open_[depth - 1].add([marks.carried(clause) for clause in new])
        if heading is not None and following is not None:
            self._put_heading(heading, following)

    def _standing_open(self, within: Branch | None) -> list[Branch]:
        """The provisions that stand open, outermost first; the first is the whole of the text that is gone on with."""
        found = edge(self._root)
        start = found.index(within) if within else 0
        open_: list[Branch] = []
        for one in found[start:]:
            if isinstance(one, EditedBlock) or one.provision.tag in ("tblock", "authorialNote"):
                break
            if one.provision.tag not in HOLDERS:
                open_.append(one)
        roots = [at for at, one in enumerate(open_) if one.provision.get("name") == "schedule"]
        roots += [at for at, one in enumerate(open_) if one is within or one.provision.tag == "body"]
        if roots:
            return open_[roots[0] :]
        return [self._opened(next(path for path in self._stands.spans if self._tag(path) == "body"))]

    def _tag(self, path: Path) -> str:
        node = self._stands.bill.at(path)
        return node.tag if isinstance(node, Provision) else ""

    def _opened(self, path: Path) -> Branch:
        """A group of the print, opened for what is new in it."""
        found = {one.path: one for one in edge(self._root)}
        depth = next(depth for depth in range(len(path), -1, -1) if path[:depth] in found)
        one = found[path[:depth]]
        for deeper in range(depth, len(path)):
            one = self._put(one, path[: deeper + 1])
        assert isinstance(one, Branch)
        return one

    def _schedules(self) -> Branch:
        """What holds the Schedules; of a Bill that had none, new."""
        for path in self._stands.spans:
            node = self._stands.bill.at(path)
            if isinstance(node, Provision) and node.get("name") == "schedules":
                return self._opened(path)
        if self._first_schedules is None:
            self._first_schedules = Branch(
                self._stands, Provision("hcontainer", (), (("class", "schs"), ("name", "schedules")))
            )
            self._opened(next(path for path in self._stands.spans if self._tag(path) == "body")).append(
                self._first_schedules
            )
        return self._first_schedules

    # Headings

    def _can_be_headed(self, line: RestoredLine) -> bool:
        """Whether a line begins a clause, or a paragraph of a Schedule, that can stand under a heading."""
        if self._is_dead(line) or line.base is None:
            return False
        found = self._steps(self._path(line.base), line.base)
        steps = found[1] if found else []
        begun = [self._tag(path) for path in steps if path in self._stands.leads or path in self._stands.quotations]
        return bool(begun) and begun[0] in _UNITS

    def _put_heading(self, heading: str, following: RestoredLine) -> None:
        """Put a heading over what a line begins, in the Part or Schedule that this is in."""
        assert following.base is not None
        found = self._steps(self._path(following.base), following.base)
        if found is None:
            fault = f"“{heading[:50]}” and what is above it do not go together with what is below"
            raise Refusal(fault, remedy="edit one clause at a time")
        holder, steps = found
        for one in steps:
            if one in self._stands.leads:
                break
            holder = self._put(holder, one)
        open_ = edge(self._root)
        if isinstance(holder, Branch) and holder.provision.get("name") == "crossheading":
            holder = open_[open_.index(holder) - 1]
        style = "schGroup7" if self._tag(one) == "paragraph" else "group7"
        head = (Block("heading", Text(heading)),)
        assert isinstance(holder, Branch)
        holder.add([Provision("hcontainer", head, (("class", style), ("name", "crossheading")))])

    # Tables

    def _begins_table(self, at: int) -> bool:
        """Whether the next paragraph of the print, from a line on, is in a table."""
        following = next((line for line in self._lines[at:] if line.base is not None), None)
        return following is not None and following.base in self._stands.cells

    def _read_cells(self, at: int, end: int) -> None:
        """Read new paragraphs in a row of a table: in a cell that was there, or in a row that is new."""
        line = self._lines[at]
        if line.row in self._rows:
            beside = next((one.base for one in self._lines if one.cell == line.cell and one.base is not None), None)
            path = self._stands.cells.get(beside) if beside is not None else None
            if beside is None or path is None or self._steps(path, beside) is None:
                fault = f"“{line.words[:50]}” stands in a cell of which no other paragraph is left"
                raise Refusal(fault, remedy="edit the words of the cell, and leave its paragraphs")
            cell = self._open(path, beside)
            assert isinstance(cell, Branch)
            cell.add([Block("p", Text(one.body), IN_CELL) for one in self._lines[at:end] if one.body])
            return
        table = next((one for one in edge(self._root) if isinstance(one, Branch) and one.provision.tag == _ROW), None)
        if table is None and not self._begins_table(end):
            while self._end < len(self._lines) and self._lines[self._end].base is None and self._lines[self._end].cell:
                self._end += 1
            raise Refusal(
                f"a table was put in, which begins “{line.words[:50]}”, and no amendment can be written of a new table",
                remedy="table it by hand",
            )
        if table is None:
            raise Refusal(
                f"a row of a table stands before the first that was there: “{line.words[:50]}”",
                remedy="put it after the row that is to be above it",
            )
        open_ = edge(self._root)
        holder = open_[open_.index(table) - 1]
        assert isinstance(holder, Branch)
        holder.add([new_rows.table_row(self._lines[at:end])])


def _unproved(new: Bill, stands: ParagraphIndex, found: list[RestoredLine]) -> Stuck | None:
    """Where the Bill, printed again, does not say what was typed; None when it does."""
    printed = [
        folded(paragraph.words)
        for paragraph in each(paragraphs(new))
        if paragraph.role not in OUTSIDE and folded(paragraph.words)
    ]
    typed = [line for line in found if line.words]
    above: int | None = None
    for index, line in enumerate(typed):
        got = printed[index] if index < len(printed) else ""
        if got != line.words:
            wanted, came = apart(line.words, got)
            error = Refusal(
                f"“{wanted}” cannot be put where it stands: it came out as “{came}”",
                place=cited_paragraph(stands, line.base if line.base is not None else above),
                remedy="number it as its neighbours are, or edit the provision in another way",
            )
            return Stuck(error, line.at, line.at, whole=True)
        above = line.base if line.base is not None else above
    if len(printed) > len(typed):
        fault = f"“{printed[len(typed)][:60]}” is still there at the end"
        return Stuck(Refusal(fault, remedy="leave out whole provisions"), found[-1].at, found[-1].at, whole=True)
    return None
