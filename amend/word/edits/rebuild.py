"""The Bill whose paragraphs someone has edited: words changed in their places, paragraphs taken out and put in.

Paragraphs that are still there keep their provision, with its identity and marks. New ones are placed by their labels
after the one above them, as `english.continued` reads them; so are those whose own label no longer fits where they
were, or whose list has lost its first words. What comes out is printed again and must say what was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from amend.errors import Refusal
from amend.model.printed import OUTSIDE, XHTML, each, paragraphs
from amend.model.provision import Bill, Block, Path, Provision
from amend.model.text import Text
from amend.word.edits.draft_tree import Stems
from amend.word.edits.lines import RestoredLine, Typed, bared, folded, labelled, lines, named
from amend.word.edits.paragraph_index import ParagraphIndex, groups, own, place, runs, standing, tails
from amend.word.edits.place import IN_CELL, Displaced, Placer, quotes_structure

ATTEMPTS = 400
"""Times that paragraphs are put back with more of them placed anew, before it is said that they cannot be."""


def retyped(bill: Bill, typed: Sequence[Typed]) -> Bill:
    """The Bill with its paragraphs as typed: every one that is left, in order, and those that came in.

    What is typed on the cover and among the contents is left aside. Raises Refusal, with the place, for what cannot be
    made out, and WordsError for a label that fits no list.
    """
    stands = standing(bill)
    if not any(one.words for one in typed):
        raise Refusal("all its text is deleted", remedy="leave the text that is not to be left out")
    loose: set[int] = set()
    for _ in range(ATTEMPTS):
        try:
            found = lines(stands, typed, loose)
            new = _Returned(stands, found).bill()
        except Displaced as displaced:
            loose |= displaced.paragraphs
            if table := displaced.paragraphs & stands.cells.keys():
                raise Refusal(
                    "a table would have to stand in another provision",
                    place=named(stands, min(table)),
                    remedy="leave the paragraph above it in its place",
                ) from displaced
            continue
        _prove(new, stands, lines(stands, typed, set()))
        return new
    raise Refusal("its paragraphs do not fit together", remedy="edit one clause at a time")


class _Returned:
    """Puts lines back into a Bill, once. Raises Displaced with the paragraphs that have to be placed anew."""

    def __init__(self, stands: ParagraphIndex, found: list[RestoredLine]) -> None:
        self._stands, self._lines = stands, found
        self._stems = Stems(stands.bill.root)
        self._alive = {line.base: line for line in found if line.base is not None}

    def bill(self) -> Bill:
        self._displace_orphans()
        self._displace_hosts()
        for index, paragraph in enumerate(self._stands.paragraphs):
            if paragraph.role in OUTSIDE or not runs(paragraph):
                continue
            line = self._alive.get(index)
            if line is None:
                self._leave_out(index)
            else:
                self._retype(index, line)
        self._quotations()
        self._groups()
        self._tables()
        self._place()
        return replace(self._stands.bill, root=self._stems.frozen())

    # What has to be placed anew

    def _displace_orphans(self) -> None:
        """Displace what has lost the first paragraph of its provision, or the words that quote it."""
        lost: set[int] = set()
        for index in self._alive:
            for path, node in self._stands.above(index):
                if node.tag == "quotedStructure":
                    first: int | None = self._stands.quotations[path].host
                elif groups(node):
                    continue
                else:
                    first = self._stands.leads[path]
                if first is not None and first not in self._alive and index not in lost:
                    if node.get("name") == "schedule":
                        raise Refusal(
                            "its number is left out, and not all that it says",
                            place=named(self._stands, index),
                            remedy="leave the number, or take out the whole Schedule",
                        )
                    lost.add(index)
        for index, line in self._alive.items():
            if index not in lost and index not in self._stands.cells and labelled(self._stands, line) is None:
                lost.add(index)
        if lost:
            raise Displaced(lost)

    def _displace_hosts(self) -> None:
        """Displace words that now lead to quoted text, and did not in the print."""
        for above, line in pairwise(self._lines):
            if line.base is None and above.base is not None and line.cell is None and line.inside == above.inside:
                following = self._lines[self._lines.index(line) :]
                text = "\n".join(one.body for one in following if one.base is None)
                if above.body.endswith("—") and quotes_structure(text):
                    raise Displaced({above.base})

    # Words

    def _retype(self, index: int, line: RestoredLine) -> None:
        paragraph = self._stands.paragraphs[index]
        if index in self._stands.cells:
            numbers, words = [run.words for run in paragraph.numbers], line.body
            for number in numbers:
                words = words.removeprefix(number).lstrip()
        else:
            found = labelled(self._stands, line)
            assert found is not None
            numbers, words = found
        for run, number in zip(paragraph.numbers, numbers, strict=True):
            if number != bared(run.words, run.opening, run.closing):
                self._edit(run.path, run.start, run.end, number)
        mine = own(paragraph)
        if mine is not None and words != bared(mine.words, mine.opening, mine.closing):
            self._edit(mine.path, mine.start, mine.end, words)

    def _leave_out(self, index: int) -> None:
        paragraph = self._stands.paragraphs[index]
        words = own(paragraph)
        for run in (*paragraph.numbers, *((words,) if words else ())):
            self._edit(run.path, run.start, run.end, "")

    def _edit(self, path: Path, start: int, end: int, words: str | None) -> None:
        leaf = self._stems.leaves[path]
        leaf.edits.append((start, end, words))

    def _quotations(self) -> None:
        """Have what follows each quotation say what it says now, and take out those of which nothing is left."""
        now = {path: tail for line in self._lines for path, tail in line.closings}
        for path, quotation in self._stands.quotations.items():
            start, end = quotation.tail
            if path not in now:
                self._edit(path[:-1], start - 1, start, None)
                self._edit(path[:-1], start, end, "")
                continue
            last = self._stands.paragraphs[quotation.last]
            mine = (run for run in tails(last) if run.path == path[:-1] and run.start == start)
            was = "".join(run.words[: len(run.words) - len(run.closing)] for run in mine)
            if folded(was) != folded(now[path]):
                self._edit(path[:-1], start, end, now[path])

    def _groups(self) -> None:
        """Have the clauses of a Part, or under a heading, stand without it where it is left out."""
        heads: dict[Path, list[int]] = {}
        for index, paragraph in enumerate(self._stands.paragraphs):
            if paragraph.role not in OUTSIDE and runs(paragraph):
                heads.setdefault(place(paragraph)[:-1], []).append(index)
        for path, stem in self._stems.stems.items():
            own = heads.get(path, [])
            if groups(stem.provision) and own and not any(index in self._alive for index in own):
                stem.dissolved = True

    # Tables

    def _tables(self) -> None:
        """Take out the rows of which no cell is left, and put in those that are new."""
        standing_ = {path[:-1] for index, path in self._stands.cells.items() if index in self._alive}
        for path in {path[:-1] for path in self._stands.cells.values()} - standing_:
            self._stems.stems[path].removed = True
        rows = {line.row: self._stands.cells[line.base][:-1] for line in self._lines if line.base in self._stands.cells}
        after: Path | None = None
        for row, group in groupby(self._lines, key=lambda line: line.row):
            new = list(group)
            if row is None or row in rows:
                after, put = rows.get(row), 0
            elif after is not None:
                self._put_row(after, put, new)
                put += 1
            else:
                raise Refusal(
                    f"a row of a table stands before the first that was there: “{new[0].words[:50]}”",
                    remedy="put it after the row that is to be above it",
                )

    def _put_row(self, after: Path, put: int, new: list[RestoredLine]) -> None:
        """Put a row into a table. after: that of the print above it. put: how many rows were put in there before."""
        boxes = []
        for _, cell in groupby(new, key=lambda line: line.cell):
            blocks = tuple(Block("p", Text(line.body), IN_CELL) for line in cell if line.body)
            boxes.append(Provision(f"{XHTML}td", blocks))
        self._stems.stems[after].put_beside([Provision(f"{XHTML}tr", tuple(boxes))], put)
        for line in new:
            line.base = -1

    # New paragraphs

    def _place(self) -> None:
        """Place each run of new lines after the line above it."""
        placer = Placer(self._stands, self._stems, self._lines)
        at = 0
        while at < len(self._lines):
            line = self._lines[at]
            end = at + 1
            if line.base is None:
                while end < len(self._lines) and self._continues(line, self._lines[end]):
                    end += 1
                placer.place(at, end)
            at = end

    @staticmethod
    def _continues(line: RestoredLine, following: RestoredLine) -> bool:
        return following.base is None and (following.inside, following.cell) == (line.inside, line.cell)


def _prove(new: Bill, stands: ParagraphIndex, found: list[RestoredLine]) -> None:
    """Raises Refusal when the Bill, printed again, does not say what was typed."""
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
            raise Refusal(
                f"“{line.words[:60]}” cannot be put where it stands: it came out as “{got[:60]}”",
                place=named(stands, line.base if line.base is not None else above),
                remedy="number it as its neighbours are, or edit the provision in another way",
            )
        above = line.base if line.base is not None else above
    if len(printed) > len(typed):
        raise Refusal(f"“{printed[len(typed)][:60]}” is still there at the end", remedy="leave out whole provisions")
