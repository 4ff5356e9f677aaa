"""What is to be done to the old text to get the new one, provision by provision: words changed, provisions put in, left
out and replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import groupby, pairwise

from amend.drafting import proof, table_changes
from amend.drafting.groups import groups_of, kept_groups, regrouped
from amend.drafting.known_print import KnownPrint
from amend.drafting.old_shape import DIVIDED, body_of, subsections
from amend.drafting.paragraph_words import Run, changed_words, runs_of
from amend.drafting.table_changes import Row
from amend.drafting.word_edits import WordEdit
from amend.engine.compare.alignment import heaviest_run, in_common
from amend.engine.compare.pairing import Pairing
from amend.english.quotes import righted
from amend.english.structure import written_rows
from amend.errors import WordsError
from amend.model.outline import HEADS, above, blocks, groups, is_group, is_quoted, own_paragraphs, parts, tables, top_of
from amend.model.provision import NUMBERED, Bill, Block, Path, Provision, unit, walk
from amend.model.table_rows import is_row, is_table, rows_in


class DraftStyle(StrEnum):
    """How much an amendment takes in."""

    WORDS = "words"
    USUAL = "usual"
    PROVISIONS = "provisions"


ALIKE = 0.5
"""The share of words from which on two paragraphs of a provision are taken for the same one."""


class Wider(Exception):
    """What cannot be amended by edits of its parts: the provision it is in is to be replaced. For use within here."""


class Editor:
    """Finds the edits of one clause or Schedule.

    whole: the provisions of the old print that are replaced whole, to which are added those whose parts cannot be
    amended. Of the others each edit is the smallest that there is.
    """

    def __init__(self, pairing: Pairing, new: Bill, print_: KnownPrint, style: DraftStyle, whole: set[Path]) -> None:
        """new: the new text in the old one's numbers. print_: the old one."""
        self._old, self._new, self._pairing = pairing.old, new, pairing
        self.old_text, self.new_text = print_.text.proof, proof.ProofText(new)
        self._reading, self._segments = print_.reading, print_.segments
        self._style = style
        self.whole = whole

    def edits(self, a: Path, b: Path) -> list[WordEdit]:
        """The edits of a clause or Schedule that stands in both texts; none where it is itself replaced whole."""
        if a in self.whole:
            return []
        try:
            return list(self._inside(a, b, a))
        except Wider:
            self.whole.add(a)
            return []

    def replaced(self, a: Path, b: Path) -> WordEdit:
        """The edit that puts a provision in the place of one of the old print."""
        return WordEdit(*self._reading.extent(a), self.above(a), provisions=(self._node(self._new, b),), whole=a)

    def above(self, path: Path) -> Path:
        """The next provision up that could be replaced whole; the clause or Schedule itself at last."""
        return next((outer for outer, node in reversed(above(self._old, path)) if _is_unit(node)), path)

    def _provision(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edits of a provision below a clause or Schedule: of its parts or, where those cannot be amended, of the
        whole. unit_: the nearest above it that could be replaced whole."""
        if not _is_unit(self._node(self._old, a)):
            yield from self._inside(a, b, unit_)
            return
        if a not in self.whole:
            try:
                yield from list(self._inside(a, b, a))
                return
            except Wider:
                self.whole.add(a)
        yield self.replaced(a, b)

    def _inside(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edits of the words and parts of a provision. unit_: it, or the nearest above it that could be replaced
        whole. Raises Wider where that is to be."""
        if proof.same_in_both(self.old_text, a, self.new_text, b):
            return
        if (divided := self._divided(a, b, unit_) or self._collapsed(a, b, unit_)) is not None:
            yield divided
            return
        yield from self._number(a, b, unit_)
        yield from self._paragraphs(a, b, unit_, closing=False)
        yield from self._tables(a, b, unit_)
        yield from self._parts(a, b, unit_)
        yield from self._paragraphs(a, b, unit_, closing=True)
        yield from self._headings(a, b, unit_)
        yield from self._group_headings(a, b, unit_)

    def _divided(self, a: Path, b: Path, unit_: Path) -> WordEdit | None:
        """The edit where all the words of a clause, or paragraph of a Schedule, make way for subsections; None where
        they do not."""
        old, new = self._node(self._old, a), self._node(self._new, b)
        if old.tag not in DIVIDED or old.tag != new.tag or is_quoted(self._old, a) or subsections(old):
            return None
        came = tuple(item for item in body_of(new) if isinstance(item, Provision))
        if not came or came != tuple(subsections(new)) or self._style is DraftStyle.PROVISIONS:
            return None
        at = next((index for index, item in enumerate(old.items) if isinstance(item, Provision)), None)
        return WordEdit(self._reading.extent((*a, at))[0], self._reading.extent(a)[1], unit_, "", came) if at else None

    def _collapsed(self, a: Path, b: Path, unit_: Path) -> WordEdit | None:
        """The edit where words without a number take the place of all subsections of a section of an Act; None where
        they do not."""
        old, new = self._node(self._old, a), self._node(self._new, b)
        if old.tag not in DIVIDED or old.tag != new.tag or not is_quoted(self._old, a) or subsections(new):
            return None
        gone = [(*a, index) for index, item in enumerate(old.items) if isinstance(item, Provision)]
        came = [block for _, block in own_paragraphs(self._new, b, closing=False)]
        if len(gone) != len(subsections(old)) or not gone or len(came) != len(list(blocks(new))) - _heads(new):
            return None
        start, end = self._reading.extent(gone[0])[0], self._reading.extent(gone[-1])[1]
        return WordEdit(start, end, unit_, "", tuple(came))

    def _number(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edit of a number inside quoted text, which is that of an Act; any other is the clerks' to change."""
        one, other = self._node(self._old, a).number, self._node(self._new, b).number
        if top_of(self._old, a) in (a, None) or is_group(self._node(self._old, a)):
            return
        if (one is None) != (other is None):
            raise Wider
        if one is not None and other is not None and is_quoted(self._old, a):
            at = self._node(self._old, a).items.index(one)
            yield from self._block((*a, at), one, b, other, unit_)

    def _headings(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edits of a heading inside quoted text; any other is the clerks' to change."""
        one, other = self._node(self._old, a), self._node(self._new, b)
        if not is_quoted(self._old, a[:-1]):
            return
        if (one.heading is None) != (other.heading is None):
            raise Wider
        if one.heading is not None and other.heading is not None:
            index = one.items.index(one.heading)
            yield from self._block((*a, index), one.heading, b, other.heading, unit_)

    def _group_headings(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edits of headings over groups of parts, inside quoted text."""
        if not is_quoted(self._old, a):
            return
        ours, theirs = list(groups(self._old, a)), list(groups(self._new, b))
        for path, group in ours:
            there = self._pairing.new_of(path)
            other = self._node(self._new, there) if there in [found for found, _ in theirs] and there else None
            if group.heading is None or (other is not None and other.heading is None):
                continue
            at = (*path, group.items.index(group.heading))
            if other is None or other.heading is None:
                yield WordEdit(*self._reading.extent(at), unit_)
            else:
                assert there is not None
                yield from self._block(at, group.heading, there, other.heading, unit_)
        for path, group in theirs:
            first = next((self._pairing.old_of(inner) for inner, _ in parts(self._new, path)), None)
            if self._pairing.old_of(path) is None and group.heading is not None:
                if first is None:
                    raise Wider
                start = self._reading.extent(first)[0]
                yield WordEdit(start, start, unit_, provisions=(replace(group.heading, tag="p"),))

    def _paragraphs(self, a: Path, b: Path, unit_: Path, *, closing: bool) -> Iterator[WordEdit]:
        """The edits of a provision's own paragraphs: those that stay, and those that go or come."""
        ours, theirs = own_paragraphs(self._old, a, closing=closing), own_paragraphs(self._new, b, closing=closing)
        anchors = [(-1, -1), *_aligned([p for _, p in ours], [p for _, p in theirs]), (len(ours), len(theirs))]
        for (i, j), (k, m) in pairwise(anchors):
            if i >= 0:
                yield from self._block(ours[i][0], ours[i][1], theirs[j][0], theirs[j][1], unit_)
            gone, came = ours[i + 1 : k], tuple(block for _, block in theirs[j + 1 : m])
            if gone:
                start, end = self._reading.extent(gone[0][0])[0], self._reading.extent(gone[-1][0])[1]
                yield WordEdit(start, end, unit_, provisions=came)
            elif came and (i >= 0 or k < len(ours)):
                at = self._reading.extent(ours[i][0])[1] if i >= 0 else self._reading.extent(ours[k][0])[0]
                yield WordEdit(at, at, unit_, provisions=came)
            elif came and closing and (listed := list(parts(self._old, a))):
                at = self._reading.extent(listed[-1][0])[1]
                yield WordEdit(at, at, unit_, provisions=came)
            elif came:
                raise Wider

    def _tables(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edits of the tables among a provision's paragraphs: words in rows that stay, and rows that go or come."""
        ours, theirs = tables(self._old, a), tables(self._new, b)
        if not theirs:
            yield from (WordEdit(*self._reading.extent(table), unit_) for table in ours)
        for one, other in zip(ours, theirs, strict=True) if len(ours) == len(theirs) else ():
            gone, came = rows_in(self._old, one), rows_in(self._new, other)
            last: tuple[int, int] | None = None
            for i, j in table_changes.paired(self._old, gone, came):
                stays = self._cells(gone[i], came[j], unit_) if 0 <= i < len(gone) else ()
                if stays is None:
                    continue
                if last is not None:
                    between = [row for _, row in came[last[1] + 1 : j]]
                    yield from self._rows([path for path, _ in gone], (last[0], i), between, unit_)
                yield from stays
                last = i, j

    def _cells(self, old: Row, new: Row, unit_: Path) -> list[WordEdit] | None:
        """The edits of the words of a row of a table; None where it is replaced whole."""
        if old[0] in self.whole:
            return None
        can_go = table_changes.can_go(self._reading, old, new)
        found: list[WordEdit] = []
        try:
            for (path, block), (there, other) in table_changes.cells(old, new):
                found += self._block(path, block, there, other, old[0] if can_go else unit_)
        except Wider:
            if not can_go:
                raise
            self.whole.add(old[0])
            return None
        return found

    def _rows(
        self, rows: Sequence[Path], between: tuple[int, int], came: Sequence[Provision], unit_: Path
    ) -> Iterator[WordEdit]:
        """The edits where rows of a table go, or come, or both. between: the rows that stay above and below, by their
        index; -1 and the number of rows for none."""
        i, k = between
        gone = rows[i + 1 : k]
        if gone:
            yield WordEdit(self._reading.extent(gone[0])[0], self._reading.extent(gone[-1])[1], unit_, "", tuple(came))
        elif came and rows:
            at = self._reading.extent(rows[i])[1] if i >= 0 else self._reading.extent(rows[k])[0]
            yield WordEdit(at, at, unit_, "", tuple(came))

    def _block(self, path: Path, block: Block, other: Path, new: Block, unit_: Path) -> Iterator[WordEdit]:
        """The edits of one paragraph, and of what stands among its words."""
        if len(block.objects) != len(new.objects):
            raise Wider
        for ours, theirs in zip(runs_of(block), runs_of(new), strict=False):
            yield from self._words(path, block, ours, new, theirs, unit_)
        for index, (thing, counterpart) in enumerate(zip(block.objects, new.objects, strict=False)):
            if thing.tag != counterpart.tag:
                raise Wider
            if thing.tag != "authorialNote":
                yield from self._provision((*path, index), (*other, index), unit_)

    def _words(self, path: Path, block: Block, ours: Run, new: Block, theirs: Run, unit_: Path) -> Iterator[WordEdit]:
        """The edits that turn one run of words into another."""
        found = changed_words(block, ours, new, theirs)
        if found is None:
            raise Wider
        whole = self._style is DraftStyle.PROVISIONS or (self._style is DraftStyle.USUAL and found.much)
        if found.changes and block.tag == "p" and whole and self.can_be_written(unit_):
            raise Wider
        for change in found.changes:
            yield WordEdit(self._at(path, change.start), self._at(path, change.end), unit_, change.words)

    def can_be_written(self, path: Path) -> bool:
        """Whether an amendment can put in all that a provision becomes: no table, and no quotation left open."""
        if is_row(self._old.at(path)):
            return True  # it is no unit otherwise
        there = self._pairing.new_of(path)
        if there and any(is_table(node) for _, node in walk(self._new.at(there))):
            return False
        try:
            righted("\n".join(written_rows(self._node(self._new, there)))) if there else None
        except WordsError:
            return False
        return True

    def _at(self, path: Path, offset: int) -> int:
        """The position in the reading of a character of a block."""
        for segment in self._segments.get(path, ()):
            if segment.offset <= offset <= segment.offset + segment.end - segment.start:
                return segment.start + offset - segment.offset
        raise Wider

    def _parts(self, a: Path, b: Path, unit_: Path) -> Iterator[WordEdit]:
        """The edits of the numbered parts of a provision: those that stay, and runs of those that go or come."""
        ours, theirs = (
            [(path, node) for path, node in parts(bill, at) if node.tag != "tblock"]  # see `_tables`
            for bill, at in ((self._old, a), (self._new, b))
        )
        places = {path: index for index, (path, _) in enumerate(theirs)}
        stays: list[tuple[int, int]] = []
        for index, (path, _) in enumerate(ours):
            there = self._pairing.new_of(path)
            if there is None or there not in places or there in self._pairing.moved:
                continue
            if is_quoted(self._old, a) or not regrouped(self._pairing, path, there):
                stays.append((index, places[there]))
        kept = heaviest_run([there for _, there in stays])
        anchors = [(-1, -1), *(stays[index] for index in kept), (len(ours), len(theirs))]
        for (i, j), (k, m) in pairwise(anchors):
            if i >= 0:
                yield from self._provision(ours[i][0], theirs[j][0], unit_)
            gone, came = ours[i + 1 : k], theirs[j + 1 : m]
            if came and not gone and self._second(a, came[0][1]) and k == len(ours):
                at = self._reading.extent(a)[1]
                yield WordEdit(at, at, unit_, provisions=tuple(node for _, node in came))
            elif gone or came:
                beside = (ours[i][0] if i >= 0 else None, ours[k][0] if k < len(ours) else None)
                yield from self._run(a, gone, came, beside, unit_)

    def _second(self, a: Path, came: Provision) -> bool:
        """Whether a part that comes in is the second subsection of a clause that has none, so that all it says is the
        first."""
        node = self._node(self._old, a)
        return came.tag == DIVIDED.get(node.tag) and not subsections(node) and not is_quoted(self._old, a)

    def _run(
        self,
        parent: Path,
        gone: Sequence[tuple[Path, Provision]],
        came: Sequence[tuple[Path, Provision]],
        beside: tuple[Path | None, Path | None],
        unit_: Path,
    ) -> Iterator[WordEdit]:
        """The edits where parts go, or come, or both. beside: the parts that stay before and after them; None for none.

        What comes under a heading of the old text goes in place of parts that go there, or beside the one that stays.
        """
        runs = [[path for path, _ in run] for _, run in groupby(gone, key=lambda part: part[0][:-1])]
        taken: dict[int, list[Provision]] = {}
        for over, group in groupby(came, key=lambda part: kept_groups(self._pairing, part[0])):
            new = [node for _, node in group]
            index = next((at for at, paths in enumerate(runs) if groups_of(self._pairing, paths[0]) == over), None)
            near = [(at, path) for at, path in enumerate(beside) if path and groups_of(self._pairing, path) == over]
            if near and index is None and not is_quoted(self._old, parent):
                side, stays = near[0]
                at = self._reading.extent(stays)[1 - side]
                yield WordEdit(at, at, unit_, provisions=tuple(new))
            else:
                taken.setdefault(0 if is_quoted(self._old, parent) else index or 0, []).extend(new)
        for index, paths in enumerate(runs):
            start, end = self._reading.extent(paths[0])[0], self._reading.extent(paths[-1])[1]
            yield WordEdit(start, end, unit_, provisions=tuple(taken.get(index, ())))
        if taken and not runs:
            at = self._beside(parent, beside[0])
            yield WordEdit(at, at, unit_, provisions=tuple(taken[0]))

    def _beside(self, parent: Path, before: Path | None) -> int:
        """Where parts come in after one that stays, or without one at the beginning."""
        if before is not None:
            return self._reading.extent(before)[1]
        following = next(iter(parts(self._old, parent)), None)
        return self._reading.extent(following[0])[0] if following else self._reading.extent(parent)[1]

    @staticmethod
    def _node(bill: Bill, path: Path) -> Provision:
        node = bill.at(path)
        assert isinstance(node, Provision)
        return node


def _is_unit(node: Provision) -> bool:
    """Whether it could be replaced whole."""
    return bool(unit(node)) and node.tag in NUMBERED and not is_group(node)


def _heads(node: Provision) -> int:
    """How many numbers and headings of its own a provision has."""
    return sum(isinstance(item, Block) and item.tag in HEADS for item in node.items)


def _aligned(ours: Sequence[Block], theirs: Sequence[Block]) -> list[tuple[int, int]]:
    """Which paragraphs are the same: one for one where there are as many, else those most alike, in order."""
    if len(ours) == len(theirs):
        return [(index, index) for index in range(len(ours))]
    alike = []
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            ratio = in_common(one.words.split(), other.words.split())
            if ratio >= ALIKE or (one.objects and other.objects):
                alike.append((i, j, 1 + round(10 * ratio)))
    best: list[tuple[int, int]] = []
    for index in heaviest_run([j for _, j, _ in alike], [weight for _, _, weight in alike]):
        i, j, _ = alike[index]
        if not best or i > best[-1][0]:
            best.append((i, j))
    return best


def unnumbered(node: Provision) -> Provision:
    """A clause or Schedule without its number, as it is tabled."""
    return replace(node, items=tuple(item for item in node.items if item is not node.number))
