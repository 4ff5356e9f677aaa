"""Plain text with (1), (a), (i), “ ” to provisions and back.

One printed paragraph a row. A row starts with its label, or none; indents carry no meaning, so the level of a label is
read from its shape, from the list it continues, and from the dash that a list opens with. A row that ends in a dash
and is followed by a quotation holds structure for another Act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from amend.english.quotes import CLOSE, OPEN, closing
from amend.errors import WordsError
from amend.model.numbering import Family, bare, families, order, successor
from amend.model.provision import NUMBERED, Block, Carried, Provision
from amend.model.text import OBJECT, Mark, Text

UKL = "{https://www.legislation.gov.uk/namespaces/UK-AKN}"


class Setting(Enum):
    """Where structure stands, which decides what its numbers are: clauses and subsections, or paragraphs."""

    BODY = "body"
    SCHEDULE = "schedule"


_BRACKETED = re.compile(r"\(([0-9]+[A-Z]*|[A-Z]+[0-9]+[A-Z]*|[a-z]{1,5}|[A-Z]{1,3})\)(?:\s+|$)")
_BARE = re.compile(r"([0-9]+[A-Z]*|[A-Z]+[0-9]+[A-Z]*)\.?\s+(?=\S)")
_UNSPACED = re.compile(r"\(([0-9]+[A-Z]*|[a-z]|[ivx]+|[A-Z])\)(?=\w)")
_SCHEDULE = re.compile(r"Schedule(?:\s+([0-9A-Z]+))?", re.IGNORECASE)
_GROUP = re.compile(r"(Part|Chapter|Article|PART|CHAPTER)\s+([0-9]+[A-Z]*|[A-Z]+[0-9]+|[A-Z]{1,2})\s+(?=\S)")
_NO_HEADING = re.compile(r"(?<!\betc)\.$|[;,:—―]$")
_GOES_ON = re.compile(r"[;,](?: and| or)?$")
_GROUPS = {"Part": ("part", "group2"), "Chapter": ("chapter", "group4"), "Article": ("article", "prov1")}
_GROUPING = ("part", "chapter", "article")
DASHES = ("—", "―")
"""What a list opens with: the dash, and the bar that some papers print for it."""

DEEPEST = 24  # levels of labels; the deepest print at hand has 7
_STYLES = {
    Family.LETTER: ("level", "para1"),
    Family.ROMAN: ("level", "para2"),
    Family.CAPITAL: ("level", "para3"),
}


@dataclass
class Part:
    """A provision while its rows are read.

    tag, style: as the provision will have them, "" for what holds all rows. printed: its number; family: how that
    counts. words: its paragraphs before its parts, after: those after them.
    """

    tag: str
    style: str
    printed: str = ""
    family: Family | None = None
    heading: str | None = None
    words: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)

    @property
    def label(self) -> str:
        return bare(self.printed)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading over paragraphs or sections, with those."""
        return self.style in ("group7", "schGroup7")

    @property
    def takes_unnumbered(self) -> bool:
        """Whether a row without a label is one of a list without labels, that its words open or go on with."""
        if self.family is None or self.parts or not self.words:
            return False
        listed = len(self.words) > 1 and bool(_GOES_ON.search(self.words[-1].words))
        return self.open_list or (listed and self.words[0].words.endswith(DASHES))

    @property
    def open_list(self) -> bool:
        last = self.words[-1] if self.words and not self.parts else None
        return last is not None and not last.objects and last.words.endswith(DASHES)


def provisions(text: str, setting: Setting = Setting.BODY) -> tuple[Provision | Block, ...]:
    """The provisions that a text holds; rows before the first label stand as plain paragraphs.

    Raises WordsError for a label that fits no list, or a quotation that is not closed.
    """
    root = Part("", "")
    RowReader(text, setting).read_into(root)
    return (*root.words, *(built(part) for part in root.parts), *root.after)


def new_clause(text: str) -> Provision:
    """A new clause: its heading on the first row, then its words or subsections. Raises WordsError."""
    heading, _, rest = text.partition("\n")
    if not rest.strip():
        raise WordsError(
            "a new clause needs a heading and, below it, its words", remedy="put the heading on a row alone"
        )
    clause = Part("section", "prov1", heading=_unquoted(heading))
    RowReader(rest, Setting.BODY).read_into(clause)
    return built(clause)


def new_schedule(text: str) -> Provision:
    """A new Schedule: “Schedule” and its heading on rows of their own, then its paragraphs.

    Raises WordsError when one of them is missing, or something else stands before the first paragraph.
    """
    lines = [row.strip() for row in text.split("\n") if row.strip()]
    number = _SCHEDULE.fullmatch(lines[0]) if lines else None
    if number:
        del lines[0]
    if len(lines) < 2 or _BARE.match(lines[0]) or _BRACKETED.match(lines[0]):
        raise WordsError(
            "a new Schedule needs a heading and, below it, its paragraphs", remedy="put the heading on a row alone"
        )
    quoting = lines[1].startswith(OPEN) or (lines[1].endswith(DASHES) and lines[2:] and lines[2].startswith(OPEN))
    headed = not _NO_HEADING.search(lines[1]) and lines[2:] and _BARE.match(lines[2])
    labelled = _BARE.match(lines[1]) or _GROUP.match(lines[1]) or headed
    if not labelled and not quoting and any(_BARE.match(row) for row in lines[2:]):
        raise WordsError(
            f"“{lines[1][:40]}” stands before the first paragraph",
            remedy="let only the heading stand there, on a row of its own",
        )
    schedule = Part("hcontainer", "sch", printed=f"Schedule {number[1]}" if number and number[1] else "")
    schedule.heading = _unquoted(lines[0])
    RowReader("\n".join(lines[1:]), Setting.SCHEDULE).read_into(schedule)
    return built(schedule)


def rows(node: Provision | Block) -> list[str]:
    """The rows that a provision or paragraph is written as, the way `provisions` reads them."""
    if isinstance(node, Block):
        return _block_rows(node)
    out: list[str] = []
    lead: list[str] = []
    for item in node.items:
        if isinstance(item, Block) and item.tag == "num":
            lead += item.words.split()
        elif isinstance(item, Block) and item.tag == "heading":
            out.append(" ".join([*lead, _printed(item)]))
            lead = []
        elif not isinstance(item, Carried):
            inner = rows(item)
            if lead and inner:
                inner[0] = " ".join([*lead, inner[0]])
                lead = []
            out += inner
    return [*out, *lead] if lead else out


def levels(node: Provision | Block, depth: int = 0) -> list[int]:
    """How many levels each of the `rows` of a node is indented, from 0."""
    if isinstance(node, Block):
        first = [depth] if node.text.chars.split(OBJECT)[0].strip() else []
        return first + [level for thing in node.objects for level in levels(thing, depth + 1)]
    out: list[int] = []
    for item in node.items:
        if isinstance(item, Carried) or (isinstance(item, Block) and item.tag == "num"):
            continue
        flat = node.tag in ("section", "quotedStructure") or node.get("name") == "crossheading"
        deeper = isinstance(item, Provision) and item.tag in NUMBERED and not flat
        out += levels(item, depth + deeper)
    return out


class RowReader:
    """Reads rows one after another into the part that each belongs to."""

    def __init__(self, text: str, setting: Setting) -> None:
        self._rows = [row.strip() for row in text.split("\n") if row.strip()]
        self._setting = setting
        self._at = 0

    def read_into(self, *open_: Part) -> None:
        """Take the rows in below the parts that are open, outermost first. Raises WordsError."""
        stack = list(open_)
        while self._at < len(self._rows):
            row = self._rows[self._at]
            bracketed = _BRACKETED.match(row)
            group = _GROUP.match(row)
            if group and self._starts_paragraph(stack) and not _NO_HEADING.search(row):
                stack = self._grouping(stack, group, row[group.end() :])
            elif bracketed:
                stack = self._labelled(stack, bracketed[1], f"({bracketed[1]})", row[bracketed.end() :])
            elif _UNSPACED.match(row):
                raise WordsError(f"there is no space after the label of “{row[:40]}”", remedy="put one there")
            elif self._is_heading(stack, row):
                stack = self._heading(stack, row)
            elif (number := _BARE.match(row)) and self._starts_paragraph(stack):
                stack = self._numbered(stack, number[1], row[number.end() :])
            else:
                stack = self._unlabelled(stack, row)

    def _is_heading(self, stack: list[Part], row: str) -> bool:
        """Whether a row is a heading over paragraphs or sections: it has no stop at its end, and a number is below it.

        Words that stand full out after a list end in a stop, for the next paragraph begins a sentence.
        """
        following = self._rows[self._at + 1] if self._at + 1 < len(self._rows) else ""
        if _NO_HEADING.search(row) or _BARE.match(row) or row.startswith(OPEN) or not _BARE.match(following):
            return False
        return bool(stack[0].parts or self._setting is Setting.SCHEDULE) and self._starts_paragraph(stack)

    def _heading(self, stack: list[Part], row: str) -> list[Part]:
        outer = [part for index, part in enumerate(stack) if not index or part.tag in ("part", "chapter")]
        style = "schGroup7" if self._setting is Setting.SCHEDULE else "group7"
        part = Part("hcontainer", style, heading=row)
        self._refuse_between(outer[-1], row)
        outer[-1].parts.append(part)
        self._at += 1
        return [*outer, part]

    def _grouping(self, stack: list[Part], group: re.Match[str], heading: str) -> list[Part]:
        """Start a Part or Chapter of an Act, which holds the sections that follow, or an Article."""
        tag, style = _GROUPS[group[1].capitalize()]
        outer = stack[:1]
        for above in ("part", "chapter")[: list(_GROUPS).index(tag.capitalize())]:
            if len(stack) > len(outer) and stack[len(outer)].tag == above:
                outer = stack[: len(outer) + 1]
        part = Part(tag, style, f"{group[1]} {group[2]}", Family.NUMBER, heading=heading)
        self._refuse_between(outer[-1], part.printed)
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
        depth, family = self._level(stack, label, printed)
        parent = stack[depth]
        self._refuse_between(parent, printed)
        if family is Family.NUMBER:
            sub = parent.tag == "paragraph" or (self._setting is Setting.SCHEDULE and parent.tag != "section")
            tag, style = ("subparagraph", "schProv2") if sub else ("subsection", "prov2")
        else:
            tag, style = _STYLES[family]
        if depth > DEEPEST:
            raise WordsError(f"{printed} is more than {DEEPEST} levels down", remedy="correct the labels")
        part = Part(tag, style, printed, family)
        parent.parts.append(part)
        stack = [*stack[: depth + 1], part]
        inner = _BRACKETED.match(rest)
        if inner and (inner[1] in ("1", "a", "i", "A") or inner[1].startswith("z")):
            return self._labelled(stack, inner[1], f"({inner[1]})", rest[inner.end() :])
        self._words(part, rest)
        return stack

    def _numbered(self, stack: list[Part], number: str, rest: str) -> list[Part]:
        """Start a section of an Act, which has a heading, or a paragraph of a Schedule, which has none."""
        following = self._rows[self._at + 1] if self._at + 1 < len(self._rows) else ""
        headed = bool(following) and not _NO_HEADING.search(rest) and not _BRACKETED.match(rest)
        outer = [part for index, part in enumerate(stack) if not index or part.tag in _GROUPING or part.is_heading]
        self._refuse_between(outer[-1], number)
        if headed and not _BARE.match(following):
            part = Part("section", "prov1", number, Family.NUMBER, heading=rest)
            outer[-1].parts.append(part)
            self._at += 1
            return [*outer, part]
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
            if definition and (stack[depth].open_list or listed):
                part = Part("hcontainer", "definition")
                self._refuse_between(stack[depth], row)
                stack[depth].parts.append(part)
                self._words(part, row)
                return [*stack[: depth + 1], part]
        if definition and len(stack) == 1 and not stack[0].tag:
            part = Part("hcontainer", "definition")
            self._refuse_between(stack[0], row)
            stack[0].parts.append(part)
            self._words(part, row)
            return [*stack, part]
        inside = stack[-1]
        if inside.takes_unnumbered:
            self._words(inside, row)
            return stack
        if inside.parts or inside.family is None or not inside.words:
            owner = inside
        else:
            owner = stack[-2]
            stack = stack[:-1]
        self._words(owner, row, after=bool(owner.parts))
        return stack

    def _words(self, part: Part, words: str, *, after: bool = False) -> None:
        """Take this row in as words of the part, with the quoted structure that follows it."""
        self._at += 1
        if not words:
            raise WordsError(f"nothing follows the label {part.printed}", remedy="put its words on the same row")
        block = self._quotation(words) if words.endswith(DASHES) else None
        block = block or Block("p", Text(words))
        (part.after if after else part.words).append(block)

    def _quotation(self, words: str) -> Block | None:
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
        if not labelled and tail and (tail[0].isspace() or tail[0].isalnum() or tail[0] in DASHES):
            return None  # a definition: “x” means …
        inner = Part("", "")
        RowReader(rest[1:end], Setting.BODY).read_into(inner)
        items: tuple[Provision | Block, ...] = (*inner.words, *map(built, inner.parts), *inner.after)
        self._at += rest[: end + 1].count("\n") + 1
        return _quoting(words, items, tail)

    def _starts_paragraph(self, stack: list[Part]) -> bool:
        """Whether a bare number can be a label here: at the start, below headings, or after others of its kind."""
        groups = [part for part in stack if part.tag in _GROUPING]
        root = groups[-1] if groups else stack[0]
        if root.parts:
            return root.parts[-1].tag in ("section", "paragraph", *_GROUPING) or root.parts[-1].is_heading
        headings = all(not block.objects and not _NO_HEADING.search(block.words) for block in root.words)
        return headings and (root.tag in ("", "part", "chapter") or self._setting is Setting.SCHEDULE)

    def _level(self, stack: list[Part], label: str, printed: str) -> tuple[int, Family]:
        """Which open part the label is a child of (its index in the stack), and how the label counts.

        Raises WordsError when the label continues no list and opens none.
        """
        shapes = families(label)
        if not shapes:
            raise WordsError(f"({label[:20]}…) is too long for a label", remedy="correct the label")
        innermost = stack[-1]
        beside = innermost.family if innermost.family in shapes else None
        first = label in ("1", "a", "i", "A")
        if beside and innermost.open_list and not first and successor(innermost.label, beside) == label:
            return len(stack) - 2, beside  # a dash that opened no list
        if innermost.open_list or not (innermost.words or innermost.parts):
            return len(stack) - 1, self._first_family(innermost, shapes)
        following: tuple[int, Family] | None = None
        for depth in range(len(stack) - 2, -1, -1):
            last = stack[depth + 1]
            if last.family is None or last.family not in shapes or not last.printed.startswith("("):
                continue
            if successor(last.label, last.family) == label:
                return depth, last.family
            if following is None and order(last.label, last.family) < order(label, last.family):
                following = depth, last.family
        if following is not None:
            return following
        if len(stack) == 1 or (innermost.tag in ("section", "paragraph") and not innermost.parts):
            return len(stack) - 1, self._first_family(innermost, shapes)
        raise WordsError(
            f"the label {printed} continues no list above it and opens none",
            remedy="end the row before a list with a dash, or correct the label",
        )

    @staticmethod
    def _first_family(parent: Part, shapes: Sequence[Family]) -> Family:
        if parent.family is Family.LETTER and Family.ROMAN in shapes:
            return Family.ROMAN
        if parent.family in (Family.NUMBER, None) and Family.LETTER in shapes and len(shapes) > 1:
            return Family.LETTER if parent.tag or shapes[0] is Family.LETTER else shapes[0]
        return shapes[0]


def built(part: Part) -> Provision:
    """The provision of a part that has been read."""
    items: list[Provision | Block | Carried] = []
    if part.printed:
        items.append(Block("num", Text(part.printed)))
    if part.heading is not None:
        items.append(Block("heading", Text(part.heading)))
    if part.words:
        items.append(Provision("intro" if part.parts else "content", tuple(part.words)))
    items += [built(inner) for inner in part.parts]
    if part.after:
        items.append(Provision("wrapUp", tuple(part.after)))
    names = {"definition": "definition", "sch": "schedule", "group7": "crossheading", "schGroup7": "crossheading"}
    name = names.get(part.style)
    attributes = (("class", part.style), ("name", name)) if name else (("class", part.style),)
    return Provision(part.tag, tuple(items), attributes)


def _quoting(words: str, items: tuple[Provision | Block, ...], tail: str) -> Block:
    """A paragraph of words, the structure it quotes, and what follows the closing mark."""
    attributes = (
        ("startQuote", OPEN),
        ("endQuote", CLOSE),
        (f"{UKL}context", "body"),
        (f"{UKL}docName", "ukpga"),
        (f"{UKL}indent", "indent0"),
    )
    chars = words + OBJECT + tail
    marks = [Mark(0, len(chars), 0, "mod")]
    if tail:
        marks.append(Mark(len(words) + 1, len(chars), 1, "inline", (("name", "AppendText"),)))
    return Block("p", Text(chars, tuple(marks)), (), (Provision("quotedStructure", items, attributes),))


def _block_rows(block: Block) -> list[str]:
    pieces = block.text.printed().split(OBJECT)
    out = [" ".join(pieces[0].split())] if pieces[0].strip() else []
    for thing, tail in zip(block.objects, pieces[1:], strict=True):
        if thing.tag != "quotedStructure":
            continue
        inner = [row for item in thing.items if not isinstance(item, Carried) for row in rows(item)]
        if inner:
            inner[0] = (thing.get("startQuote") or "") + inner[0]
            inner[-1] += (thing.get("endQuote") or "") + tail.rstrip()
        out += inner
    return out


def _printed(block: Block) -> str:
    return " ".join(block.text.printed().replace(OBJECT, " ").split())


def _unquoted(heading: str) -> str:
    """A heading without the quotation marks that some papers put around it."""
    words = heading.strip()
    return words[1:-1] if words.startswith(OPEN) and closing(words, 0) == len(words) - 1 else words
