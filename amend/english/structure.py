"""Plain text with (1), (a), (i), “ ” to provisions and back.

One printed paragraph a row. A row starts with its label, or none; indents carry no meaning, so the level of a label is
read from its shape, from the list it continues, and from the dash that a list opens with. A row that ends in a dash
and is followed by a quotation holds structure for another Act.
"""

from __future__ import annotations

import re
from itertools import pairwise

from amend.english.begun_quotations import ENDS_THERE, begun_quotation
from amend.english.grouping import GROUP, GROUPS, SCHEDULE_ROW, holding
from amend.english.label_levels import level_of
from amend.english.lists_apart import opened_apart
from amend.english.parts import DASHES as DASHES
from amend.english.parts import NO_HEADING, quoting, within
from amend.english.parts import Part as Part
from amend.english.parts import built as built
from amend.english.printed_rows import levels as levels
from amend.english.printed_rows import written_rows as written_rows
from amend.english.quotes import OPEN, closing, surplus
from amend.english.setting import NUMBERED, setting_of_quoted
from amend.english.setting import Setting as Setting
from amend.errors import WordsError
from amend.model.numbering import Family, successor
from amend.model.provision import Block, Provision
from amend.model.text import Text

_BRACKETED = re.compile(r"\(([0-9]+[A-Z]*|[A-Z]+[0-9]+[A-Z]*|[a-z]{1,5}|[A-Z]{1,3})\)(?:\s+|$)")
_UNNUMBERED = re.compile(r"\(\s*\)\s+(?=\S)")
_PART_ALONE = re.compile(r"(?:Part|Chapter)\s+([0-9]+[A-Z]*|[A-Z]+[0-9]+|[A-Z]{1,2})", re.IGNORECASE)
_BARE = re.compile(r"([0-9]+[A-Z]*|[A-Z]+[0-9]+[A-Z]*)\.?\s+(?=\S)")
_UNSPACED = re.compile(r"\(([0-9]+[A-Z]*|[a-z]|[ivx]+|[A-Z])\)(?=\w)")
_SCHEDULE = re.compile(r"Schedule(?:\s+([0-9A-Z]+))?", re.IGNORECASE)
_QUOTED_SCHEDULE = re.compile(
    r"(schedule\s+(?:[0-9]+[A-Z]*|[A-Z]+[0-9]+[A-Z]*))\s+(\S.*)\n(?=(?:.*(?<![.,;:—])\n)*\d)", re.IGNORECASE
)
"""The number and heading of a Schedule to another Act, above its first paragraph and the headings over that."""

DEEPEST = 24  # levels of labels; the deepest print at hand has 7
_STYLES = {
    Family.LETTER: ("level", "para1"),
    Family.ROMAN: ("level", "para2"),
    Family.CAPITAL: ("level", "para3"),
}


def provisions(text: str, setting: Setting = Setting.BODY, *, runs_on: bool = False) -> tuple[Provision | Block, ...]:
    """The provisions that a text holds; rows before the first label stand as plain paragraphs.

    runs_on: whether the last row may be a label alone, with which what stands in the print runs on. Raises WordsError
    for a label that fits no list, or a quotation that is not closed.
    """
    root = Part("", "")
    RowReader(text, setting, runs_on=runs_on).read_into(root)
    return (*root.words, *(built(part) for part in root.parts), *root.after)


def new_clause(text: str) -> Provision:
    """A new clause: its heading on the first row, then its words or subsections.

    A cross-heading of its own, or a Part, may stand above its heading, as the Lords print them (the Lords guide to
    amendment style); the clause then stands in that. Raises WordsError.
    """
    lines = _rows(text)
    above: list[Part] = []
    while len(lines) > 2 and _is_title(lines[0]) and _is_title(lines[1]):
        group = GROUP.match(lines[0])
        if group and group[1].capitalize() in ("Part", "Chapter"):
            tag, style = GROUPS[group[1].capitalize()]
            above.append(Part(tag, style, f"{group[1]} {group[2]}", Family.NUMBER, lines[0][group.end() :]))
        elif above and not above[-1].printed:
            raise WordsError(
                f"“{above[-1].heading}”, “{lines[0]}” and “{lines[1]}” all stand as headings above its words",
                remedy="let only a cross-heading, if any, and the heading of the clause stand there",
            )
        else:
            above.append(Part("hcontainer", "group7", heading=_unquoted(lines[0])))
        del lines[0]
    if len(lines) < 2:
        raise WordsError(
            "a new clause needs a heading and, below it, its words", remedy="put the heading on a row alone"
        )
    clause = Part("section", "prov1", heading=_unquoted(lines[0]))
    RowReader("\n".join(lines[1:]), Setting.BODY).read_into(clause)
    for inner, outer in pairwise([clause, *reversed(above)]):
        outer.parts.append(inner)
    return built(above[0] if above else clause)


def _rows(text: str) -> list[str]:
    """The rows, a Part or Chapter whose heading is printed below its number on one with that."""
    rows: list[str] = []
    for row in filter(None, map(str.strip, text.split("\n"))):
        heads = _is_title(row) and not (_BARE.match(row) or _PART_ALONE.match(row))
        if heads and rows and _PART_ALONE.fullmatch(rows[-1]):
            rows[-1] = f"{rows[-1]} {row}"
        else:
            rows.append(row)
    return rows


def _is_title(row: str) -> bool:
    """Whether a row may be a heading: it has no label, opens no quotation and has no stop at its end."""
    labelled = _BRACKETED.match(row) or _UNNUMBERED.match(row) or _UNSPACED.match(row)
    return not labelled and not NO_HEADING.search(row) and (not row.startswith(OPEN) or _unquoted(row) != row)


def new_schedule(text: str) -> Provision:
    """A new Schedule: “Schedule” and its heading on rows of their own, then its paragraphs.

    Raises WordsError when one of them is missing, or something else stands before the first paragraph.
    """
    lines = _rows(text)
    number = _SCHEDULE.fullmatch(lines[0]) if lines else None
    if number:
        del lines[0]
    if len(lines) < 2 or _BARE.match(lines[0]) or _BRACKETED.match(lines[0]):
        raise WordsError(
            "a new Schedule needs a heading and, below it, its paragraphs", remedy="put the heading on a row alone"
        )
    quoting = lines[1].startswith(OPEN) or (lines[1].endswith(DASHES) and lines[2:] and lines[2].startswith(OPEN))
    headed = not NO_HEADING.search(lines[1]) and lines[2:] and _BARE.match(lines[2])
    labelled = _BARE.match(lines[1]) or GROUP.match(lines[1]) or headed
    if not labelled and not quoting and any(_BARE.match(row) for row in lines[2:]):
        raise WordsError(
            f"“{lines[1][:40]}” stands before the first paragraph",
            remedy="let only the heading stand there, on a row of its own",
        )
    schedule = Part("hcontainer", "sch", printed=f"Schedule {number[1]}" if number and number[1] else "")
    schedule.heading = _unquoted(lines[0])
    RowReader("\n".join(lines[1:]), Setting.SCHEDULE).read_into(schedule)
    return built(schedule)


class RowReader:
    """Reads rows one after another into the part that each belongs to."""

    def __init__(self, text: str, setting: Setting, *, runs_on: bool = False) -> None:
        self._runs_on = runs_on
        self._rows = _rows(text)
        self._setting = setting
        self._at = 0
        self._outermost: Part | None = None

    def read_into(self, *open_: Part) -> None:
        """Take the rows in below the parts that are open, outermost first. Raises WordsError."""
        stack = list(open_)
        self._outermost = stack[0]
        while self._at < len(self._rows):
            row = self._rows[self._at]
            bracketed = _BRACKETED.match(row)
            group = GROUP.match(row)
            if schedule := SCHEDULE_ROW.fullmatch(row):
                stack = self._schedule(stack, *schedule.groups())
            elif group and self._starts_paragraph(stack) and not NO_HEADING.search(row):
                stack = self._grouping(stack, group, row[group.end() :])
            elif bracketed:
                stack = self._labelled(stack, bracketed[1], f"({bracketed[1]})", row[bracketed.end() :])
            elif unnumbered := _UNNUMBERED.match(row):
                stack = self._unnumbered(stack, row[unnumbered.end() :])
            elif self._is_heading_within(stack, row):
                stack = stack[:1]
                stack[0].parts.append(Part("hcontainer", "group7", heading=row))
                self._at += 1
            elif _UNSPACED.match(row):
                raise WordsError(f"there is no space after the label of “{row[:40]}”", remedy="put one there")
            elif self._is_heading(stack, row):
                stack = self._heading(stack, row)
            elif (number := _BARE.match(row)) and self._starts_paragraph(stack):
                stack = self._numbered(stack, number[1], row[number.end() :])
            else:
                stack = self._unlabelled(stack, row)

    @property
    def _following(self) -> str:
        """The row below the one that is read; "" at the end."""
        return self._rows[self._at + 1] if self._at + 1 < len(self._rows) else ""

    def _is_heading(self, stack: list[Part], row: str) -> bool:
        """Whether a row is a heading over paragraphs or sections: it has no stop at its end, and a number is below it.

        Words that stand full out after a list end in a stop, for the next paragraph begins a sentence.
        """
        if NO_HEADING.search(row) or _BARE.match(row) or row.startswith(OPEN) or not _BARE.match(self._following):
            return False
        return bool(stack[0].parts or self._setting is Setting.SCHEDULE) and self._starts_paragraph(stack)

    def _is_heading_within(self, stack: list[Part], row: str) -> bool:
        """Whether a row is a heading between two subsections of a new clause: the next row has the next number."""
        label = _BRACKETED.match(self._following)
        if stack[0].tag != "section" or not label or not _is_title(row) or stack[-1].open_list:
            return False
        numbered = [part for part in within(stack[0]) if part.tag == "subsection" and part.label]
        return bool(numbered) and successor(numbered[-1].label, Family.NUMBER) == label[1]

    def _unnumbered(self, stack: list[Part], rest: str) -> list[Part]:
        """Start a provision whose number is left to the clerks, "( )": a subsection when it is a sentence, else a
        paragraph of the list that is open, that a dash opens or that the one before it stands in."""
        sentence = rest[:1].isupper() or rest[:1] in "“‘"
        wanted = Family.NUMBER if sentence else Family.LETTER
        innermost = stack[-1]
        if not sentence and innermost.printed and innermost.open_list:
            wanted = Family.ROMAN if innermost.family is Family.LETTER else Family.LETTER
            depth: int | None = len(stack) - 1
        elif not sentence and innermost.printed and not innermost.label and innermost.family is not Family.NUMBER:
            wanted, depth = innermost.family or wanted, len(stack) - 2
        else:
            depth = next((index - 1 for index in range(len(stack) - 1, 0, -1) if stack[index].family is wanted), None)
        if depth is None:
            depth = 0 if sentence or len(stack) == 1 else len(stack) - 1
        part = Part(*self._tag_and_style(stack[depth], wanted), "( )", wanted)
        self._refuse_between(stack[depth], "( )")
        stack[depth].parts.append(part)
        self._words(part, rest)
        return [*stack[: depth + 1], part]

    def _heading(self, stack: list[Part], row: str) -> list[Part]:
        """Start a heading over paragraphs or sections, within the Schedule, Part or Chapter that is open."""
        holds = [part.tag in ("part", "chapter") or part.style == "sch" for part in stack]
        outer = [part for index, part in enumerate(stack) if not index or holds[index]]
        style = "schGroup7" if self._setting is Setting.SCHEDULE else "group7"
        return self._opened(outer, Part("hcontainer", style, heading=row), row)

    def _grouping(self, stack: list[Part], group: re.Match[str], heading: str) -> list[Part]:
        """Start a Part or Chapter of an Act, which holds the sections that follow, or an Article."""
        tag, style = GROUPS[group[1].capitalize()]
        outer = holding(stack, tag)
        printed = f"{group[1]} {group[2]}"
        return self._opened(outer, Part(tag, style, printed, Family.NUMBER, heading=heading), printed)

    def _schedule(self, stack: list[Part], printed: str, note: str, heading: str) -> list[Part]:
        """Start a Schedule of an Act. note: beside its number; "" for none, as of the heading."""
        part = Part("hcontainer", "sch", printed, Family.NUMBER, heading or None, note)
        return self._opened(stack[:1], part, printed)

    def _opened(self, outer: list[Part], part: Part, printed: str) -> list[Part]:
        """The parts that are open once this row, which is the head of a part, has opened it."""
        self._refuse_between(outer[-1], printed)
        outer[-1].parts.append(part)
        self._at += 1
        return [*outer, part]

    @staticmethod
    def _refuse_between(parent: Part, printed: str) -> None:
        """Words may follow the last part of a list, not stand between two."""
        if parent.after:
            raise WordsError(
                f"“{parent.after[-1].words[:40]}” stands between {parent.parts[-1].printed or 'a definition'} and"
                f" {printed[:40]}",
                remedy="put it on the row of one of the two",
            )

    def _labelled(self, stack: list[Part], label: str, printed: str, rest: str) -> list[Part]:
        """Start the provision with this bracketed label at the level where it belongs."""
        depth, family = level_of(stack, label, printed)
        parent = stack[depth]
        self._refuse_between(parent, printed)
        if depth > DEEPEST:
            raise WordsError(f"{printed} is more than {DEEPEST} levels down", remedy="correct the labels")
        part = Part(*self._tag_and_style(parent, family), printed, family)
        parent.parts.append(part)
        stack = [*stack[: depth + 1], part]
        inner = _BRACKETED.match(rest)
        if inner and (inner[1] in ("1", "a", "i", "A") or inner[1].startswith("z")):
            return self._labelled(stack, inner[1], f"({inner[1]})", rest[inner.end() :])
        self._words(part, rest)
        return stack

    def _tag_and_style(self, parent: Part, family: Family) -> tuple[str, str]:
        """What a provision with a bracketed label is in a part."""
        if family is not Family.NUMBER:
            return _STYLES[family]
        setting = self._setting if not parent.tag or self._setting is Setting.SCHEDULE else Setting.BODY
        return NUMBERED[{"paragraph": Setting.SCHEDULE, "section": Setting.BODY}.get(parent.tag, setting)]

    def _numbered(self, stack: list[Part], number: str, rest: str) -> list[Part]:
        """Start a section of an Act, which has a heading, or a paragraph of a Schedule, which has none."""
        headed = bool(self._following) and not (NO_HEADING.search(rest) or _BRACKETED.match(rest) or surplus(rest))
        outer = [part for index, part in enumerate(stack) if not index or part.is_group or part.is_heading]
        self._refuse_between(outer[-1], number)
        if headed and not _BARE.match(self._following):
            return self._opened(outer, Part("section", "prov1", number, Family.NUMBER, heading=rest), number)
        part = Part("paragraph", "schProv1", number, Family.NUMBER)
        outer[-1].parts.append(part)
        inner = _BRACKETED.match(rest)
        if inner and inner[1] == "1":
            return self._labelled([*outer, part], "1", "(1)", rest[inner.end() :])
        self._words(part, rest)
        return [*outer, part]

    def _unlabelled(self, stack: list[Part], row: str) -> list[Part]:
        """A definition, or words that stand full out after a list, or one more paragraph of words."""
        definition = row.startswith(OPEN) and 0 < closing(row, 0) < len(row) - 1
        for depth in range(len(stack) - 1, -1, -1):
            listed = stack[depth].parts and stack[depth].parts[-1].tag == "hcontainer"
            if definition and (stack[depth].open_list or listed or (len(stack) == 1 and not stack[0].tag)):
                part = Part("hcontainer", "definition")
                self._refuse_between(stack[depth], row)
                stack[depth].parts.append(part)
                self._words(part, row)
                return [*stack[: depth + 1], part]
        inside = stack[-1]
        if paragraph := opened_apart(stack, row, self._following):
            self._words(paragraph[-1], row)
            return paragraph
        if inside.takes_unnumbered:
            self._words(inside, row)
            return stack
        sentence = inside.family is Family.NUMBER and not stack[-2].words  # one of no list that could be closed
        if inside.parts or inside.family is None or not inside.words or sentence:
            owner = inside
        else:
            owner = stack[-2]
            stack = stack[:-1]
        self._words(owner, row, after=bool(owner.parts))
        return stack

    def _words(self, part: Part, words: str, *, after: bool = False) -> None:
        """Take this row in as words of the part, with the quoted structure that follows it."""
        self._at += 1
        if not words and self._runs_on and self._at == len(self._rows) and part.printed.startswith("("):
            return  # a bare label at the end: what stands in the print runs on from it
        if not words:
            raise WordsError(f"nothing follows the label {part.printed}", remedy="put its words on the same row")
        quoted = self._quotation(part, words) if words.endswith(DASHES) else None
        block = quoted or self._begun(part, words) or Block("p", Text(words))
        (part.after if after else part.words).append(block)

    def _quotation(self, part: Part, words: str) -> Block | None:
        """The paragraph that ends in words and the quoted structure on the rows below; None when none follows."""
        rest = "\n".join(self._rows[self._at :])
        if not rest.startswith(OPEN):
            return None
        end = closing(rest, 0)
        if end < 0:
            raise WordsError(
                f"the quotation that begins “{self._rows[self._at][1:41]}…” is not closed", remedy="close it with ”"
            )
        tail = rest[end + 1 :].split("\n", 1)[0]
        labelled = _BRACKETED.match(rest, 1) or _BARE.match(rest, 1)
        if not labelled and not ENDS_THERE.fullmatch(tail):
            return None  # a definition: “x” means …
        self._at += rest[: end + 1].count("\n") + 1
        return quoting(words, _quoted(rest[1:end], self._setting_below(part, words)), tail)

    def _setting_below(self, part: Part, words: str) -> Setting:
        """Where what words of a part quote stands, told by them and by what the parts say that the part stands in."""
        above: list[str] = []
        outer = self._outermost
        while outer is not None and outer is not part:
            above[:0] = [block.words for block in outer.words[:1]]
            outer = outer.parts[-1] if outer.parts else None
        return setting_of_quoted([words, *above])

    def _begun(self, part: Part, words: str) -> Block | None:
        """The paragraph that begins a quotation and the labelled rows below that go on with it, as of “; or” and a
        paragraph for another Act, or of “that—” and its list; None when there are none (see `begun_quotation`)."""
        quotation = begun_quotation(words, "\n".join(self._rows[self._at :]))
        if quotation is None:
            return None
        self._at += quotation.count
        items = _quoted(quotation.rows, self._setting_below(part, words), runs_on=True)
        return quoting(words, items, quotation.tail, begun=quotation.mark)

    def _starts_paragraph(self, stack: list[Part]) -> bool:
        """Whether a bare number can be a label here: at the start, below headings, or after others of its kind."""
        groups = [part for part in stack if part.is_group]
        root = groups[-1] if groups else stack[0]
        if root.parts:
            last = root.parts[-1]
            return last.tag in ("section", "paragraph") or last.is_group or last.is_heading
        headings = all(not block.objects and not NO_HEADING.search(block.words) for block in root.words)
        return headings and (not root.tag or root.is_group or self._setting is Setting.SCHEDULE)


def _quoted(text: str, setting: Setting, *, runs_on: bool = False) -> tuple[Provision | Block, ...]:
    """What a quotation holds for another Act: provisions of it, or a Schedule to it, by its number."""
    schedule = _QUOTED_SCHEDULE.match(text)
    if not schedule or NO_HEADING.search(schedule[2]):
        return provisions(text, setting, runs_on=runs_on)
    part = Part("hcontainer", "sch", printed=schedule[1], heading=schedule[2])
    RowReader(text[schedule.end() :], Setting.SCHEDULE).read_into(part)
    return (built(part),)


def _unquoted(heading: str) -> str:
    """A heading without the quotation marks that some papers put around it."""
    words = heading.strip()
    return words[1:-1] if words.startswith(OPEN) and closing(words, 0) == len(words) - 1 else words
