"""The amendments that an edited Word file makes to the print that it was exported from, drafted and proved."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from amend.drafting import make
from amend.drafting.reverse import DraftStyle, draft
from amend.engine.apply.apply import Applied
from amend.engine.compare.paragraphs import each, paragraphs
from amend.english.writer import House
from amend.errors import AmendError, Refusal, WriteError
from amend.formats import draft as drafts
from amend.model.amendment import Amendment
from amend.model.lines import Reading
from amend.model.outline import tops
from amend.model.provision import Bill
from amend.word.edits.lines import Typed, folded, named
from amend.word.edits.match import Comment, Edited
from amend.word.edits.paragraph_index import own, place
from amend.word.edits.rebuild import retyped

_EXPORTED = re.compile(r"Amendment \S+(?: to amendment \S+)?(?:, .*)?")
_NUMBERS = re.compile(r"\([^()]*\)|\d+[A-Z]*|\s")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_NOBODY = re.compile(r"(?:unknown author|author|user|amend|)", re.IGNORECASE)
"""What word processors write for someone whose name they do not know, and we for changes that are nobody's."""


@dataclass(frozen=True, slots=True)
class Package:
    """Amendments drafted from the changes of one author, "" for those of all. bill: the text that they give. notes:
    what to know of them, a sentence each."""

    author: str
    bill: Bill
    amendments: tuple[Amendment, ...]
    notes: tuple[str, ...]


def drafted(
    edited: Edited,
    house: House | None = None,
    *,
    by_author: bool = False,
    progress: Callable[[str], None] | None = None,
) -> tuple[Package, ...]:
    """The amendments that make the edits of a file, as one package or one for each author of changes.

    house: in whose words; None for that of the print. A comment becomes the explanatory statement of the amendment at
    its place. What was edited without tracking is taken in by every package. progress: told what is being done.
    Raises Refusal, with the place, for edits that no amendment can make or that cannot be made out.
    """
    print_ = edited.stands.bill
    chosen = house or (House.LORDS if "Lords" in print_.house or print_.number.startswith("HL") else House.COMMONS)
    names: tuple[str | None, ...] = edited.authors if by_author else (None,)
    packages = []
    idle = []
    for name in names:
        typed, new = _read_edits(edited, name)
        if new == print_:
            idle.append(f"what {name} changed was put in by others, so no amendment was written of it")
        else:
            packages.append(_package(edited, typed, new, name, chosen, progress))
    if not packages:
        raise Refusal("nothing in its text was changed", remedy="edit it with tracking on, and save it")
    packages[-1] = replace(packages[-1], notes=(*packages[-1].notes, *idle))
    return tuple(packages)


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
) -> Package:
    """The amendments of one author, None for all. Raises Refusal when none can be written."""
    print_ = edited.stands.bill
    found = draft(print_, new, house, DraftStyle.USUAL, progress=progress)
    notes = (*edited.aside(typed), *found.notes)
    if not found.amendments:
        raise Refusal(f"no amendment can make what was changed ({'; '.join(notes)})")
    made = make.apply(print_, found.amendments)
    others = {other for other in edited.authors if author is not None and other != author}
    comments = [comment for comment in edited.comments if comment.author not in others]
    amendments, left = stated(found.amendments, comments, edited, made)
    if author is not None and not _NOBODY.fullmatch(author):
        amendments = tuple(replace(amendment, mover=author) for amendment in amendments)
    return Package(author or "", new, amendments, (*notes, *_otherwise(new, made.bill), *left))


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
    amendments: tuple[Amendment, ...], comments: Sequence[Comment], edited: Edited, made: Applied
) -> tuple[tuple[Amendment, ...], tuple[str, ...]]:
    """The amendments with comments as their explanatory statements, and a sentence for each comment left over.

    made: the amendments, made to the print. A comment belongs to the amendment nearest to it in the same clause or
    Schedule, or that comes in after it; of those, to one that puts in the words that it is on.
    """
    bill = edited.stands.bill
    reading = Reading(bill)
    spans: dict[int, list[tuple[int, int]]] = {}
    for edit in made.edits:
        spans.setdefault(edit.index, []).append((edit.start, edit.end))
    parts = [reading.extent(path) for path, _ in tops(bill)]
    rows: dict[int, list[str]] = {}
    left = []
    for comment in comments:
        said = comment.rows[1:] if _EXPORTED.fullmatch(comment.rows[0]) else comment.rows
        if not said:
            continue
        at = _position(edited, reading, comment)
        start, end = next((part for part in parts if part[0] <= at <= part[1]), (at, at))
        near = {
            index: (-_says(amendments[index], comment.words), min(max(one - at, at - last, 0) for one, last in found))
            for index, found in spans.items()
            if any(start <= one <= end + 1 for one, _ in found)
        }
        if near:
            rows.setdefault(min(near, key=lambda index: (near[index], index)), []).extend(said)
        else:
            where = named(edited.stands, comment.base)
            left.append(f"{where}: the comment “{said[0][:60]}” is on no amendment, and was left out")
    stated_ = (
        replace(amendment, statement="\n".join(rows[index])) if index in rows else amendment
        for index, amendment in enumerate(amendments)
    )
    return tuple(stated_), tuple(left)


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
    try:
        if folder.exists() and any(folder.iterdir()):
            raise WriteError("it has something in it", place=str(folder), remedy="name another folder with -o")
        homes = [folder / name if name else folder for name in _folders(packages)]
        for home in homes:
            home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(
            f"it cannot be made ({error.strerror})", place=str(folder), remedy="name another folder with -o"
        ) from error
    out = []
    for package, home in zip(packages, homes, strict=True):
        files = tuple(home / f"{amendment.number.lower()}.md" for amendment in package.amendments)
        for amendment, file in zip(package.amendments, files, strict=True):
            drafts.write(amendment, file)
        out.append(files)
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
