"""The amendments that an edited Word file makes to the print that it was exported from, drafted and proved."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Literal

from amend.drafting import make
from amend.drafting.reverse import DraftStyle, draft
from amend.engine.apply.apply import Applied, Made
from amend.engine.compare.paragraphs import each, paragraphs
from amend.english.writer import House
from amend.errors import AmendError, Refusal
from amend.formats import draft as drafts
from amend.formats.whole_folder import refuse_filled, write_all
from amend.model.amendment import Amendment
from amend.model.lines import Reading
from amend.model.outline import tops
from amend.model.provision import Bill
from amend.word.edits.lines import Typed, folded, named
from amend.word.edits.match import Comment, Edited, Private
from amend.word.edits.paragraph_index import own, place, runs
from amend.word.edits.rebuild import retyped

_EXPORTED = re.compile(r"Amendment \S+(?: to amendment \S+)?(?:, .*)?")
_NUMBERS = re.compile(r"\([^()]*\)|\d+[A-Z]*|\s")
_LABEL = re.compile(r"\(?\w{1,6}\)?\s*")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_NOBODY = re.compile(r"(?:unknown author|author|user|amend|)", re.IGNORECASE)
"""What word processors write for someone whose name they do not know, and we for changes that are nobody's."""


Reason = Literal[Private, "not asked for", "not in the text", "not on an edited provision", "on no amendment"]
"""Why a comment became no statement."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A comment that became no statement. place: the provision that it is on, "" for none. words: its rows."""

    author: str
    place: str
    words: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Package:
    """Amendments drafted from the changes of one author, "" for those of all. bill: the text that they give. notes:
    what to know of them, a sentence each. left_out: in the last package of a file, its comments that no package has as
    a statement."""

    author: str
    bill: Bill
    amendments: tuple[Amendment, ...]
    notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()


def drafted(
    edited: Edited,
    house: House | None = None,
    *,
    by_author: bool = False,
    comments: bool = False,
    progress: Callable[[str], None] | None = None,
) -> tuple[Package, ...]:
    """The amendments that make the edits of a file, as one package or one for each author of changes.

    house: in whose words; None for that of the print. comments: whether a comment on a provision that was edited is the
    explanatory statement of the amendment there; a reply or a resolved comment never is. What was edited without
    tracking is taken in by every package. progress: told what is being done.
    Raises Refusal, with the place, for edits that no amendment can make or that cannot be made out.
    """
    print_ = edited.stands.bill
    chosen = house or (House.LORDS if "Lords" in print_.house or print_.number.startswith("HL") else House.COMMONS)
    names: tuple[str | None, ...] = edited.authors if by_author else (None,)
    packages = []
    idle = []
    reasons: dict[int, list[Reason | None]] = {}
    given = range(len(edited.comments))
    for name in names:
        typed, new = _read_edits(edited, name)
        if new == print_:
            idle.append(f"what {name} changed was put in by others, so no amendment was written of it")
        else:
            package, made = _package(edited, typed, new, name, chosen, progress)
            others = {other for other in edited.authors if name is not None and other != name}
            own = [index for index in given if edited.comments[index].author not in others]
            if comments:
                mine = [edited.comments[index] for index in own]
                amendments, found = stated(package.amendments, mine, edited, made, name)
                package = replace(package, amendments=amendments)
            else:
                found = [edited.comments[index].private or "not asked for" for index in own]
            for index, reason in zip(own, found, strict=True):
                reasons.setdefault(index, []).append(reason)
            packages.append(package)
    if not packages:
        raise Refusal("nothing in its text was changed", remedy="edit it with tracking on, and save it")
    left = [
        _left_out(edited, edited.comments[index], next(filter(None, reasons.get(index, ())), "on no amendment"))
        for index in given
        if None not in reasons.get(index, ())
    ]
    packages[-1] = replace(packages[-1], notes=(*packages[-1].notes, *idle), left_out=tuple(left))
    return tuple(packages)


def _left_out(edited: Edited, comment: Comment, reason: Reason) -> LeftOut:
    where = "" if comment.base is None else named(edited.stands, comment.base)
    return LeftOut(
        comment.author, f"after {where}" if where and comment.inserted else where, "\n".join(comment.rows), reason
    )


def _read_edits(edited: Edited, author: str | None) -> tuple[tuple[Typed, ...], Bill]:
    """The paragraphs that are left, and the Bill with them.

    Numbers that we had follow do follow, for what was typed beside them has numbers that fit, and refers to them; where
    that gives no Bill, without them. Raises Refusal or WordsError.
    """
    typed = edited.typed(author, follow=edited.renumbered)
    try:
        return typed, retyped(edited.stands.bill, typed)
    except AmendError:
        if not edited.renumbered:
            raise
    typed = edited.typed(author)
    return typed, retyped(edited.stands.bill, typed)


def _package(
    edited: Edited,
    typed: Sequence[Typed],
    new: Bill,
    author: str | None,
    house: House,
    progress: Callable[[str], None] | None,
) -> tuple[Package, Applied]:
    """The amendments of one author, None for all, and made to the print. Raises Refusal when none can be written."""
    print_ = edited.stands.bill
    found = draft(print_, new, house, DraftStyle.USUAL, progress=progress)
    notes = (*edited.aside(typed), *found.notes)
    if not found.amendments:
        raise Refusal(f"no amendment can make what was changed ({'; '.join(notes)})")
    made = make.apply(print_, found.amendments)
    amendments = found.amendments
    if author is not None and not _NOBODY.fullmatch(author):
        amendments = tuple(replace(amendment, mover=author) for amendment in amendments)
    return Package(author or "", new, amendments, (*notes, *_otherwise(new, made.bill))), made


def _otherwise(wanted: Bill, got: Bill) -> tuple[str, ...]:
    """A sentence for the first paragraph that the amendments break otherwise than the file does; none where all agree.

    Numbers, references and headings are left aside, for they follow when the Bill is printed again.
    """
    ours, theirs = (
        [folded("".join(run.words for run in one.runs)) for one in found if one.role == "text"]
        for found in (each(paragraphs(wanted)), each(paragraphs(got)))
    )
    for one, other in zip_longest(ours, theirs, fillvalue=""):
        if _NUMBERS.sub("", one.translate(_QUOTES)) != _NUMBERS.sub("", other.translate(_QUOTES)):
            return (f"where the file has the paragraph “{one[:60]}”, the amendments give “{other[:60]}”",)
    return ()


def stated(
    amendments: tuple[Amendment, ...],
    comments: Sequence[Comment],
    edited: Edited,
    made: Applied,
    author: str | None = None,
) -> tuple[tuple[Amendment, ...], list[Reason | None]]:
    """The amendments with comments as their explanatory statements, and of each comment why it is none, None if it is.

    made: the amendments, made to the print. author: whose changes they are, None for those of all. A comment must stand
    on a paragraph that was edited, and belongs to an amendment that edits that one, or puts it in.
    """
    reading = Reading(edited.stands.bill)
    left: dict[int, list[str]] = {}
    for one in edited.typed(author):
        if one.base is not None:
            left.setdefault(one.base, []).append(one.words)
    rows: dict[int, list[str]] = {}
    reasons: list[Reason | None] = []
    for comment in comments:
        reason: Reason | None = comment.private or None
        if comment.base is None:
            reason = reason or "not in the text"
        elif not comment.inserted and not _edited(edited, comment.base, left.get(comment.base, [])):
            reason = reason or "not on an edited provision"
        near = _near(comment, amendments, edited, reading, made.edits) if reason is None else {}
        if near:
            said = comment.rows[1:] if _EXPORTED.fullmatch(comment.rows[0]) else comment.rows
            rows.setdefault(min(near, key=lambda index: (near[index], index)), []).extend(said)
        reasons.append(reason or (None if near else "on no amendment"))
    stated_ = (
        replace(amendment, statement="\n".join(rows[index])) if rows.get(index) else amendment
        for index, amendment in enumerate(amendments)
    )
    return tuple(stated_), reasons


def _edited(edited: Edited, base: int, left: Sequence[str]) -> bool:
    """Whether the words of a paragraph of the print are not as they were, whatever its number. left: what it says."""
    paragraph = edited.stands.paragraphs[base]
    if list(left) == [folded(paragraph.words)]:
        return False
    words = own(paragraph)
    said = folded(words.words) if words and paragraph.numbers else ""
    renumbered = len(left) == 1 and said and left[0].endswith(said)
    return not (renumbered and _LABEL.fullmatch(left[0][: -len(said)]))


def _near(
    comment: Comment,
    amendments: Sequence[Amendment],
    edited: Edited,
    reading: Reading,
    edits: Sequence[Made],
) -> dict[int, tuple[int, int]]:
    """The amendments that a comment may belong to, each with how near it is, the smallest the nearest.

    On a paragraph of the print, those that edit it; on one that was put in, those that put in what it says, in that
    clause or Schedule or after it.
    """
    assert comment.base is not None
    at = _position(edited, reading, comment)
    if comment.inserted:
        parts = (reading.extent(path) for path, _ in tops(edited.stands.bill))
        start, end = next((part for part in parts if part[0] <= at <= part[1]), (at, at))
        end += 1
    else:
        extents = [reading.extent(run.path) for run in runs(edited.stands.paragraphs[comment.base])]
        start, end = min((one for one, _ in extents), default=at), max((last for _, last in extents), default=at)
    near: dict[int, tuple[int, int]] = {}
    for edit in edits:
        says = _says(amendments[edit.index], comment.words)
        beside = edit.start == edit.end and bool(edit.inserted)
        wanted = says > 0 and edit.start >= start if comment.inserted else edit.end >= start and not beside
        if wanted and edit.start <= end:
            found = (-says, max(edit.start - at, at - edit.end, 0))
            near[edit.index] = min(near.get(edit.index, found), found)
    return near


def _says(amendment: Amendment, words: str) -> int:
    """Whether an amendment puts in what a paragraph says, whatever its number: 2 as a row of its own, 1 in another,
    0 not at all."""
    said = {words.strip("“”;,."), words.partition(" ")[2].strip("“”;,.")} - {""}
    rows = [row.strip("“”;,.") for row in amendment.words.split("\n")]
    if any(one in said for row in rows for one in (row, row.partition(" ")[2])):
        return 2
    return int(any(one in row for row in rows for one in said))


def _position(edited: Edited, reading: Reading, comment: Comment) -> int:
    """Where a comment stands in the Reading of the print."""
    assert comment.base is not None
    paragraph = edited.stands.paragraphs[comment.base]
    path = place(paragraph)
    if not path:
        return 0
    start, end = reading.extent(path)
    words = own(paragraph)
    before = len(folded(paragraph.words)) - len(folded(words.words)) if words else 0
    return min(start + max(comment.at - before, 0), end)


def save(packages: Sequence[Package], folder: Path) -> tuple[tuple[Path, ...], ...]:
    """Write the drafts of each package, those of several authors in a folder each that has the author's name.

    The files of each package. Raises WriteError, before anything is written, when the folder has something in it.
    """
    refuse_filled(folder)
    out, written = [], {}
    for package, home in zip(packages, _folders(packages), strict=True):
        names = [str(Path(home, f"{amendment.number.lower()}.md")) for amendment in package.amendments]
        for amendment, name in zip(package.amendments, names, strict=True):
            written[name] = drafts.dumps(amendment).encode()
        out.append(tuple(folder / name for name in names))
    write_all(folder, written)
    return tuple(out)


def _folders(packages: Sequence[Package]) -> list[str]:
    """A name for the folder of each package, no two alike; "" for the one package of all changes."""
    names: list[str] = []
    for package in packages:
        name = "-".join(re.findall(r"\w+", package.author.casefold())) or ("unnamed" if len(packages) > 1 else "")
        turn, one = 1, name
        while one in names:
            turn += 1
            one = f"{name}-{turn}"
        names.append(one)
    return names
