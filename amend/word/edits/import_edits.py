"""The amendments that an edited Word file makes to the print that it was exported from, drafted and proved."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from pathlib import Path
from typing import Literal

from amend.drafting.given_up import Undrafted
from amend.drafting.reverse import Drafted, DraftStyle, draft
from amend.engine.apply.apply import Applied, Made
from amend.errors import AmendError, Refusal
from amend.formats import draft as drafts
from amend.formats.whole_folder import refuse_filled, write_all
from amend.model.amendment import Amendment
from amend.model.apart import apart, first_difference
from amend.model.citations import citations
from amend.model.finding import Finding
from amend.model.house import House
from amend.model.lines import Reading
from amend.model.memory import collection_paused
from amend.model.outline import is_group, tops
from amend.model.printed import each, paragraphs
from amend.model.provision import Bill, Node, Provision
from amend.model.text import folded
from amend.word.edits import as_printed
from amend.word.edits.as_printed import PuttingBack
from amend.word.edits.lines import cited_paragraph
from amend.word.edits.match import Comment, Edited, Untracked, read
from amend.word.edits.paragraph_index import ParagraphIndex, block_path, own, runs
from amend.word.edits.rebuild import Rebuilt, retyped
from amend.word.edits.typed import Typed
from amend.word.ooxml.comments import Private

_EXPORTED = re.compile(r"Amendment \S+(?: to amendment \S+)?(?:, .*)?")
_NUMBERS = re.compile(r"\(\w{1,6}\)|\d+[A-Z]*|\s")
_LABEL = re.compile(r"\(?\w{1,6}\)?\s*")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_NOBODY = re.compile(r"(?:unknown author|author|user|amend|)", re.IGNORECASE)
"""What word processors write for someone whose name they do not know, and we for changes that are nobody's."""


Reason = Literal[
    Private,
    "not asked for",
    "not in the text",
    "not on an edited provision",
    "on no amendment",
    "a statement is there",
]
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
    a statement. findings: what of the edits was not taken in; what the amendments give is proved for the rest."""

    author: str
    bill: Bill
    amendments: tuple[Amendment, ...]
    notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()


def import_edits(
    file: Path | str,
    print_: Bill,
    house: House | None = None,
    *,
    by_author: bool = False,
    comments: bool = False,
    untracked: bool = False,
) -> tuple[Package, ...]:
    """The amendments that the edits of a Word file, which was exported from a print, make to the print; proved.

    One package of them, or with by_author one for each author of changes. house: in whose words; None for that of the
    print. comments: whether a comment on an edited provision becomes an explanatory statement. untracked: whether what
    was edited without tracking is taken in; else it is a finding. An edit that cannot be made out is a finding too, and
    the others are given. Raises ReadError for a file that is no export of the print, Refusal when nothing was edited.
    """
    with collection_paused():
        edited = read(file, print_)
        return drafted(edited, house, by_author=by_author, comments=comments, untracked=untracked)


def drafted(
    edited: Edited,
    house: House | None = None,
    *,
    by_author: bool = False,
    comments: bool = False,
    untracked: bool = True,
    progress: Callable[[str], None] | None = None,
) -> tuple[Package, ...]:
    """The amendments that make the edits of a file, as one package or one for each author of changes.

    house: in whose words; None for that of the print. comments: whether a comment on a provision that was edited is the
    explanatory statement of the amendment there; a reply or a resolved comment never is. untracked: whether what was
    edited without tracking is taken in, by every package; else it is a finding. progress: told what is being done.

    An edit that cannot be made out, or that no amendment can make, is a finding, and the others are given: where
    none can be, a package without amendments. Raises Refusal, with the place, when nothing was edited, or no amendment
    can make what was.
    """
    print_ = edited.stands.bill
    chosen = house or House.having(print_.house, print_.number)
    names: tuple[str | None, ...] = edited.authors if by_author else (None,)
    packages = []
    idle = []
    lost: list[Finding] = []
    reasons: dict[int, list[Reason | None]] = {}
    given = range(len(edited.comments))
    for name in names:
        rebuilt = read_edits(edited, name, untracked=untracked)
        if rebuilt.bill == print_:
            lost += rebuilt.findings
            if name is not None and not rebuilt.findings:
                idle.append(f"what {name} changed was put in by others, so no amendment was written of it")
        else:
            try:
                package, made = _package(edited, rebuilt, name, chosen, progress)
            except AmendError as error:
                if len(names) == 1:
                    raise
                lost += [*rebuilt.findings, Finding(f"of {name}: {error.fault}", error.place or "", level="refusal")]
                continue
            if name is not None and (count := edited.set_aside(name)):
                said = f"what {name} changed of words that others had put in was not taken in, in {count} of them"
                package = replace(package, findings=(*package.findings, Finding(said)))
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
    if not packages and lost:
        return (Package("", print_, (), (), (), tuple(dict.fromkeys(lost))),)
    if not packages:
        raise Refusal("nothing in its text was changed", remedy="edit it with tracking on, and save it")
    left = [
        _left_out(edited, edited.comments[index], next(filter(None, reasons.get(index, ())), "on no amendment"))
        for index in given
        if None not in reasons.get(index, ())
    ]
    packages[-1] = replace(packages[-1], notes=(*packages[-1].notes, *idle), left_out=tuple(left))
    packages[-1] = replace(packages[-1], findings=tuple(dict.fromkeys((*packages[-1].findings, *lost))))
    return tuple(packages)


def _left_out(edited: Edited, comment: Comment, reason: Reason) -> LeftOut:
    where = "" if comment.base is None else cited_paragraph(edited.stands, comment.base)
    return LeftOut(
        comment.author, f"after {where}" if where and comment.inserted else where, "\n".join(comment.rows), reason
    )


def read_edits(edited: Edited, author: str | None, *, untracked: bool) -> Rebuilt:
    """The Bill as it was edited, and what was not taken in.

    Numbers that we had follow do follow, for what was typed beside them has numbers that fit, and refers to them; where
    that gives no Bill, without them.
    """
    first = _rebuilt(edited, edited.typed(author, follow=edited.renumbered), untracked=untracked)
    if not edited.renumbered or not first.findings:
        return first
    second = _rebuilt(edited, edited.typed(author), untracked=untracked)
    return min(first, second, key=lambda one: len(one.findings))


def _rebuilt(edited: Edited, typed: Sequence[Typed], *, untracked: bool) -> Rebuilt:
    stands = edited.stands
    findings: list[Finding] = []
    if not untracked and edited.untracked:
        typed = as_printed.tracked_alone(stands, typed, edited.printed.gone)
        findings += [_not_tracked(one) for one in edited.untracked]
    words = as_printed.words_alone(stands, typed)
    numbers = as_printed.whole_numbers(stands, words.typed)
    found = retyped(stands, numbers.typed)
    return replace(found, findings=(*findings, *words.findings, *numbers.findings, *found.findings))


def _not_tracked(one: Untracked) -> Finding:
    before, after = apart(one.before, one.after)
    said = f"“{before}” became “{after}”" if one.before and one.after else ""
    said = said or (f"“{one.before[:60]}” was taken out" if one.before else f"“{one.after[:60]}” was put in")
    return Finding(f"{said} without tracking, and was not taken in", one.place)


_SHOWN = 60
"""Characters of a paragraph that a finding quotes."""


def _package(
    edited: Edited,
    rebuilt: Rebuilt,
    author: str | None,
    house: House,
    progress: Callable[[str], None] | None,
) -> tuple[Package, Applied]:
    """The amendments of one author, None for all, and made to the print. Raises Refusal when none can be written."""
    rebuilt, found = _draft(edited, rebuilt, house, progress)
    notes = (*edited.aside(rebuilt.typed), *found.notes)
    if not found.amendments:
        raise Refusal(f"no amendment can make what was changed ({'; '.join(notes)})")
    made = found.made
    amendments = found.amendments
    if author is not None and not _NOBODY.fullmatch(author):
        amendments = tuple(replace(amendment, mover=author) for amendment in amendments)
    notes = (*notes, *_otherwise(rebuilt.bill, made.bill))
    return Package(author or "", rebuilt.bill, amendments, notes, (), rebuilt.findings), made


def _draft(
    edited: Edited, rebuilt: Rebuilt, house: House, progress: Callable[[str], None] | None
) -> tuple[Rebuilt, Drafted]:
    """The amendments, and what they are of: all but the parts whose edits no amendment can make. Raises AmendError when
    there is none else."""
    back = PuttingBack(edited.stands, rebuilt.typed)
    while True:
        print_ = edited.stands.bill
        found = draft(print_, rebuilt.bill, house, DraftStyle.USUAL, partly=True, progress=progress)
        if not found.undrafted:
            return rebuilt, found
        known = len(back.findings)
        for one in found.undrafted:
            for first in _parts_with(edited.stands, back.edited(), one):
                back.put_back_part(one.refusal, first)
        if len(back.findings) == known:
            raise found.undrafted[0].refusal
        again = retyped(edited.stands, back.typed)
        rebuilt = replace(again, findings=(*rebuilt.findings, *back.findings[known:], *again.findings))


def _parts_with(stands: ParagraphIndex, parts: Sequence[int], one: Undrafted) -> list[int]:
    """Of the edited parts of a file, each by its first paragraph, those that have what no amendment makes."""
    spans = {path: stands.spans[path] for path, _ in tops(stands.bill) if path in stands.spans}
    if one.old in spans:
        return [first for first in parts if first == spans[one.old][0]]
    begin = sorted(first for first, _ in spans.values())
    if one.new is not None:  # what comes in is typed behind the clause before it, or behind a heading after that
        start = spans[one.after][0] if one.after in spans else 0
        end = next((first for first in begin if first > start), len(stands.paragraphs))
        return [first for first in parts if start <= first < end][-1:]
    return [first for first in parts if first not in begin]


def _otherwise(wanted: Bill, got: Bill) -> tuple[str, ...]:
    """A sentence for the first paragraph that the amendments break otherwise than the file does; none where all agree.

    Numbers, references and headings are left aside, for they follow when the Bill is printed again.
    """
    ours, theirs = (
        [folded("".join(run.words for run in one.runs)) for one in each(paragraphs(bill)) if one.role == "text"]
        for bill in _unshared(wanted, got)
    )
    for one, other in zip_longest(ours, theirs, fillvalue=""):
        kept = _compared(one), _compared(other)
        compared = ["".join(signs.values()) for signs in kept]
        if compared[0] != compared[1]:
            same = first_difference(*compared)
            where = [next(islice(signs, same, None), len(text)) for signs, text in zip(kept, (one, other), strict=True)]
            file, amended = apart(one, other, (where[0], where[1]))
            return (f"where the file has the paragraph “{file}”, the amendments give “{amended}”",)
    return ()


def _unshared(wanted: Bill, got: Bill) -> tuple[Bill, Bill]:
    """Two Bills without the clauses and Schedules that are the very same in both, as all that was not edited is."""
    shared = {id(node) for _, node in tops(wanted)} & {id(node) for _, node in tops(got)}

    def rest(node: Provision) -> Provision:
        return replace(node, items=tuple(inside(item) for item in node.items if id(item) not in shared))

    def inside(item: Node) -> Node:
        if isinstance(item, Provision) and (is_group(item) or item.tag in ("bill", "act")):
            return rest(item)
        return item

    return replace(wanted, root=rest(wanted.root)), replace(got, root=rest(got.root))


def _compared(words: str) -> dict[int, str]:
    """What is compared of a paragraph, by where it stands: all but numbers, headings cited for one, and space."""
    aside = {at for number in _NUMBERS.finditer(words) for at in range(*number.span())}
    if "(" in words:
        cited = (number for one in citations(words) for item in one.items for number in item.numbers if number.heading)
        aside.update(at for number in cited for at in range(number.start, number.end))
    return {at: sign for at, sign in enumerate(words.translate(_QUOTES)) if at not in aside}


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
    """Whether an amendment puts in what a paragraph says, whatever its number: 3 as a row of its own, 2 as one that
    has other numbers in it, as references have when the Bill is printed again, 1 in another, 0 not at all."""
    said = {words.strip("“”;,."), words.partition(" ")[2].strip("“”;,.")} - {""}
    rows = [row.strip("“”;,.") for row in amendment.words.split("\n")]
    if any(one in said for row in rows for one in (row, row.partition(" ")[2])):
        return 3
    bare = {_bare(one) for one in said} - {""}
    if any(_bare(row) in bare for row in rows):
        return 2
    return int(any(one in row for row in rows for one in said))


def _bare(words: str) -> str:
    return "".join(_compared(words).values()).strip('";,.')


def _position(edited: Edited, reading: Reading, comment: Comment) -> int:
    """Where a comment stands in the Reading of the print."""
    assert comment.base is not None
    paragraph = edited.stands.paragraphs[comment.base]
    path = block_path(paragraph)
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
        names = [str(Path(home, drafts.numbered_file(amendment.number))) for amendment in package.amendments]
        for amendment, name in zip(package.amendments, names, strict=True):
            written[name] = drafts.dumps(amendment).encode()
        out.append(tuple(folder / name for name in names))
    if written:
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
