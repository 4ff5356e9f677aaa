"""A page of HTML as the rows that a reader sees: its paragraphs, headings, list items and cells, in order.

Nothing is known of whose page it is. What no reader sees as text of a document is left out: scripts, styles, what leads
to other pages, what is hidden, what can be filled in. A page that is no text in rows is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree, html

from amend.errors import ReadError
from amend.formats.furniture_of_html import without_footnotes, without_margin
from amend.formats.mangled import decoded
from amend.model.numbering import to_roman
from amend.model.text import NOT_XML, folded

ENDINGS = (".html", ".htm", ".xhtml")
"""How the names of pages end."""

_CHALLENGES = ("awsWafCookieDomainList", "cf-challenge", "Just a moment...", "challenge-platform")
"""What pages have that ask whether a person is there, in the place of the page that was asked for."""

_LEFT_OUT = frozenset(
    "script style head nav aside noscript template form button input select textarea iframe object embed "
    "svg canvas video audio map dialog menu".split()
)
_ROWS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li dt dd section article main blockquote pre address figure figcaption center td th tr "
    "table tbody thead tfoot caption ol ul dl body hr details summary".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAY_BREAK = re.compile("[\u00ad\u200b\u200c\ufeff]")
"""What shows where a word may be broken, which no reader sees."""

_READ_ALOUD = frozenset(("sr", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"))
"""Classes of what is only read aloud."""

_SET_BY_PLACE = re.compile(r"position\s*:\s*absolute", re.IGNORECASE)
_LABEL = re.compile(r"“?(?:\([0-9A-Za-z]{1,6}\)|[0-9]+[A-Z]*\.?|[A-Z]{1,2}[0-9]+[A-Z]*)")
_LABELS = re.compile(rf"{_LABEL.pattern}(?: \([0-9A-Za-z]{{1,6}}\))*")
_DEEPEST = 200
"""Levels of elements; a page of an Act has 30."""


@dataclass(frozen=True, slots=True)
class PageOfHtml:
    """What a page says. title: as its window would have it. notes: what was done to read it. pictures: how many stand
    among its text. footnotes: what the notes say that a number in the text leads to, which are left out."""

    title: str
    rows: tuple[HtmlRow, ...]
    notes: tuple[str, ...]
    pictures: int
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HtmlRow:
    """A row of a page. level: of a heading, 0 for none. cell: table, row and column. counted: whether its number is one
    that a browser counts, and the page does not have."""

    words: str
    level: int = 0
    cell: tuple[int, int, int] | None = None
    counted: bool = False


def parse(data: bytes, *, place: str = "the page") -> PageOfHtml:
    """The rows in the bytes of a page; place names it in errors. Raises ReadError for what is none."""
    if data[:4] == b"%PDF":
        raise ReadError("it is a PDF", place=place, remedy="let its name end in .pdf")
    text, notes = decoded(data, place=place)
    if any(sign in text for sign in _CHALLENGES):
        raise ReadError(
            "it is a page that asks whether a person is there, not the Bill",
            place=place,
            remedy="open its address in a browser, save the page that is then shown, and import that",
        )
    if not re.search(r"<(?:html|body|p|div|!doctype html)\b", text, re.IGNORECASE):
        raise ReadError("it is not a page of HTML", place=place, remedy="is it right?")
    text = NOT_XML.sub("\ufffd", re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=False, no_network=True))
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("it is not a page of HTML that can be read", place=place, remedy="save it again") from error
    if root.find(".//frameset") is not None:
        raise ReadError("it is a page of frames, without the text", place=place, remedy="save the frame with the text")
    if any(folded("".join(one.itertext())) for one in root.iter("ins", "del", "s", "strike")):
        raise ReadError(
            "words in it are marked as inserted or left out: it is a comparison, not the text of one print",
            place=place,
            remedy="give the page of one print, or the XML of it",
        )
    if root.find(".//meta[@name='generator'][@content='amend']") is not None:
        raise ReadError(
            "it is a page that amend made of a print, with links and notes between its clauses",
            place=place,
            remedy="give the XML of the print that it was made of",
        )
    placed = sum(bool(_SET_BY_PLACE.search(one.get("style") or "")) for one in root.iter("div", "p", "span"))
    if placed > 50 or root.find(".//div[@id='page-container']") is not None:
        raise ReadError(
            "each of its lines is set by its place, as in a page made of a PDF",
            place=place,
            remedy="give the PDF itself",
        )
    notes = (*notes, *without_margin(root))
    footnotes = tuple(without_footnotes(root))
    body = root.find(".//body")
    walker = _Walker()
    walker.visit(root if body is None else body, 0, place)
    walker.end()
    title = folded(root.findtext(".//title") or "")
    return PageOfHtml(title, tuple(_labels_joined(walker.rows)), notes, walker.pictures, footnotes)


@dataclass
class _Walker:
    """Goes through the elements in order and gathers what stands on one row."""

    rows: list[HtmlRow] = field(default_factory=list)
    pictures: int = 0
    _words: list[str] = field(default_factory=list)
    _level: int = 0
    _cell: tuple[int, int, int] | None = None
    _number: str = ""
    _tables: int = 0
    _as_typed: bool = False

    def end(self) -> None:
        """End the row that is being gathered."""
        words = folded(_MAY_BREAK.sub("", NOT_XML.sub("\ufffd", "".join(self._words))))
        if words or self._number:
            counted = bool(self._number) and not _LABEL.match(words)
            said = f"{self._number} {words}".strip() if counted else words
            if said:
                self.rows.append(HtmlRow(said, self._level, self._cell, counted))
            self._number = ""
        self._words = []

    def visit(self, element: html.HtmlElement, depth: int, place: str) -> None:
        """Take in an element with all that it holds, without what follows it. Raises ReadError where it is too deep."""
        if depth > _DEEPEST:
            raise ReadError(
                f"its elements stand more than {_DEEPEST} deep", place=place, remedy="is it the right file?"
            )
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _LEFT_OUT or _is_hidden(element):
            return
        if tag == "img":
            self.pictures += 1
        if tag == "br":
            self.end()
            return
        if tag == "table" and _is_data(element):
            self._table(element, depth, place)
            return
        on_row = tag in _ROWS
        level = self._level
        if on_row:
            self.end()
            self._level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else level
            if tag == "li" and not self._number:
                self._number = _counted(element)
        else:
            self._apart()
        before, self._as_typed = self._as_typed, self._as_typed or tag == "pre"
        self._add(element.text or "")
        for child in element:
            self.visit(child, depth + 1, place)
            self._add(child.tail or "")
        self._as_typed = before
        if on_row:
            self.end()
            self._level = level
        elif _LABEL.fullmatch(folded("".join(element.itertext()))):
            self._words.append(" ")

    def _add(self, text: str) -> None:
        """Take in text, which is in rows of its own where it is set as it was typed."""
        first, *rest = text.split("\n") if self._as_typed else [text]
        self._words.append(first)
        for row in rest:
            self.end()
            self._words.append(row)

    def _apart(self) -> None:
        """A space where a label ends and the next element begins without one."""
        if self._words and _LABELS.fullmatch(folded("".join(self._words))):
            self._words.append(" ")

    def _table(self, table: html.HtmlElement, depth: int, place: str) -> None:
        self.end()
        number, self._tables = self._tables, self._tables + 1
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        for at, row in enumerate(rows):
            for column, box in enumerate(row.iterchildren("td", "th")):
                self._cell = (number, at, column)
                self.visit(box, depth + 1, place)
                self._cell = None


def _is_hidden(element: html.HtmlElement) -> bool:
    parent = element.getparent()
    if element.tag in ("header", "footer") and (parent is None or parent.tag in ("html", "body", "div")):
        return True
    if element.tag == "div" and element.get("title") in ("header", "footer"):  # as LibreOffice writes them
        return True
    if set((element.get("class") or "").split()) & _READ_ALOUD:
        return True
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    navigates = element.get("role") in ("navigation", "banner", "contentinfo", "search")
    return hidden or navigates or bool(_HIDDEN.search(element.get("style") or ""))


def _is_data(table: html.HtmlElement) -> bool:
    """Whether a table is one of the text, not one that only sets it: it has a border or head, or no cell is a label."""
    if table.get("border", "0") not in ("", "0") or table.find(".//th") is not None:
        return True
    boxes = [folded("".join(box.itertext())) for box in table.iter("td")]
    labels = sum(bool(_LABEL.fullmatch(words)) for words in boxes)
    wide = any(len(list(row.iterchildren("td"))) > 1 for row in table.iter("tr"))
    return wide and not labels and table.get("role") != "presentation" and table.find(".//table") is None


def _counted(item: html.HtmlElement) -> str:
    """The number that a browser would show before an item of a list; "" for a list without numbers."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return ""
    start, value = parent.get("start", "1"), item.get("value", "")
    before = sum(1 for one in item.itersiblings("li", preceding=True))
    at = int(value) if value.isdecimal() else (int(start) if start.isdecimal() else 1) + before
    match parent.get("type", "1"):
        case "a" | "A" as letters if at <= 26:
            return f"({chr(ord(letters) + at - 1)})"
        case "i" | "I" as letters:
            said = to_roman(at)
            return f"({said if letters == 'i' else said.upper()})"
        case _:
            return f"({at})"


def _labels_joined(rows: list[HtmlRow]) -> Iterator[HtmlRow]:
    """The rows, a number or two that stand alone with the row below them."""
    held: HtmlRow | None = None
    for row in rows:
        if held is not None and row.cell == held.cell:
            row, held = replace(row, words=f"{held.words} {row.words}", level=held.level or row.level), None
        elif held is not None:
            yield held
            held = None
        if row.cell is None and _LABELS.fullmatch(row.words):
            held = row
        else:
            yield row
    if held is not None:
        yield held
