"""What one person typed and another cut, where the file has kept only the cut: found by the print, which never had it.

LibreOffice (measured, 7.4.7) writes a paragraph that is inserted and then left out by someone else as left out only. So
when all is rejected it would stand, though the print does not have it; here it is given its insertion back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from amend.word.ooxml.tracked import Authorship, PhysicalParagraph, RevisedWords, Revision

NOBODY = Authorship("", "")
"""Who inserted what is known only by its having been cut."""

_LONGEST = 40_000
"""Characters of a stretch that are looked at."""


def with_insertions(read: Sequence[PhysicalParagraph], printed: str) -> tuple[PhysicalParagraph, ...] | None:
    """The paragraphs with those of their deleted words as inserted too that the print does not have.

    printed: what the print says there, white space as single spaces, a line feed after each paragraph. None when what
    was not deleted is not the print's either, so that something else was edited.
    """
    units = list(_units(read))
    if len(units) > _LONGEST:
        return None
    reached = [{0}]
    for character, deleted, _, _ in units:
        reached.append(_step(reached[-1], character, printed, deleted=deleted))
        if not reached[-1]:
            return None
    at = len(printed)
    if at not in reached[-1]:
        return None
    lost: set[tuple[int, int]] = set()
    for index in range(len(units) - 1, -1, -1):
        character, _, paragraph, place = units[index]
        if at and at - 1 in reached[index] and printed[at - 1] == character:
            at -= 1
        else:
            lost.add((paragraph, place))
    return tuple(_with_insertions(paragraph, index, lost) for index, paragraph in enumerate(read))


def _step(positions: set[int], character: str, printed: str, *, deleted: bool) -> set[int]:
    """How far into the print a character leads: one on where it stands there; a deleted one may not stand there."""
    on = {at + 1 for at in positions if printed.startswith(character, at)}
    return on | positions if deleted else on


def _units(read: Sequence[PhysicalParagraph]) -> Iterator[tuple[str, bool, int, int]]:
    """The characters that are left when all is rejected, marks as line feeds: whether deleted, and where, -1 for a
    mark."""
    for index, paragraph in enumerate(read):
        at = 0
        for piece in paragraph.pieces:
            for character in piece.chars:
                if not piece.edit.inserted:
                    yield " " if character.isspace() else character, piece.edit.deleted is not None, index, at
                at += 1
        if not paragraph.mark.inserted:
            yield "\n", paragraph.mark.deleted is not None, index, -1


def _with_insertions(paragraph: PhysicalParagraph, index: int, lost: set[tuple[int, int]]) -> PhysicalParagraph:
    """The paragraph with what is lost as inserted, its pieces cut where that begins and ends."""
    pieces: list[RevisedWords] = []
    at = 0
    for piece in paragraph.pieces:
        for character in piece.chars:
            edit = Revision(NOBODY, piece.edit.deleted) if (index, at) in lost else piece.edit
            if pieces and pieces[-1][1:] == (edit, piece.look):
                pieces[-1] = RevisedWords(pieces[-1].chars + character, edit, piece.look)
            else:
                pieces.append(RevisedWords(character, edit, piece.look))
            at += 1
    mark = Revision(NOBODY, paragraph.mark.deleted) if (index, -1) in lost else paragraph.mark
    return replace(paragraph, pieces=tuple(pieces), mark=mark)
