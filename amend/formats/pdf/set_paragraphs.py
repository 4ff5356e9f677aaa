"""The printed lines of a Bill or paper put together to paragraphs, by where each begins and how its words are set."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from statistics import median

from amend.formats.page_furniture import rejoined
from amend.formats.pdf.counted import SetLine
from amend.formats.pdf.page_rows import PageRow
from amend.formats.pdf.page_words import PageWord
from amend.formats.pdf.set_tables import SetTable

_LABEL = re.compile(
    r"“?(?:\([0-9A-Za-z]{1,6}\)|\(|(?!(?:1[6-9]|20)[0-9]{2}$)[0-9]+[A-Z]*\.?|[A-Z]{1,2}[0-9]+[A-Z]*)|“?[0-9]+[A-Z]*\([0-9A-Z]+\)"
)
_CLOSED = re.compile(r"[.;:,—―)”]$|\b(?:and|or)$")
_ENDED = re.compile(r"[.;:—―]”?[.;,]?$|[;,] (?:and|or)$")
_BREAKS = ("-", "—", "―", "/", "–")
"""What a line may be broken after without a space."""

_CITED_ON = re.compile(
    r"[0-9A-Za-z]\)\n\((?:[0-9]+[A-Z]*|[a-z]{1,2}|[ivx]+|[A-Z]{1,2})\)|[0-9][A-Z]*\n\([0-9]+[A-Z]*\)"
)
"""Where a citation, “145(2)(a)”, is broken before a bracket."""

_GROUP = re.compile(r"“?(?:SCHEDULES?|PART|CHAPTER|SECTION|ARTICLE|ANNEX)(?: [0-9A-Z]+)?$", re.IGNORECASE)
_SCHEDULE = re.compile(r"“?SCHEDULES?(?: [0-9A-Z]+)?", re.IGNORECASE)
_NOTE = re.compile(
    r"[\[(]?(?:Sections?|Clauses?|Schedules?|Paragraphs?|Articles?|Regulations?)\b.{1,60}", re.IGNORECASE
)
_WORDS = re.compile(r"[A-Za-z’]+(?:-[A-Za-z’]+)*")
_BROKEN = re.compile(r"(?P<head>.*?)(?P<first>[A-Za-z’]+)-$")
_GOES_ON = re.compile(r"(?P<last>[a-z]+)(?P<rest>.*)", re.DOTALL)

_APART = 1.2
"""By how much more, in points, the rows of a table without rules stand apart than the lines of one."""

_UNRULED = "no rules part the rows of the table that begins here; look whether its cells stand in the right rows"


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph as it is printed. pieces: each of its lines, with the words on it. text: all of them, words broken at
    the end of a line whole again. left: where it begins. style: "heading" for one set as such, "clause" for one in
    bold type that begins with a number, else "". cell: table, row and column. unsure: what had to be guessed. shades:
    of each piece, those of its characters (`PageRow.shades`)."""

    pieces: tuple[tuple[SetLine, str], ...]
    text: str
    left: float
    style: str = ""
    cell: tuple[int, int, int] | None = None
    unsure: tuple[str, ...] = ()
    shades: tuple[tuple[tuple[int, int], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The words of a print in small letters, each with how often it is there. breaks: whether the print breaks words
    that have no hyphen of their own at the ends of lines."""

    words: Mapping[str, int]
    breaks: bool


@dataclass(slots=True)
class _Open:
    """A paragraph while its lines are gathered. hang: where its further lines begin."""

    rows: list[tuple[SetLine, PageRow]]
    hang: float
    look: tuple[bool, bool, bool]
    unsure: list[str] = field(default_factory=list)


def paragraphs_set(lines: Sequence[SetLine], tables: Mapping[int, Sequence[SetTable]]) -> tuple[SetParagraph, ...]:
    """The paragraphs of lines in order, and those of cells row by row. tables: those of each page of the file."""
    known = known_words(line.row.text for line in lines)
    out: list[SetParagraph] = []
    gatherer = _Gatherer(lines)
    count = 0
    for table, stretch in groupby(lines, key=lambda line: _table_of(line, tables)):
        if table is None:
            for line in stretch:
                gatherer.add(line)
            continue
        out += gatherer.taken(known)
        out += _cells(list(stretch), table, count, known)
        count += 1
    return (*out, *gatherer.taken(known))


def _table_of(line: SetLine, tables: Mapping[int, Sequence[SetTable]]) -> SetTable | None:
    return next((table for table in tables.get(line.at, ()) if table.holds(line.row)), None)


def _cells(lines: Sequence[SetLine], table: SetTable, count: int, known: Known) -> list[SetParagraph]:
    """The paragraphs of the cells of a table, row by row. count: of the tables before it."""
    boxes: dict[tuple[int, int], list[tuple[SetLine, PageRow]]] = defaultdict(list)
    at = -1
    gaps = [one.row.foot - two.row.foot for one, two in pairwise(lines)]
    apart = (min(gaps) + max(gaps)) / 2 if gaps and max(gaps) - min(gaps) > _APART else 0.0
    for line, gap in zip(lines, [99.0, *gaps], strict=True):
        first = gap > apart if apart else table.column(line.row.words[0]) == 0
        at = table.row(line.row) if table.rows else at + (first or at < 0)
        for column, words in groupby(line.row.words, key=table.column):
            boxes[at, column].append((line, replace(line.row, words=tuple(words))))
    out: list[SetParagraph] = []
    for (row, column), rows in sorted(boxes.items()):
        stretches: list[list[tuple[SetLine, PageRow]]] = []
        for one in rows:
            if not stretches or _label_of(one[1]):
                stretches.append([])
            stretches[-1].append(one)
        for stretch in stretches:
            unsure = [] if table.rows or out else [_UNRULED]
            made = _paragraph(_Open(stretch, 0.0, (False, False, False), unsure), known)
            out.append(replace(made, cell=(count, row, column)))
    return out


def known_words(texts: Iterable[str]) -> Known:
    """Every word of the texts, without those broken at the end of a line, and whether words are broken there."""
    listed = list(texts)
    words = Counter(word.lower() for text in listed for word in _WORDS.findall(text.rstrip("-")))
    broken = (
        f"{first['first']}{last['last']}".lower()
        for one, two in pairwise(listed)
        if (first := _BROKEN.fullmatch(one)) and (last := _GOES_ON.fullmatch(two))
    )
    return Known(words, any(words[word] for word in broken if not word.startswith("sub")))


def joined_lines(texts: Sequence[str], known: Known) -> tuple[str, list[str]]:
    """Lines as one text, words broken at their ends whole again, and what of that was unsure."""
    text, unsure = "", []
    for line in texts:
        broken = _BROKEN.fullmatch(text)
        goes_on = _GOES_ON.fullmatch(line)
        if broken and goes_on:
            first, last = broken["first"], goes_on["last"]
            keep = broken["head"].endswith("-") or not known.breaks
            whole, sure = rejoined(first, last, known.words, keep=keep)
            if not sure:
                unsure.append(f"“{first}-” and “{last}”, broken at the end of a line, were read as “{whole}”")
            text = broken["head"] + whole + goes_on["rest"]
        else:
            text += line if not text or _closes_up(text, line) else f" {line}"
    return text, unsure


def _closes_up(text: str, line: str) -> bool:
    """Whether a line goes on with a text without a space: after a hyphen or dash, before a dash, within a citation."""
    if line.startswith(("—", "―")) or _CITED_ON.search(f"{text[-8:]}\n{line[:8]}"):
        return True
    return text.endswith(_BREAKS) and not text.endswith((" -", " –", " —"))


def _paragraph(one: _Open, known: Known) -> SetParagraph:
    pieces = tuple((line, row.text) for line, row in one.rows)
    text, unsure = joined_lines([words for _, words in pieces], known)
    if _BROKEN.fullmatch(text):
        unsure.append("it ends in a hyphen; look for the rest of its last word")
    first = one.rows[0][1]
    numbered = _label_of(first) > 0 and first.words[0].bold and first.words[0].text[:1].isalnum()
    style = "clause" if numbered else "heading" if any(one.look) and not _label_of(first) else ""
    shades = tuple(row.shades for _, row in one.rows)
    return SetParagraph(pieces, text, first.left, style, unsure=(*one.unsure, *unsure), shades=shades)


class _Gatherer:
    """Takes lines one after another into the paragraph that each belongs to."""

    def __init__(self, lines: Sequence[SetLine]) -> None:
        self.found: list[_Open] = []
        rows = [line.row for line in lines if not line.row.drawn]
        self._right = _outermost(Counter(round(row.right) for row in rows), last=True)
        self._left = _outermost(Counter(round(row.left) for row in rows), last=False)
        gaps = [one.row.foot - two.row.foot for one, two in pairwise(lines) if one.at == two.at]
        self._lead = Counter(round(gap * 2) / 2 for gap in gaps if gap > 4).most_common(1)[0][0] if gaps else 12.0
        self._hangs: list[float] = []

    def add(self, line: SetLine) -> None:
        row, note = _without_note(line.row)
        look = self._look(row)
        current = self.found[-1] if self.found else None
        if current is not None and self._goes_on(current, line, row, look):
            current.rows.append((line, row))
        else:
            hang = _after_label(row)
            self._hangs = [one for one in self._hangs if one < row.left - 2]
            self._hangs.append(hang)
            self.found.append(_Open([(line, row)], hang, look))
        if note:
            self.found.append(_Open([(line, note)], -1.0, (False, False, True)))

    def taken(self, known: Known) -> list[SetParagraph]:
        """The paragraphs gathered since they were last taken."""
        found, self.found = self.found, []
        return [_paragraph(one, known) for one in found]

    def _look(self, row: PageRow) -> tuple[bool, bool, bool]:
        """Whether a row is set in italics, in bold, or as a heading in the middle."""
        centred = not _label_of(row) and self._is_centred(row)
        return row.italic and not row.drawn, row.bold, centred or _in_capitals(row)

    def _is_centred(self, row: PageRow) -> bool:
        middle = (self._left + self._right) / 2
        width = self._right - self._left
        inset = min(row.left - self._left, self._right - row.right)
        return not row.drawn and inset > width * 0.04 and abs((row.left + row.right) / 2 - middle) < width * 0.02

    def _goes_on(self, current: _Open, line: SetLine, row: PageRow, look: tuple[bool, bool, bool]) -> bool:
        """Whether a row is of the paragraph that is open."""
        last_line, last = current.rows[-1]
        if row.drawn or last.drawn or current.hang < 0:
            return False
        if len(current.rows) == 1 and (words := _words_begin(last)) and abs(row.left - words) <= 1.5:
            current.hang = row.left
        same = abs(row.left - current.hang) <= 2.5
        said = last.text
        closed, ended = bool(_CLOSED.search(said)), bool(_ENDED.search(said))
        forced = self._right - last.right > row.words[0].right - row.words[0].left + row.size
        flows = same and not (ended or forced) and not current.look[2] and not _label_of(row)
        if (current.look[2] or look[2]) and not flows:
            return self._heading_goes_on(current, line, row, look)
        if not flows and any(map(min, zip(current.look[:2], look[:2], strict=True))) and _is_below(row, last):
            return self._heading_goes_on(current, line, row, look)
        if current.look[:2] != look[:2] and not self._changes_within(current, row, look, flows):
            return False
        near = line.at != last_line.at or last.foot - row.foot <= self._lead + 1.6
        labelled = _label_of(row) > 0
        if current.look[1] and look[1] and near and not (forced or labelled):
            return True  # a heading in bold
        if same and labelled:
            return not ((closed or said.endswith("-")) and (forced or not near or _is_tabbed(row, last) or ended))
        alone = self._right - last.right > row.words[0].right - row.words[0].left + 3 * row.size
        if same and alone and not row.text[0].islower():
            return False  # each on a row of its own, as names are
        if same:
            return not (ended and (forced or not near or row.text.startswith("“")))
        if labelled or closed or forced or any(abs(row.left - hang) <= 2.5 for hang in self._hangs[:-1]):
            return False
        if abs(row.left - current.hang) > 60 or not near:
            return False
        if len(current.rows) == 1 and row.left > last.left:
            current.hang = row.left  # as of a definition, whose further lines stand further in
        else:
            current.unsure.append(f"“{row.text[:30]}” begins elsewhere than the line above, and was read on from it")
        return True

    @staticmethod
    def _changes_within(current: _Open, row: PageRow, look: tuple[bool, bool, bool], flows: bool) -> bool:
        """Whether the type of a row may change within its paragraph: not from a heading in italics or bold to words."""
        if look[1] and not current.look[1]:
            return False
        return flows and (look[0] or row.text[:1].islower() or row.text[:1] in "“(")

    def _heading_goes_on(self, current: _Open, line: SetLine, row: PageRow, look: tuple[bool, bool, bool]) -> bool:
        """Whether a row goes on with a heading: in the same type, close below it, and neither is its number alone."""
        last_line, last = current.rows[-1]
        if line.at != last_line.at or last.foot - row.foot > self._lead * 1.3 or look[:2] != current.look[:2]:
            return False
        alike = _in_capitals(row) == _in_capitals(last) and abs(row.size - last.size) < 1
        if not alike or _GROUP.match(current.rows[0][1].text) or _GROUP.match(row.text) or _label_of(row):
            return False
        full = self._right - last.right <= row.words[0].right - row.words[0].left + row.size
        return look[2] == current.look[2] or (full and (any(look[:2]) or _in_capitals(row)))


def _without_note(row: PageRow) -> tuple[PageRow, PageRow | None]:
    """The row of a Schedule's number without the note at its end, “Section 5”, and that note."""
    for at in range(1, min(3, len(row.words))):
        head, tail = (replace(row, words=words) for words in (row.words[:at], row.words[at:]))
        apart = tail.left - head.right > 1.5 * row.size
        if apart and _SCHEDULE.fullmatch(head.text) and _NOTE.fullmatch(tail.text):
            return head, replace(tail, size=tail.words[0].size)
    return row, None


def _label_of(row: PageRow) -> int:
    """How many words of a row are its labels, “2” and “(1)”."""
    count = 0
    while count < min(2, len(row.words) - 1) and _LABEL.fullmatch(row.words[count].text):
        count += 1
    return count


def _after_label(row: PageRow) -> float:
    """Where the words after the labels of a row begin, as its further lines do."""
    count = _label_of(row)
    if count == 2 or (count and (row.words[0].text.strip("“")[:1] == "(" or _is_tabbed(row) or row.bold)):
        return row.words[count].left
    return row.left


def _is_below(row: PageRow, above: PageRow) -> bool:
    """Whether a row of a heading stands under the middle of the row above it."""
    return abs(row.left + row.right - above.left - above.right) < 2 * row.size and not above.text.endswith(".")


def _words_begin(row: PageRow) -> float:
    """Where the words after one bare number begin, “13.” or “13”; 0 for a row without."""
    return row.words[1].left if _label_of(row) == 1 and row.words[0].text.strip("“")[:1] != "(" else 0.0


def _gaps(words: Sequence[PageWord]) -> list[float]:
    return [two.left - one.right for one, two in pairwise(words)]


def _is_tabbed(row: PageRow, above: PageRow | None = None) -> bool:
    """Whether a gap wider than those between words parts the label of a row from its words; of a single word, than
    those of the row above."""
    count = _label_of(row)
    if not count:
        return False
    gap = row.words[count].left - row.words[count - 1].right
    others = _gaps(row.words[count:]) or _gaps(above.words if above else ())
    return gap > 1.25 * max(median(others) if others else 0.0, row.size * 0.25)


def _in_capitals(row: PageRow) -> bool:
    """Whether all of a row is in capitals, small or not."""
    lettered = [word for word in row.words if sum(map(str.isalpha, word.text)) > 1]
    return bool(lettered) and all(word.small_capitals or word.text.isupper() for word in lettered)


def _outermost(edges: Counter[int], *, last: bool) -> float:
    """The outermost edge, but for that of few rows among many."""
    few = edges.total() // 50
    for edge in sorted(edges, reverse=last):
        few -= edges[edge]
        if few < 0:
            return float(edge)
    return 0.0
