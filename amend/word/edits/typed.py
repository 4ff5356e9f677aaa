"""The paragraphs of an edited file as its authors left them: what each says, and which of the print it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from amend.engine.compare.redline import RENUMBERING
from amend.word.edits.paragraph_index import ParagraphIndex
from amend.word.ooxml import list_numbers, not_words, tracked
from amend.word.ooxml.tracked import Accept, Authorship, PhysicalParagraph, ResolvedParagraph, RevisedWords
from amend.word.write.revisions import HANDS


@dataclass(frozen=True, slots=True)
class Typed:
    """A paragraph as it was left. words: white space folded. base: the index of the paragraph of the print that it is,
    None for a new one. cell: what tells the cell of a table it is in from others; None for none. row: the same of the
    row of the table.

    unread: what of it is no words (see `ooxml.not_words`). moved: whether some of it was moved to where it is.
    untracked: whether some of it was edited without tracking.
    """

    words: str
    base: int | None = None
    cell: object = None
    row: object = None
    unread: tuple[str, ...] = ()
    moved: bool = False
    untracked: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """What is left of a file when all changes are rejected. bases: which paragraph of the print each is, None for one
    that is not of the print. lists: the parts of the file that say how numbers are counted, and its styles."""

    stands: ParagraphIndex
    left: tuple[ResolvedParagraph, ...]
    bases: tuple[int | None, ...]
    lists: tuple[tuple[etree._Element, ...], tuple[etree._Element, ...]] = ((), ())

    def is_changed(self, at: int) -> bool:
        """Whether one of the paragraphs is not as printed, so that it was edited without tracking."""
        base, words = self.bases[at], " ".join(self.left[at].chars.split())
        return bool(words) if base is None else words != self.stands.words[base]

    @property
    def gone(self) -> tuple[int, ...]:
        """The paragraphs of the print that were taken out without tracking."""
        there = set(self.bases)
        return tuple(at for at, words in enumerate(self.stands.words) if words and at not in there)


def accepting(author: str | None, *, follow: bool) -> Accept:
    """The changes of one author, None for those of all. follow: whether with the numbers that we had follow."""
    renumbering = HANDS[RENUMBERING].author

    def accept(change: Authorship) -> bool:
        if change.author == renumbering:
            return follow
        return author is None or change.author == author

    return accept


def without_words_in_those_of_others(
    read: Sequence[PhysicalParagraph], accept: Accept
) -> tuple[tuple[PhysicalParagraph, ...], int]:
    """The paragraphs without what an author put into words or paragraphs of others, whose insertions are rejected; and
    the number of paragraphs that had any of it."""
    out: list[PhysicalParagraph] = []
    count = 0
    for paragraph in read:
        others = [_is_of_others(piece, accept) for piece in paragraph.pieces]
        said = [at for at, piece in enumerate(paragraph.pieces) if piece.chars.strip()]
        new = bool(said) and others[said[0]] and all(paragraph.pieces[at].edit.inserted for at in said)
        inside = [new or (any(others[at - 1 : at]) and any(others[at + 1 : at + 2])) for at in range(len(others))]
        pieces = tuple(
            piece._replace(chars="") if piece.edit.inserted and not other and within else piece
            for piece, other, within in zip(paragraph.pieces, others, inside, strict=True)
        )
        count += pieces != paragraph.pieces
        out.append(paragraph if pieces == paragraph.pieces else replace(paragraph, pieces=pieces))
    return tuple(out), count


def _is_of_others(piece: RevisedWords, accept: Accept) -> bool:
    return piece.edit.inserted is not None and not accept(piece.edit.inserted)


def left_by(printed: Printed, read: Sequence[PhysicalParagraph], accept: Accept) -> tuple[Typed, ...]:
    """The paragraphs that are left with these changes made, each with the one of the print that it is. read: those of
    the file, as they are to be taken."""
    left = tracked.resolved(read, accept)
    home = {
        (stretch.paragraph, stretch.piece): (base, printed.is_changed(at))
        for at, (one, base) in enumerate(zip(printed.left, printed.bases, strict=True))
        for stretch in one.stretches
    }
    ends = {one.ends: base for one, base in zip(printed.left, printed.bases, strict=True)}
    kept: list[Counter[int]] = []
    for one in left:
        counts: Counter[int] = Counter()
        for stretch in one.stretches:
            base, _ = home.get((stretch.paragraph, stretch.piece), (None, False))
            if base is not None:
                counts[base] += sum(map(str.isalnum, stretch.chars)) or 1
        kept.append(counts)
    words, counted = _words(printed, read, left, kept)
    chosen = _chosen(printed.stands, words, kept)
    _retyped_alike(printed.stands, words, kept, chosen)
    taken = set(chosen.values())
    out = []
    start = 0
    for index, one in enumerate(left):
        base = chosen.get(index)
        own = ends.get(one.ends)
        if base is None and not kept[index] and own is not None and own not in taken:
            base = own
        cell = read[one.ends].cell
        row = (cell.table, cell.row) if cell else None
        physical = read[start : one.ends + 1]
        start = one.ends + 1
        things = (*tracked.unread(physical, accept), *counted[index])
        moved = any(paragraph.moved for paragraph in physical)
        sources = [home.get((stretch.paragraph, stretch.piece)) for stretch in one.stretches]
        untracked = any(source is not None and source[1] for source in sources)
        out.append(Typed(words[index], base, cell, row, things, moved, untracked))
    return tuple(out)


def _words(
    printed: Printed,
    read: Sequence[PhysicalParagraph],
    left: Sequence[ResolvedParagraph],
    kept: Sequence[Counter[int]],
) -> tuple[list[str], list[tuple[str, ...]]]:
    """What each paragraph says, with the number that Word counts for one that is new, and what of that is not read."""
    out: list[str] = []
    unread: list[tuple[str, ...]] = []
    numbering = list_numbers.lists_of(*printed.lists)
    for one, counts in zip(left, kept, strict=True):
        number = numbering.number(read[one.ends])
        words = " ".join(one.chars.split())
        out.append(f"{number} {words}" if number and words and not counts else words)
        unread.append(
            (not_words.BULLET,) if number is None and words else (not_words.COUNTED,) if number and counts else ()
        )
    return out, unread


def _retyped_alike(
    stands: ParagraphIndex, words: Sequence[str], kept: Sequence[Counter[int]], chosen: dict[int, int]
) -> None:
    """Take a paragraph that was left out and typed again in the same words for the one that it was."""
    taken = set(chosen.values())
    low = -1
    for index, said in enumerate(words):
        if index in chosen:
            low = chosen[index]
        elif said and not kept[index]:
            for base in range(low + 1, len(stands.paragraphs)):
                if base in taken:
                    break
                if stands.words[base] == said:
                    chosen[index] = low = base
                    taken.add(base)
                    break


def _chosen(stands: ParagraphIndex, words: Sequence[str], kept: Sequence[Counter[int]]) -> dict[int, int]:
    """For each paragraph that is left, by index, the one of the print that it is: of those from which it keeps words,
    the one whose number it has, else that of most words; and each of the print once, where most of it is kept."""
    homes: dict[int, list[int]] = {}
    for index, counts in enumerate(kept):
        for base in counts:
            homes.setdefault(base, []).append(index)
    best = {
        base: max(found, key=lambda index: (_has_number(stands, base, words[index]), kept[index][base], -index))
        for base, found in homes.items()
    }
    out: dict[int, int] = {}
    for index, counts in enumerate(kept):
        mine = [base for base in counts if best[base] == index]
        if mine:
            out[index] = max(mine, key=lambda base: (_has_number(stands, base, words[index]), counts[base], -base))
    return out


def _has_number(stands: ParagraphIndex, base: int, words: str) -> bool:
    numbers = stands.paragraphs[base].numbers
    return not numbers or words.startswith(" ".join(numbers[0].words.split()))
