"""A Bill as a Word document: its paragraphs in the layout of a printed Bill, with or without changes to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from amend.engine.compare.redline import Beside, LineBeside, Pair, TableBeside, alone, flat, in_place
from amend.model.lines import Reading
from amend.model.printed import HEADINGS, PrintedParagraph, Role, TableRow, paragraphs
from amend.model.provision import Bill
from amend.model.text import legible
from amend.word.ooxml import anchors
from amend.word.ooxml.package import DECLARATION, R, W, assembled, core, relation, said, template
from amend.word.write.headings import ContentsLinks, outline_level
from amend.word.write.line_numbers import MarginLines
from amend.word.write.revisions import HANDS, Hand, ParagraphMark, Reviser, settled_paragraphs

_STYLES: Mapping[Role, str] = {
    "bill title": "BillTitle",
    "bill stage": "BillStage",
    "caution": "BillCaution",
    "contents title": "ContentsTitle",
    "contents group": "ContentsGroup",
    "contents clause": "ContentsClause",
    "set form": "BillSetForm",
    "long title": "LongTitle",
    "enacting": "EnactingWords",
    "group number": "GroupNumber",
    "group heading": "GroupHeading",
    "cross-heading": "CrossHeading",
    "schedule number": "ScheduleNumber",
    "schedule note": "ScheduleNote",
    "schedule heading": "ScheduleHeading",
    "gap": "TableGap",
    "break": "BillBreak",
    "end": "BillEnd",
}
_STEP = 510
"""A step of indent, in twentieths of a point: 9 mm. The styles of the template have the same."""

_WIDTH = 9070
_DEEPEST = 9
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1418" w:bottom="1588" w:left="1418" w:header="709" w:footer="510" w:gutter="0"/>'
)
_BESIDE = '<w:ind w:left="851" w:hanging="0"/>'
"""Where the heading of a new clause, which has no number yet, stands in the contents: under the other headings."""

_FOOTER = f'<w:footerReference w:type="default" r:id="{relation("word/footer.xml")}"/>'
"""What the foot of each page says, but that of the cover, which says it above."""

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_BARE = '<w:tcBorders><w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'
_ACROSS = (0,)
"""What a row that is as wide as the table has for the columns that its one cell takes."""


def document(bill: Bill, day: date | None = None, *, as_printed: bool = True) -> bytes:
    """A clean copy of a print as a Word file: cover, contents with links, the text with the print's own pages and every
    fifth of its lines in the margin, and the shades by which a PDF of it tells each (`line_shades`). A text that is not
    a print, for it has no lines or was amended, has none.

    day: when the file was made, None where that is not said. as_printed: whether the text is a print, not amended. The
    same print gives the same bytes on the same day. Raises WriteError for a character that no document can hold.
    """
    lines = MarginLines(Reading(bill) if as_printed else None, shaded=True)
    return _written(bill, bill, alone(paragraphs(bill)), HANDS, day, lines=lines)


def tracked(
    old: Bill,
    new: Bill,
    pairs: Sequence[Pair],
    hands: Mapping[str, Hand] = HANDS,
    day: date | None = None,
    *,
    reading: Reading | None = None,
    hashed: str = "",
    further: Sequence[str] = (),
) -> bytes:
    """The new text as a Word file in which every change from the old one is tracked.

    pairs: the two texts paragraph beside paragraph. hands: whose changes they are, by the `by` of each; that of "" for
    any other. day: the date of those whose hand has none. reading, hashed: of the old text, where they are at hand (see
    `anchors.digest`). further: what must be said of the changes, beside what is said of the texts. Rejecting all gives
    the paragraphs of `document(old)`, accepting all those of `document(new)`. In the margin stand the pages and lines
    of the old text. Raises WriteError as `document` does.
    """
    lines = MarginLines(reading or Reading(old))
    hands = {**HANDS, **hands}
    return _written(old, new, pairs, hands, day, tracked=True, lines=lines, hashed=hashed, further=further)


def _written(
    old: Bill,
    new: Bill,
    pairs: Sequence[Pair],
    hands: Mapping[str, Hand],
    day: date | None,
    *,
    lines: MarginLines,
    tracked: bool = False,
    hashed: str = "",
    further: Sequence[str] = (),
) -> bytes:
    title, number = legible(" ".join(new.title.split())) or "Bill", legible(new.number)
    reviser = Reviser(hands, lines, day)
    body = "".join(_Body(reviser, old, new, _merged(in_place(pairs))).written())
    names = f'xmlns:w="{W}" xmlns:r="{R}"'
    parts = template("bill")
    parts["word/document.xml"] = f"{DECLARATION}<w:document {names}><w:body>{body}</w:body></w:document>"
    cautions = dict.fromkeys((*old.cautions, *new.cautions, *further))
    filled = {
        "title": said(title),
        "number": said(number),
        "said": "</w:t><w:br/><w:t>".join(said(legible(caution)) for caution in cautions),  # a row for each
        "margin": said(f"In the margin: pages and lines of {legible(old.number) or 'the print'}. " if lines else ""),
    }
    for name in ("word/header.xml", "word/footer.xml"):
        for key, value in filled.items():
            parts[name] = parts[name].replace(f"{{{key}}}", value)
    if tracked:
        stop = "<w:defaultTabStop"
        parts["word/settings.xml"] = parts["word/settings.xml"].replace(stop, f"<w:trackRevisions/>{stop}")
    comments = reviser.comments()
    if comments:
        parts["word/comments.xml"] = comments
    hashed = hashed or anchors.digest(old)
    parts["customXml/item1.xml"] = anchors.dumps(
        old, (b.old for b in flat(pairs) if b.old is not None), hashed, tracked=tracked
    )
    parts["customXml/itemProps1.xml"] = anchors.properties()
    named = f"{title} ({number})" if number else title
    parts["docProps/core.xml"] = core(named, anchors.identifier(hashed), day)
    return assembled(parts)


class _Body:
    """Writes the paragraphs and tables, and a bookmark on each paragraph of the old text."""

    def __init__(self, reviser: Reviser, old: Bill, new: Bill, pairs: Sequence[Pair]) -> None:
        self._reviser = reviser
        self._old, self._new, self._pairs = old, new, pairs
        self._links = ContentsLinks(pairs)
        self._marked = 0

    def written(self) -> Iterator[str]:
        """The body, and the properties of the last section."""
        for pair, pieces, mark in settled_paragraphs(self._pairs, walled=False):
            if isinstance(pair, TableBeside):
                yield from self._table(pair)
            else:
                yield self._paragraph(pair, mark, self._reviser.runs(pair, pieces))
        header = f'<w:headerReference w:type="default" r:id="{relation("word/header.xml")}"/>'
        yield f'<w:sectPr>{header}{_FOOTER}{_PAGE}<w:pgNumType w:start="1"/></w:sectPr>'

    def _paragraph(self, beside: Beside, mark: ParagraphMark | None, runs: str, *, cell: int | None = None) -> str:
        """cell: how deep the table stands that the paragraph is in a cell of; None for one that is in none."""
        shown = beside.shown
        layout = _cell_layout(shown, cell) if cell is not None else _layout(shown)
        section = f"<w:sectPr>{_FOOTER}{_PAGE}<w:titlePg/></w:sectPr>" if shown.role == "break" else ""
        level = outline_level(self._old if beside.new is None else self._new, shown)
        outline = f'<w:outlineLvl w:val="{level - 1}"/>' if level else ""
        properties = f"<w:pPr>{layout}{outline}{self._reviser.mark(mark)}{section}</w:pPr>"
        if runs and (anchor := self._links.anchor(beside.old, beside.new)):
            runs = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{runs}</w:hyperlink>'
        name = self._links.added.get(shown.path, "") if shown.role in HEADINGS else ""
        if beside.old is not None:
            name = anchors.bookmark(self._marked)
            self._marked += 1
        if not name:
            return f"<w:p>{properties}{runs}</w:p>"
        number = self._reviser.fresh()
        start, end = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'
        return f"<w:p>{properties}{start}{runs}{end}</w:p>"

    def _table(self, table: TableBeside) -> Iterator[str]:
        shown = table.new or table.old
        assert shown is not None
        columns = max(1, *(sum(_shown(line).spans) for line in table.lines))
        indent = min(shown.depth + 1, _DEEPEST) * _STEP
        column = (_WIDTH - indent) // columns
        yield (
            f'<w:tbl><w:tblPr><w:tblW w:w="{column * columns}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
            f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
            + f'<w:gridCol w:w="{column}"/>' * columns
            + "</w:tblGrid>"
        )
        for line in table.lines:
            yield self._line(line, column, columns, shown.depth)
        yield "</w:tbl>"

    def _line(self, line: LineBeside, column: int, columns: int, depth: int) -> str:
        whole = line.old is None or line.new is None
        change = self._reviser.change("inserted" if line.old is None else "left out", line.by) if whole else ""
        properties = f"<w:trPr><w:cantSplit/>{change}</w:trPr>"
        cells = []
        for pairs, span in zip(line.cells, _shown(line).spans, strict=True):
            inner = []
            for index, (pair, pieces, mark) in enumerate(settled_paragraphs(pairs, walled=True), 1):
                assert isinstance(pair, Beside)
                mark = None if whole and index == len(pairs) else mark  # the last of a cell goes with its row
                cell = depth if _shown(line).spans != _ACROSS else None
                inner.append(self._paragraph(pair, mark, self._reviser.runs(pair, pieces), cell=cell))
            wide = span or columns
            across = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
            width = f'<w:tcW w:w="{column * wide}" w:type="dxa"/>'
            cells.append(f"<w:tc><w:tcPr>{width}{across}{'' if span else _BARE}</w:tcPr>{''.join(inner)}</w:tc>")
        return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _merged(pairs: Sequence[Pair]) -> list[Pair]:
    """The paragraphs and tables, two tables as one where all between them comes in or goes: no paragraph there could be
    taken away and leave nothing, for a table cannot be joined with. They are then a row as wide as the table."""
    found: list[Pair] = []
    for pair in pairs:
        first = len(found) - 1
        while isinstance(pair, TableBeside) and first >= 0 and _is_whole(found[first], found[-1]):
            first -= 1
        table = found[first] if first >= 0 else None
        if isinstance(pair, TableBeside) and isinstance(table, TableBeside):
            between = [one for one in found[first + 1 :] if isinstance(one, Beside)]
            lines = (*table.lines, _across(between), *pair.lines)
            found[first:] = [replace(table, old=table.old or pair.old, new=table.new or pair.new, lines=lines)]
        else:
            found.append(pair)
    return found


def _is_whole(pair: Pair, like: Pair) -> bool:
    """Whether it is a paragraph that is inserted whole or left out whole, as the other is."""
    sides = (pair.old is None, pair.new is None)
    return isinstance(pair, Beside) and any(sides) and sides == (like.old is None, like.new is None)


def _across(between: Sequence[Beside]) -> LineBeside:
    """Paragraphs of one text as one row that is as wide as the table."""
    old = tuple(one.old for one in between if one.old is not None)
    new = tuple(one.new for one in between if one.new is not None)
    before, after = (TableRow((), (side,), _ACROSS) if side else None for side in (old, new))
    return LineBeside(before, after, (tuple(between),), between[0].by)


def _shown(line: LineBeside) -> TableRow:
    shown = line.new or line.old
    assert shown is not None
    return shown


def _layout(paragraph: PrintedParagraph) -> str:
    """The style of a paragraph, and where it stands when that is not as the style has it."""
    depth = min(paragraph.depth, _DEEPEST)
    if paragraph.role == "clause heading":
        return _styled(f"ClauseHeading{depth}") + _further(paragraph, depth)
    if paragraph.role == "text":
        name = "BillNumbered" if paragraph.numbers else "BillText"
        return _styled(f"{name}{depth}") + _further(paragraph, depth)
    if paragraph.role == "contents group" and paragraph.numbers:
        return _styled("ContentsSchedule")
    beside = _BESIDE if paragraph.role == "contents clause" and not paragraph.numbers else ""
    return _styled(_STYLES[paragraph.role]) + beside


def _further(paragraph: PrintedParagraph, depth: int) -> str:
    """The tabs and indent of a paragraph with several numbers, each a step to the right of the one before, and of a
    heading whose number, in bold, is wider than a step."""
    more = len(paragraph.numbers) - 1
    wider = len(paragraph.numbers[-1].words) // 3 if paragraph.role == "clause heading" and paragraph.numbers else 0
    if more < 1 and not wider:
        return ""
    first = max(depth - more, 0)
    stops = [(first + 1 + index) * _STEP for index in range(more + 1)]
    narrow, stops[-1] = stops[-1], stops[-1] + wider * _STEP
    return _hanging(stops, stops[-1], stops[-1] - first * _STEP, without=narrow if wider else None)


def _cell_layout(paragraph: PrintedParagraph, depth: int) -> str:
    """The style of a paragraph in a table, and its indent within the cell."""
    left = min(paragraph.depth - depth, _DEEPEST) * _STEP
    if paragraph.numbers:
        left = max(left, len(paragraph.numbers) * _STEP)
        stops = [left - (len(paragraph.numbers) - 1 - index) * _STEP for index in range(len(paragraph.numbers))]
        return _styled("TableText") + _hanging(stops, left, len(paragraph.numbers) * _STEP)
    return _styled("TableText") + (f'<w:ind w:left="{left}"/>' if left else "")


def _styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def _hanging(stops: Sequence[int], left: int, hanging: int, *, without: int | None = None) -> str:
    """without: a stop of the style that the paragraph does not have, None for none."""
    cleared = "" if without is None else f'<w:tab w:val="clear" w:pos="{without}"/>'
    tabs = "".join(f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in stops)
    return f'<w:tabs>{cleared}{tabs}</w:tabs><w:ind w:left="{left}" w:hanging="{hanging}"/>'
