"""What a file that somebody dropped on the desk is, and what is in it: a print, a paper, or the edits of a Word file.

Nothing of it is trusted: it is read within limits by the same readers as a file on the command line, and nothing is
written until it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from amend.desk.desk import Desk, ReadyPrint
from amend.desk.own_folder import held_alone
from amend.documents import printed_bill, web_bill
from amend.documents.divide import divided
from amend.documents.rows import Alone
from amend.drafting import make, papers
from amend.drafting.written_beside import written_beside
from amend.errors import ReadError, WriteError
from amend.formats import akn
from amend.formats.files import write_bytes
from amend.formats.listed import Paper
from amend.formats.page_of_html import ENDINGS as PAGES
from amend.ledger import workspace
from amend.ledger.recording import actor_name
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.house import House, same_print
from amend.model.in_words import plural
from amend.model.made import told
from amend.model.provision import Bill
from amend.web.site.names import slug
from amend.word.bills.rows import rows_of
from amend.word.edits import import_edits, match
from amend.word.edits.import_paper import read_paper
from amend.word.edits.paper_rows import is_paper
from amend.word.ooxml.anchors import anchors_of
from amend.word.ooxml.open_untrusted import Opened, unpacked

WORD = (".docx", ".docm", ".doc", ".dotx", ".odt", ".rtf")


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What was read of a file. name: of the file. what: what it is, in words. bill: a print or an Act, to be put among
    the others; None for amendments. amendments: those in it, and save: writes those of some indices into a folder, and
    gives how many it wrote. print: that they are to; None where it is not at hand. findings: what of it was not taken
    in; notes: what is to be known of the rest."""

    name: str
    what: str
    bill: Bill | None = None
    data: bytes = b""
    amendments: tuple[Amendment, ...] = ()
    save: Callable[[Path, Collection[int]], int] | None = None
    print: ReadyPrint | None = None
    findings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfWord:
    """What is taken in of an edited Word file beside what is tracked. untracked: what was edited without tracking.
    comments: a comment on an edited provision, as the explanatory statement of the amendment there."""

    untracked: bool = False
    comments: bool = False


def taken_in(desk: Desk, name: str, data: bytes, *, print_: ReadyPrint | None, of_word: OfWord) -> TakenFile:
    """What a file is and has in it.

    name: as it was called where it came from. print_: the print that its amendments are to, where it does not say;
    None for the current one. Raises ReadError and what else reading it raises.
    """
    plain = plain_name(name)
    ending = PurePosixPath(plain).suffix.lower()
    if not data:
        raise ReadError("there is nothing in it", place=plain, remedy="is it the right file?")
    if ending in WORD:
        return _of_word(desk, plain, data, print_, of_word)
    if data.startswith(b"%PDF"):
        return _of_pdf(desk, plain, data, print_)
    if ending in PAGES:
        return _of_alone(desk, plain, web_bill.parse(data, place=plain))
    if ending == ".xml" or data.lstrip()[:1] == b"<":
        return _of_xml(desk, plain, data, print_)
    if ending not in (".txt", ".md", ".json"):
        raise ReadError(
            "it is no file that the desk reads", place=plain, remedy="give XML, PDF, a Word file, or a paper as text"
        )
    return _of_paper(desk, plain, papers.read_as(plain, data), print_)


def plain_name(name: str) -> str:
    """The name of a file without where it was, as messages say it."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(one for one in last if one.isprintable()).strip()
    return shown[-120:] or "the file"


def _of_xml(desk: Desk, name: str, data: bytes, print_: ReadyPrint | None) -> TakenFile:
    if b"<amendmentList" in data[: 1 << 16]:
        return _of_paper(desk, name, papers.parse(data, place=name), print_)
    bill = akn.parse(data, place=name)
    return _of_print(desk, name, bill, data)


def _of_print(desk: Desk, name: str, bill: Bill, data: bytes, notes: Sequence[str] = ()) -> TakenFile:
    if amended := told(bill):
        raise ReadError(f"it is no print: it has {amended} made", place=name, remedy="give the print as published")
    said = [bill.title, bill.number, bill.stage] if not bill.act else [bill.name]
    if not bill.act and any(one.bill.number and same_print(one.bill.number, bill.number) for one in desk.here.prints):
        raise ReadError(f"{bill.number} is among the prints already", place=name, remedy="choose it under “Edit”")
    what = f"{'An Act' if bill.act else 'A print'}: {' · '.join(filter(None, said))}"
    return TakenFile(name, what, bill=bill, data=data, notes=tuple(notes))


def _of_paper(desk: Desk, name: str, read: Paper, print_: ReadyPrint | None) -> TakenFile:
    """A paper, each of its amendments tried on the print that it is to, where that is at hand."""
    notes: list[str] = []
    try:
        ready = desk.numbered(read.number) if read.number else print_ or desk.current
    except ReadError:
        ready = None
        notes.append(f"{read.number} is not at hand, so no amendment was tried on it.")
    findings = list(read.findings)
    if ready is not None:
        if not read.number:
            read = papers.for_print(read, ready.bill.number, ready.bill.title, place=name)
        known = {one.amendment for one in findings if one.level != "note"}
        impossible = (one for one in make.impossible(ready.bill, read.amendments) if one.amendment not in known)
        findings += [replace(one, message=f"it cannot be made to {ready.name}: {one.message}") for one in impossible]
    notes += [_said(one) for one in findings if one.level == "note"]
    notes += [f"{plural(len(read.withdrawn), 'amendment')} withdrawn."] if read.withdrawn else []
    what = f"An amendment paper: {' · '.join(filter(None, (read.bill, read.number, read.stage)))}"
    lost = tuple(_said(one) for one in findings if one.level != "note")

    def save(folder: Path, which: Collection[int]) -> int:
        return len(papers.save(replace(read, amendments=_those(read.amendments, which)), folder))

    return TakenFile(name, what, amendments=read.amendments, save=save, print=ready, findings=lost, notes=tuple(notes))


def _those(amendments: Sequence[Amendment], which: Collection[int]) -> tuple[Amendment, ...]:
    return tuple(one for index, one in enumerate(amendments) if index in which)


def _of_word(desk: Desk, name: str, data: bytes, print_: ReadyPrint | None, of_word: OfWord) -> TakenFile:
    packed = unpacked(data, place=name)
    anchors = anchors_of(packed.related("customXml"), place=name)
    if anchors is None and is_paper(packed):
        found = read_paper(packed)
        return _of_paper(desk, name, found.paper, print_)
    if anchors is None:
        rows, unsure = rows_of(packed)
        return _of_alone(desk, name, divided(rows, unsure, place=name))
    try:
        ready = desk.numbered(anchors.print) if anchors.print else print_ or desk.current
    except ReadError as error:
        raise ReadError(
            f"it was made of {anchors.print}, which is not at hand", place=name, remedy="take that print in first"
        ) from error
    return _of_edits(name, packed, ready, of_word)


def _of_edits(name: str, packed: Opened, ready: ReadyPrint, of_word: OfWord) -> TakenFile:
    edited = match.matched(packed, ready.bill)
    (package,) = import_edits.drafted(edited, ready.house, untracked=of_word.untracked, comments=of_word.comments)
    findings = [_said(one) for one in package.findings]
    notes = list(package.notes)
    if edited.untracked and not of_word.untracked:
        count = plural(len(edited.untracked), "paragraph")
        notes.append(f"{count} edited without tracking: tick the box above to take that in too.")
    if left := len(package.left_out):
        tick = "" if of_word.comments else ": tick the box above to take those on edited provisions for statements"
        notes.append(f"{plural(left, 'comment')} not taken in{tick}.")
    who = ", ".join(edited.authors)
    what = f"{ready.name} edited in Word{f' by {who}' if who else ''}"

    def save(folder: Path, which: Collection[int]) -> int:
        return written_beside(folder, _those(package.amendments, which))

    lost = tuple(dict.fromkeys(findings))
    return TakenFile(
        name, what, amendments=package.amendments, save=save, print=ready, findings=lost, notes=tuple(notes)
    )


def _of_pdf(desk: Desk, name: str, data: bytes, print_: ReadyPrint | None) -> TakenFile:
    """A Bill in a PDF, with the page and line of every word; else a paper."""
    try:
        return _of_alone(desk, name, printed_bill.parse(data, place=name))
    except ReadError as error:
        try:
            read = papers.read_as(name, data)
        except ReadError as other:
            said = f"it is read neither as a Bill ({error.fault}) nor as an amendment paper ({other.fault})"
            raise ReadError(said, place=name, remedy="give the XML or the Word file") from other
    return _of_paper(desk, name, read, print_)


def _of_alone(desk: Desk, name: str, found: Alone) -> TakenFile:
    """A Bill that is tied to no print at hand, and what was unsure of it."""
    notes = []
    for one in found.unsure:
        where = one.place or f"paragraph {one.paragraph}"
        notes.append(f"{where} (“{one.words}”): {one.message}" if one.words else one.message)
    return _of_print(desk, name, found.bill, akn.dumps(found.bill), notes)


def _said(one: Finding) -> str:
    where = one.amendment or one.place
    return f"{where}: {one.message}" if where else one.message


def put_among_prints(desk: Desk, taken: TakenFile, *, current: bool) -> str:
    """Put a print or an Act among those of the workspace; its place from the root.

    current: whether it is the print that is drafted against from now on. Raises WriteError for one that is there.
    """
    bill = taken.bill
    assert bill is not None
    space = desk.space
    name = slug(bill.number or bill.name or bill.title) or "print"
    file = space.bills / f"{name}.xml"
    place = space.relative(file)  # first, for a link may lead out of the workspace
    with held_alone(space):
        if file.exists():
            raise WriteError("it is there already", place=place, remedy="move that away first")
        try:
            file.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise WriteError(f"it cannot be made ({error.strerror})", place=space.bills.name) from error
        write_bytes(file, taken.data)
    if current and not bill.act:
        house = House.having(bill.house, bill.number).value
        workspace.save(replace(space, bill=bill.title, print=bill.number, file=place, house=house))
    return place


def put_among_drafts(desk: Desk, taken: TakenFile, actor: str, which: Collection[int]) -> tuple[str, int]:
    """Write the amendments of some indices as drafts of an actor; the folder from the root, and how many were written,
    for some may be there already. Raises RecordError, WriteError."""
    assert taken.save is not None
    folder = desk.space.drafts / actor_name(actor)
    place = desk.space.relative(folder)
    with held_alone(desk.space):
        return place, taken.save(folder, which)
