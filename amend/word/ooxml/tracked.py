"""Tracked changes of a Word document: what stands in each paragraph when they are accepted, rejected, or some of each.

`paragraphs` reads word/document.xml into physical paragraphs, whose every stretch of words says who inserted and who
deleted it; `accepted` and `rejected` (and `resolved`, for some changes only) give the paragraphs that are left:

    read = paragraphs(body)                       # body: the root element of word/document.xml
    [paragraph.chars for paragraph in rejected(read)]

Rules (ECMA-376 part 1, 17.13.5; measured against LibreOffice): a deleted paragraph mark joins its paragraph with the
next one of the same cell or stretch of text, and the joined paragraph has the properties of the last; what was moved
is deleted in one place and inserted in another; a row or cell that goes takes its paragraphs with it. A paragraph
whose mark goes when nothing follows it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from amend.documents.rows import Cell
from amend.word.ooxml import not_words
from amend.word.ooxml.not_words import W as W

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_W = f"{{{W}}}"
_INSERTING = {f"{_W}ins", f"{_W}moveTo", f"{_W}cellIns"}
_DELETING = {f"{_W}del", f"{_W}moveFrom", f"{_W}cellDel"}
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_PROPERTIES = {f"{_W}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tcPr", "trPr", "tblPr", "tblGrid")}
Accept = Callable[["Authorship"], bool]
"""Which changes are accepted; the others are rejected."""


class Authorship(NamedTuple):
    """Who made a change, and when, as the file says ("2026-11-24T10:00:00Z"); "" where it does not."""

    author: str
    date: str


class Revision(NamedTuple):
    """The changes that something came with and goes with; both where one person cut what another had put in."""

    inserted: Authorship | None = None
    deleted: Authorship | None = None

    def stays(self, accept: Accept) -> bool:
        """Whether what it is about stands once the changes are accepted or rejected."""
        return not (self.inserted and not accept(self.inserted)) and not (self.deleted and accept(self.deleted))


UNCHANGED = Revision()


class Look(NamedTuple):
    """How words are set, where the run itself says so. raised: "superscript" or "subscript", "" for neither."""

    bold: bool = False
    style: str = ""
    raised: str = ""


PLAIN = Look()


class RevisedWords(NamedTuple):
    """Words of one edit and look; a tab is "\\t", a line break "\\n"."""

    chars: str
    edit: Revision = UNCHANGED
    look: Look = PLAIN


class DocumentPoint(NamedTuple):
    """A place in a physical paragraph: `at` counts the characters of all its pieces. name: of a bookmark, or the
    number of a comment."""

    name: str
    at: int


class Unread(NamedTuple):
    """What is no words (see `not_words`). name: as a report gives it. edit: what it came or goes with."""

    name: str
    edit: Revision = UNCHANGED


@dataclass(frozen=True, slots=True)
class PhysicalParagraph:
    """A physical paragraph (w:p).

    mark: the edit of its paragraph mark. holders: the edits of the rows and cells it stands in. stretch: paragraphs
    of one number stand one after another in one cell or between tables, so that they can be joined. style: the
    identifier of its style; "" for the usual. indent, hanging: in twentieths of a point, None where the paragraph does
    not say; hanging is negative for a first line further in. numbering: identifier and level of an automatic number.
    bookmarks, closed: where bookmarks begin and end. comments: where each is referred to. unread: what it has beside
    words. moved: whether some of it was moved there.
    """

    pieces: tuple[RevisedWords, ...]
    mark: Revision = UNCHANGED
    holders: tuple[Revision, ...] = ()
    stretch: int = 0
    cell: Cell | None = None
    style: str = ""
    indent: int | None = None
    hanging: int | None = None
    numbering: tuple[str, int] | None = None
    bookmarks: tuple[DocumentPoint, ...] = ()
    closed: tuple[DocumentPoint, ...] = ()
    comments: tuple[DocumentPoint, ...] = ()
    unread: tuple[Unread, ...] = ()
    moved: bool = False

    @property
    def edits(self) -> Iterator[Revision]:
        """The edits of its words, its mark and what it stands in."""
        yield from (piece.edit for piece in self.pieces)
        yield self.mark
        yield from self.holders


class KeptStretch(NamedTuple):
    """A piece that is left: the index of its physical paragraph, that of the piece, and its words."""

    paragraph: int
    piece: int
    chars: str


@dataclass(frozen=True, slots=True)
class ResolvedParagraph:
    """A paragraph that is left. ends: the index of the physical paragraph whose mark ends it and whose style it has."""

    stretches: tuple[KeptStretch, ...]
    ends: int

    @property
    def chars(self) -> str:
        """Its words."""
        return "".join(stretch.chars for stretch in self.stretches)


def physical_paragraphs(document: etree._Element, *, exported: bool = False) -> tuple[PhysicalParagraph, ...]:
    """The physical paragraphs of a document, those of tables in reading order. document: root of word/document.xml.

    exported: whether its words are those of a print, which says itself what of them is raised; then only what was put
    in is taken in as raised characters.
    """
    body = document.find(f"{_W}body")
    reader = _DocumentReader(exported)
    if body is not None:
        reader.blocks(body, (), None)
    return tuple(reader.found)


def resolved(read: Iterable[PhysicalParagraph], accept: Accept) -> tuple[ResolvedParagraph, ...]:
    """The paragraphs that are left when these changes are accepted and all others rejected."""
    out: list[ResolvedParagraph] = []
    open_: list[KeptStretch] | None = None
    stretch, ends = -1, 0
    for index, paragraph in enumerate(read):
        if open_ is not None and paragraph.stretch != stretch:
            out.append(ResolvedParagraph(tuple(open_), ends))
            open_ = None
        if not all(holder.stays(accept) for holder in paragraph.holders):
            continue
        left = [
            KeptStretch(index, place, piece.chars)
            for place, piece in enumerate(paragraph.pieces)
            if piece.edit.stays(accept)
        ]
        open_ = [*(open_ or ()), *left]
        stretch, ends = paragraph.stretch, index
        if paragraph.mark.stays(accept):
            out.append(ResolvedParagraph(tuple(open_), ends))
            open_ = None
    if open_ is not None:
        out.append(ResolvedParagraph(tuple(open_), ends))
    return tuple(out)


def accepted(read: Iterable[PhysicalParagraph]) -> tuple[ResolvedParagraph, ...]:
    """The paragraphs that are left when all changes are accepted."""
    return resolved(read, lambda _: True)


def rejected(read: Iterable[PhysicalParagraph]) -> tuple[ResolvedParagraph, ...]:
    """The paragraphs that are left when all changes are rejected."""
    return resolved(read, lambda _: False)


def unread(read: Iterable[PhysicalParagraph], accept: Accept = lambda _: True) -> tuple[str, ...]:
    """What is no words of what is left in paragraphs when these changes are accepted, each name once."""
    things = (
        thing
        for paragraph in read
        if all(holder.stays(accept) for holder in paragraph.holders)
        for thing in paragraph.unread
        if thing.edit.stays(accept)
    )
    return tuple(dict.fromkeys(thing.name for thing in things))


def authors(read: Iterable[PhysicalParagraph]) -> tuple[str, ...]:
    """Those who made changes, in the order in which they first appear."""
    changes = (change for paragraph in read for edit in paragraph.edits for change in edit if change)
    return tuple(dict.fromkeys(change.author for change in changes))


@dataclass
class _DocumentReader:
    """Collects the paragraphs of a document in reading order."""

    exported: bool = False
    found: list[PhysicalParagraph] = field(default_factory=list)
    tables: int = 0
    stretch: int = 0

    def blocks(self, container: etree._Element, holders: tuple[Revision, ...], cell: Cell | None) -> None:
        """Take in the paragraphs and tables of a body, cell or content control."""
        for child in container:
            tag = child.tag
            if tag == f"{_W}p":
                self.found.append(_PieceCollector(child, self.exported).paragraph(holders, self.stretch, cell))
            elif tag == f"{_W}tbl":
                self.stretch += 1
                self._table(child, holders)
                self.stretch += 1
            elif tag == f"{_W}sdt":
                content = child.find(f"{_W}sdtContent")
                if content is not None:
                    self.stretch += 1
                    self.blocks(content, holders, cell)
                    self.stretch += 1
            elif tag in _INSERTING or tag in _DELETING:
                self.blocks(child, (*holders, _edit(child, UNCHANGED)), cell)
            elif tag in (f"{_W}customXml", f"{_W}smartTag"):
                self.blocks(child, holders, cell)
            elif name := not_words.kind_of_object(child):
                edit = next((holder for holder in reversed(holders)), UNCHANGED)
                self.found.append(PhysicalParagraph((), stretch=self.stretch, cell=cell, unread=(Unread(name, edit),)))

    def _table(self, table: etree._Element, holders: tuple[Revision, ...]) -> None:
        number = self.tables
        self.tables += 1
        for row, line in enumerate(_unwrapped(table, "tr")):
            inside = (*holders, _noted(line.find(f"{_W}trPr")))
            for column, box in enumerate(_unwrapped(line, "tc")):
                self.stretch += 1
                self.blocks(box, (*inside, _noted(box.find(f"{_W}tcPr"))), Cell(number, row, column))
                self.stretch += 1


class _PieceCollector:
    """Collects the pieces of one paragraph, and what points into it."""

    def __init__(self, paragraph: etree._Element, exported: bool) -> None:
        self._element, self._exported = paragraph, exported
        self._moved = False
        self._pieces: list[RevisedWords] = []
        self._length = 0
        self._bookmarks: list[DocumentPoint] = []
        self._closed: list[DocumentPoint] = []
        self._names: dict[str, str] = {}
        self._comments: list[DocumentPoint] = []
        self._unread: list[Unread] = []

    def paragraph(self, holders: tuple[Revision, ...], stretch: int, cell: Cell | None) -> PhysicalParagraph:
        self._inside(self._element, UNCHANGED, PLAIN)
        properties = self._element.find(f"{_W}pPr")
        indent, hanging = _indents(properties)
        return PhysicalParagraph(
            tuple(self._pieces),
            _noted(None if properties is None else properties.find(f"{_W}rPr")),
            tuple(holder for holder in holders if holder != UNCHANGED),
            stretch,
            cell,
            _value(properties, "pStyle"),
            indent,
            hanging,
            _numbering(properties),
            tuple(self._bookmarks),
            tuple(self._closed),
            tuple(self._comments),
            tuple(dict.fromkeys(self._unread)),
            self._moved,
        )

    def _inside(self, element: etree._Element, edit: Revision, look: Look) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _PROPERTIES:
                continue
            if tag in (f"{_W}t", f"{_W}delText"):
                self._add(child.text or "", edit, look)
            elif tag in _CHARACTERS:
                self._add(_CHARACTERS[tag], edit, look)
            elif tag in _INSERTING or tag in _DELETING:
                self._moved = self._moved or tag == f"{_W}moveTo"
                self._inside(child, _edit(child, edit), look)
            elif tag == f"{_W}r":
                self._run(child, edit)
            elif not_words.is_ours(child):
                continue
            elif name := not_words.kind_of_object(child):
                self._unread.append(Unread(name, edit))
            elif tag == f"{{{MC}}}AlternateContent":
                chosen = child.find(f"{{{MC}}}Choice")
                self._inside(child if chosen is None else chosen, edit, look)
            elif not self._points(child):
                self._inside(child, edit, look)

    def _run(self, run: etree._Element, edit: Revision) -> None:
        """Take in a run; of one that is hidden, only that there is one."""
        properties = run.find(f"{_W}rPr")
        if not_words.is_hidden(properties):
            if any(True for _ in run.iter(f"{_W}t", f"{_W}delText")):
                self._unread.append(Unread(not_words.HIDDEN, edit))
            return
        self._inside(run, edit, _look(properties))

    def _points(self, element: etree._Element) -> bool:
        """Take in a bookmark or comment; whether it is one."""
        tag, number = element.tag, element.get(f"{_W}id", "")
        if tag == f"{_W}bookmarkStart":
            self._bookmarks.append(DocumentPoint(element.get(f"{_W}name", ""), self._length))
            self._names[number] = element.get(f"{_W}name", "")
        elif tag == f"{_W}bookmarkEnd":
            self._closed.append(DocumentPoint(self._names.get(number, ""), self._length))
        elif tag == f"{_W}commentReference":
            self._comments.append(DocumentPoint(number, self._length))
        else:
            return tag in (f"{_W}p", f"{_W}commentRangeStart", f"{_W}commentRangeEnd")
        return True

    def _add(self, chars: str, edit: Revision, look: Look) -> None:
        if not chars:
            return
        if look.raised and (edit.inserted or not self._exported):
            exact = not_words.raised(chars, look.raised)
            if exact is None:
                self._unread.append(Unread(not_words.RAISED, edit))
            chars = exact or chars
        self._length += len(chars)
        if self._pieces and self._pieces[-1][1:] == (edit, look):
            self._pieces[-1] = RevisedWords(self._pieces[-1].chars + chars, edit, look)
        else:
            self._pieces.append(RevisedWords(chars, edit, look))


def _unwrapped(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also those in content controls."""
    for child in element:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _unwrapped(child, name)


def _edit(element: etree._Element, outer: Revision) -> Revision:
    """The edit of what stands in an element that marks an insertion or deletion, itself inside `outer`."""
    change = Authorship(element.get(f"{_W}author", ""), element.get(f"{_W}date", ""))
    if element.tag in _INSERTING:
        return Revision(change, outer.deleted)
    return Revision(outer.inserted, change)


def _noted(properties: etree._Element | None) -> Revision:
    """The edit that the properties of a paragraph mark, row or cell note."""
    edit = UNCHANGED
    for child in () if properties is None else properties:
        if child.tag in _INSERTING or child.tag in _DELETING:
            edit = _edit(child, edit)
    return edit


def _value(properties: etree._Element | None, name: str) -> str:
    found = None if properties is None else properties.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")


def _look(properties: etree._Element | None) -> Look:
    if properties is None:
        return PLAIN
    return Look(_on(properties, "b"), _value(properties, "rStyle"), _value(properties, "vertAlign"))


def _on(properties: etree._Element, name: str) -> bool:
    found = properties.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val", "true") not in ("0", "false", "off")


def _indents(properties: etree._Element | None) -> tuple[int | None, int | None]:
    """Left indent and how far the first line hangs out of it, in twentieths of a point; None where not said."""
    found = None if properties is None else properties.find(f"{_W}ind")
    if found is None:
        return None, None
    left = found.get(f"{_W}left", found.get(f"{_W}start"))
    first, hanging = found.get(f"{_W}firstLine"), found.get(f"{_W}hanging")
    return _twentieths(left), _twentieths(hanging) if hanging is not None else _negative(_twentieths(first))


def _twentieths(measure: str | None) -> int | None:
    """A measure in twentieths of a point; None for none, or for one in another unit."""
    try:
        return None if measure is None else int(measure)
    except ValueError:
        return None


def _negative(measure: int | None) -> int | None:
    return None if measure is None else -measure


def _numbering(properties: etree._Element | None) -> tuple[str, int] | None:
    found = None if properties is None else properties.find(f"{_W}numPr")
    if found is None:
        return None
    return _value(found, "numId"), _twentieths(_value(found, "ilvl") or "0") or 0
