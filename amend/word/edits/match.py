"""A Word file exported from a print and edited: which paragraph of the print each of its own is, and what it says.

Nothing in the file is trusted to say so. The paragraphs that are left when all changes are rejected must be those of
the print, in order; where they are not, someone has edited without tracking, and the two are matched by what they say
and by the bookmarks that survive. A paragraph that is left when changes are accepted is the one of the print from
which its words were kept, wherever the editor has put the marks of the paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

from amend.engine.compare.redline import RENUMBERING
from amend.errors import ReadError
from amend.model.numbering import bare, families
from amend.model.printed import Role
from amend.model.provision import Bill
from amend.model.text import folded
from amend.word.edits.as_printed import printed_number
from amend.word.edits.lines import cited_paragraph
from amend.word.edits.paragraph_index import ParagraphIndex, standing
from amend.word.edits.restore_insertions import NOBODY, with_insertions
from amend.word.edits.typed import Printed, Typed, accepting, left_by, without_words_in_those_of_others
from amend.word.ooxml import anchors, tracked
from amend.word.ooxml.comments import Private, comments_of
from amend.word.ooxml.open_untrusted import Opened, opened
from amend.word.ooxml.tracked import PhysicalParagraph, ResolvedParagraph, W
from amend.word.write.revisions import HANDS

_W = f"{{{W}}}"
_UNAMENDED: dict[Role, str] = {
    "bill title": "the title on the cover",
    "break": "the number at the foot of the contents",
    "bill stage": "the stage on the cover",
    "caution": "what the cover says of the print",
    "set form": "the words “A Bill to”",
    "enacting": "the enacting formula",
}
_ALIKE = 0.5
"""The share of characters from which on two paragraphs are taken for one that was edited."""


@dataclass(frozen=True, slots=True)
class Untracked:
    """A paragraph that was edited without tracking. place: how it is cited. before: as printed, "" for one that was put
    in. after: as it is, "" for one that is gone."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment. base: the paragraph of the print that it is on, or comes after, None where it is not in the text; at:
    how many characters of that paragraph stand before it. words: what the paragraph that it is on says now. rows: its
    paragraphs. inserted: whether nothing of the paragraph that it is on is of the print. private: why it is never to be
    published, "" where nothing says so."""

    author: str
    base: int | None
    at: int
    words: str
    rows: tuple[str, ...]
    inserted: bool = False
    private: Private = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited file beside its print.

    read: its physical paragraphs. bases: of each paragraph that is left when all changes are rejected, the index of the
    paragraph of the print that it is; None for one that is not of the print. untracked: what differs all the same.
    lists: its parts that say how numbers are counted, and its styles.
    """

    stands: ParagraphIndex
    read: tuple[PhysicalParagraph, ...]
    before: tuple[ResolvedParagraph, ...]
    bases: tuple[int | None, ...]
    untracked: tuple[Untracked, ...]
    comments: tuple[Comment, ...]
    lists: tuple[tuple[etree._Element, ...], tuple[etree._Element, ...]] = ((), ())

    @property
    def authors(self) -> tuple[str, ...]:
        """Those who made changes, in the order of their changes; not the hands in which we renumber."""
        others = (HANDS[RENUMBERING].author, NOBODY.author)
        return tuple(author for author in tracked.authors(self.read) if author not in others)

    @property
    def renumbered(self) -> bool:
        """Whether numbers follow in it that we had follow."""
        return HANDS[RENUMBERING].author in tracked.authors(self.read)

    def typed(self, author: str | None = None, *, follow: bool = False) -> tuple[Typed, ...]:
        """The paragraphs that are left with the changes of one author made, None for those of all.

        follow: whether the numbers follow that we had follow; they follow again when the Bill is printed.
        """
        accept = accepting(author, follow=follow)
        return left_by(self.printed, without_words_in_those_of_others(self.read, accept)[0], accept)

    def set_aside(self, author: str) -> int:
        """In how many paragraphs an author put words into what others had put in, which go with it."""
        return without_words_in_those_of_others(self.read, accepting(author, follow=False))[1]

    @property
    def printed(self) -> Printed:
        """What is left of it when all changes are rejected."""
        return Printed(self.stands, self.before, self.bases, self.lists)

    def aside(self, typed: Sequence[Typed]) -> tuple[str, ...]:
        """What was edited that no amendment is made to, as a sentence each: the cover and the enacting words."""
        changed = {
            role
            for one in typed
            if one.base is not None
            and (role := self.stands.paragraphs[one.base].role) in _UNAMENDED
            and one.words != self.stands.words[one.base]
        }
        there = {one.base for one in typed}
        changed |= {
            one.role
            for base, one in enumerate(self.stands.paragraphs)
            if one.role in _UNAMENDED and base not in there and self.stands.words[base]
        }
        numbers = []
        for one in typed if not self.renumbered else ():
            paragraph = self.stands.paragraphs[one.base] if one.base is not None else None
            was = folded(" ".join(run.words for run in paragraph.numbers)) if paragraph else ""
            was = was or printed_number(self.stands, one.base)
            number = " ".join(one.words.split()[: len(was.split())])
            if one.base is not None and number != was and families(bare(number.rpartition(" ")[2])):
                where = cited_paragraph(self.stands, one.base)
                numbers.append(f"{where}: “{number}” is its number only when the Bill is printed again")
        said = (f"no amendment is made to {_UNAMENDED[role]}, which was edited" for role in sorted(changed))
        return (*said, *numbers)


def read(file: Path | str, print_: Bill) -> Edited:
    """The file beside the print that it was exported from.

    Raises ReadError for a file that is none, was not exported, or was exported from another print.
    """
    return matched(opened(file), print_)


def matched(file: Opened, print_: Bill) -> Edited:
    """An opened file beside the print that it was exported from. Raises ReadError as `read` does."""
    said = anchors.anchors_of(file.related("customXml"), place=file.place)
    if said is None:
        raise ReadError(
            "it was not exported with amend, or has lost what ties it to its print",
            place=file.place,
            remedy="edit a file that `amend export` wrote; a Bill that exists only in Word is read with -o BILL.xml",
        )
    if said.sha256 != anchors.digest(print_):
        same = said.print and said.print == print_.number
        raise ReadError(
            f"it was exported from another {'copy of ' if same else 'print, '}{said.print or 'one without a number'}",
            place=file.place,
            remedy="give that one with --print",
        )
    stands = standing(print_)
    found, before = _with_cuts(stands, tracked.physical_paragraphs(file.body, exported=True))
    bases = _bases(stands, found, before)
    untracked = tuple(_untracked(stands, before, bases))
    lists = tuple(file.related("numbering")), tuple(file.related("styles"))
    edited = Edited(stands, found, before, bases, untracked, (), lists)
    return replace(edited, comments=tuple(_comments(file, edited)))


# The print's paragraphs


def _with_cuts(
    stands: ParagraphIndex, found: tuple[PhysicalParagraph, ...]
) -> tuple[tuple[PhysicalParagraph, ...], tuple[ResolvedParagraph, ...]]:
    """The paragraphs, with what one person typed and another cut as inserted where the file does not say so, and those
    that are left when all changes are rejected."""
    printed = stands.words
    before = tracked.rejected(found)
    ours = [folded(one.chars) for one in before]
    if ours == printed:
        return found, before
    out = list(found)
    for operation, a1, a2, b1, b2 in SequenceMatcher(None, printed, ours, autojunk=False).get_opcodes():
        if operation in ("replace", "insert"):
            start = before[b1 - 1].ends + 1 if b1 else 0
            end = before[b2 - 1].ends + 1
            again = with_insertions(found[start:end], "".join(f"{words}\n" for words in printed[a1:a2]))
            if again is not None:
                out[start:end] = again
    return tuple(out), tracked.rejected(out)


def _bases(
    stands: ParagraphIndex, found: Sequence[PhysicalParagraph], before: Sequence[ResolvedParagraph]
) -> tuple[int | None, ...]:
    """The paragraph of the print that each is which is left when all changes are rejected."""
    printed = stands.words
    ours = [folded(one.chars) for one in before]
    if ours == printed:
        return tuple(range(len(printed)))
    bases: list[int | None] = [None] * len(ours)
    for operation, a1, a2, b1, b2 in SequenceMatcher(None, printed, ours, autojunk=False).get_opcodes():
        if operation == "equal":
            bases[b1:b2] = range(a1, a2)
        elif operation == "replace":
            _match_edited(printed, before, found, bases, range(a1, a2), range(b1, b2))
    return tuple(bases)


def _match_edited(
    printed: Sequence[str],
    before: Sequence[ResolvedParagraph],
    found: Sequence[PhysicalParagraph],
    bases: list[int | None],
    ours: range,
    theirs: range,
) -> None:
    """Match paragraphs that differ from the print, in order: one for one where there are as many, else by bookmark, or
    by how much of the words is the same."""
    if len(ours) == len(theirs):
        bases[theirs.start : theirs.stop] = ours
        return
    low = ours.start
    for there in theirs:
        marks = {
            point.name
            for index in {stretch.paragraph for stretch in before[there].stretches} | {before[there].ends}
            for point in found[index].bookmarks
        }
        marked = next((here for here in range(low, ours.stop) if anchors.bookmark(here) in marks), None)
        words = folded(before[there].chars)
        if marked is None:
            alike = [(SequenceMatcher(None, printed[here], words).ratio(), -here) for here in range(low, ours.stop)]
            best = max(alike, default=(0.0, 0))
            marked = -best[1] if best[0] >= _ALIKE else None
        if marked is not None:
            bases[there] = marked
            low = marked + 1


def _untracked(
    stands: ParagraphIndex, before: Sequence[ResolvedParagraph], bases: Sequence[int | None]
) -> list[Untracked]:
    """What differs from the print when all changes are rejected, in the order of the file."""
    out: list[Untracked] = []
    following = 0
    for one, base in zip(before, bases, strict=True):
        words = folded(one.chars)
        if base is None:
            if words:
                out.append(Untracked(f"after {cited_paragraph(stands, following - 1)}", "", words))
            continue
        out += _gone(stands, range(following, base))
        printed = stands.words[base]
        if words != printed:
            out.append(Untracked(cited_paragraph(stands, base), printed, words))
        following = base + 1
    return out + _gone(stands, range(following, len(stands.paragraphs)))


def _gone(stands: ParagraphIndex, indices: range) -> list[Untracked]:
    printed = ((index, stands.words[index]) for index in indices)
    return [Untracked(cited_paragraph(stands, index), words, "") for index, words in printed if words]


# Comments


def _comments(file: Opened, edited: Edited) -> list[Comment]:
    """The comments of a file that say something, in the order of their places, those that are not in the text last.

    Where the file does not say which are replies, the second at one place may be one.
    """
    said = comments_of(file)
    home = {
        (stretch.paragraph, stretch.piece): base
        for one, base in zip(edited.before, edited.bases, strict=True)
        for stretch in one.stretches
    }
    out: list[Comment] = []
    left = dict(said)
    base, kept = 0, 0
    for index, paragraph in enumerate(edited.read):
        at, pending = 0, list(paragraph.comments)
        taken: set[int] = set()
        words = folded("".join(piece.chars for piece in paragraph.pieces if not piece.edit.deleted))
        printed = [home.get((index, place)) for place in range(len(paragraph.pieces))]
        first = next((one for one in printed if one is not None), None)
        if first is not None and first != base:
            base, kept = first, 0
        for piece, found in zip((*paragraph.pieces, tracked.RevisedWords("")), (*printed, None), strict=True):
            while pending and pending[0].at <= at + len(piece.chars):
                point = pending.pop(0)
                on = base if found is None else found
                before = (kept if on == base else 0) + (point.at - at if found is not None else 0)
                one = said.get(point.name)
                left.pop(point.name, None)
                if one and one.rows:
                    second = point.at in taken and not one.threaded
                    private = one.private or ("perhaps a reply" if second else "")
                    out.append(Comment(one.author, on, before, words, one.rows, first is None, private))
                    taken.add(point.at)
            at += len(piece.chars)
            if found is not None:
                base, kept = found, len(piece.chars) + (kept if found == base else 0)
    return out + [Comment(one.author, None, 0, "", one.rows, False, one.private) for one in left.values() if one.rows]
