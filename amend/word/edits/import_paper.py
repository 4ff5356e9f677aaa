"""The amendments of an amendment paper in Word: one that we wrote and someone edited, or any other.

Its changes are accepted. The styles of our papers say what each row is; a row in another style is told by what it says,
as in a text that was pasted, and a paper without those styles is read as such a text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from amend.drafting.papers import checked
from amend.errors import ReadError
from amend.formats import pasted
from amend.formats.listed import Paper, number_said
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.word.edits.import_edits import LeftOut, Reason
from amend.word.edits.paper_head import PaperHead
from amend.word.edits.paper_reader import FoundAmendment, is_amendment_number, read_styled, unmarked, with_kept
from amend.word.edits.paper_rows import WordPaperRow, is_styled, rows_of_paper
from amend.word.ooxml.comments import WrittenComment, comments_of
from amend.word.ooxml.open_untrusted import Opened, opened
from amend.word.ooxml.paper_styles import kept_rows, same_words

_TAB_AND_NUMBER = re.compile(r"(?P<name>[^\t]+)\t(?P<number>[^\t]{1,14})")
_TO_LINE = re.compile(r"what follows to line \d+")
_LINE = re.compile(r":(\d+)$")


@dataclass(frozen=True, slots=True)
class WordPaper:
    """An amendment paper read from a Word file. left_out: its comments that are no statement, each with the reason."""

    paper: Paper
    left_out: tuple[LeftOut, ...] = ()


def import_word_paper(file: Path | str, *, comments: bool = False) -> WordPaper:
    """The amendments in a Word file that is an amendment paper, its tracked changes read as made.

    comments: whether a comment on words that were edited becomes the explanatory statement of their amendment; a reply,
    a resolved one or one with hidden text never does. A finding for each thing that could not be taken in; a note says
    that changes were read as made. Raises ReadError for a file that is no Word file, or has no amendment.
    """
    return read_paper(opened(file), comments=comments)


def read_paper(file: Opened, *, comments: bool = False) -> WordPaper:
    """The amendments in an opened Word file, as `import_word_paper` gives them. Raises ReadError."""
    rows, authors = rows_of_paper(file)
    kept = kept_rows(file.related("customXml"))
    if is_styled(rows):
        read, found = read_styled(rows, kept or {}, file.place)
    else:
        read, found = _as_pasted(rows, kept or {}, file.place)
    if not read.amendments:
        raise ReadError("there is no amendment in it", place=file.place, remedy="is it the right file?")
    numbers = [number_said(one.number, one.amends) for one in read.amendments]
    _matched_by_number(found, numbers, kept or {})
    amendments = tuple(with_kept(one, its.kept) for one, its in zip(read.amendments, found, strict=True))
    read = checked(replace(read, amendments=amendments))
    read = replace(read, findings=(*_notes(file.place, authors, kept, found, numbers), *read.findings))
    amendments, left = _stated(read.amendments, found, rows, comments_of(file), ours=bool(kept), asked=comments)
    return WordPaper(replace(read, amendments=amendments), left)


def _matched_by_number(
    found: Sequence[FoundAmendment], numbers: Sequence[str], kept: Mapping[str, dict[str, str]]
) -> None:
    """Give what the paper keeps of it to an amendment that has lost its bookmark, as a row that is typed anew has."""
    taken = {one.kept.get("mark") for one in found}
    free = {row.get("number"): row for mark, row in kept.items() if mark not in taken}
    for one, number in zip(found, numbers, strict=True):
        if not one.kept and numbers.count(number) == 1:
            one.kept = free.get(number, {})


def _notes(
    place: str,
    authors: Sequence[str],
    kept: Mapping[str, dict[str, str]] | None,
    found: Sequence[FoundAmendment],
    numbers: Collection[str],
) -> list[Finding]:
    """What to know of how the paper was read: its tracked changes, and which of its amendments are no longer there."""
    notes = []
    if authors:
        by = ", ".join(author or "nobody named" for author in authors)
        message = f"its tracked changes (by {by}) were read as made: what they insert is the wording now"
        notes.append(Finding(message, place, level="note"))
    there = {one.kept.get("mark") for one in found}
    for mark, row in (kept or {}).items():
        if mark not in there and row.get("number") not in numbers:
            message = "it was on the paper when that was written, and is no longer there"
            notes.append(Finding(message, place, row.get("number", ""), level="note"))
    return notes


def _as_pasted(
    rows: Sequence[WordPaperRow], kept: Mapping[str, dict[str, str]], place: str
) -> tuple[Paper, list[FoundAmendment]]:
    """The paper in rows without our styles: its head by what it says, and the rest as a text that was pasted."""
    head = PaperHead()
    lines: list[str] = []
    paragraphs: list[int] = []
    in_head = True
    for row in rows:
        in_head = in_head and len(lines) < _HEAD_ROWS
        if in_head and head.take_words(row):
            continue
        named = _TAB_AND_NUMBER.fullmatch(row.words)
        if named and is_amendment_number(named["number"]) and not re.search(r"\d", named["name"]):
            lines += [named["number"], ""]
            paragraphs += [row.at, row.at]
        lines += [named["name"] if named and lines[-2:-1] == [named["number"]] else row.pasted.text, ""]
        paragraphs += [row.at, row.at]

    def at(said: str) -> str:
        number = _LINE.search(said)
        return f"{place}, paragraph {paragraphs[int(number[1]) - 1]}" if number else said

    read = pasted.parse("\n".join(lines), place=place)
    found = [_found(one, paragraphs, rows, kept) for one in read.amendments]
    amendments = tuple(
        replace(one, source=place, house=head.house, stage=head.stage, print=head.number) for one in read.amendments
    )
    findings = [
        replace(one, message=_TO_LINE.sub("below it", one.message), place=at(one.place)) for one in read.findings
    ]
    findings += [
        Finding(f"it has {thing}, which was left out", f"{place}, paragraph {row.at}")
        for row in rows
        for thing in row.lost
    ]
    about = (head.bill, head.number, head.house, head.stage, head.date)
    return Paper(*about, amendments, tuple(findings), read.withdrawn), found


_HEAD_ROWS = 12
"""Rows of a text that may be its head."""


def _found(
    amendment: Amendment, paragraphs: Sequence[int], rows: Sequence[WordPaperRow], kept: Mapping[str, dict[str, str]]
) -> FoundAmendment:
    """Where an amendment that was read as pasted begins, and whether its words were edited."""
    number = _LINE.search(amendment.source)
    first = paragraphs[int(number[1]) - 1] if number else 0
    words = " ".join(amendment.words.split())
    whole = f"{amendment.number} {words}"
    near = [row for row in rows if row.at >= first and unmarked(row.pasted.text) in whole]
    its = next((kept[mark] for row in near if row.at <= first + 1 for mark in row.marks if mark in kept), {})
    return FoundAmendment(amendment.number, first=first, edited=any(row.edited for row in near), kept=its)


def _stated(
    amendments: Sequence[Amendment],
    found: Sequence[FoundAmendment],
    rows: Sequence[WordPaperRow],
    comments: Mapping[str, WrittenComment],
    *,
    ours: bool,
    asked: bool,
) -> tuple[tuple[Amendment, ...], tuple[LeftOut, ...]]:
    """The amendments with comments for statements where that is asked for, and the comments that are none, with why.

    ours: whether the paper says what its amendments said, so that edits without tracking are known too.
    """
    on: dict[str, tuple[int, bool]] = {}
    for row in rows:
        index = sum(one.first <= row.at for one in found) - 1
        on.update((name, (index, second)) for name, second in row.comments)
    stated: dict[int, list[str]] = {}
    left: list[LeftOut] = []
    for name, comment in comments.items():
        if not comment.rows:
            continue
        index, second = on.get(name, (-1, False))
        reason: Reason | None = comment.private or ("perhaps a reply" if second and not comment.threaded else None)
        if not asked:
            reason = reason or "not asked for"
        elif index < 0:
            reason = reason or "not in the text"
        elif not _was_edited(found[index], amendments[index], ours=ours):
            reason = reason or "not on an edited provision"
        elif amendments[index].statement:
            reason = reason or "a statement is there"
        if reason is None:
            stated.setdefault(index, []).extend(comment.rows)
        else:
            one = amendments[index] if index >= 0 else None
            where = f"amendment {number_said(one.name, one.amends)}" if one else ""
            left.append(LeftOut(comment.author, where, "\n".join(comment.rows), reason))
    said = (
        replace(one, statement="\n".join(stated[index])) if index in stated else one
        for index, one in enumerate(amendments)
    )
    return tuple(said), tuple(left)


def _was_edited(found: FoundAmendment, amendment: Amendment, *, ours: bool) -> bool:
    return found.edited or (ours and not same_words(found.kept, amendment.words))
