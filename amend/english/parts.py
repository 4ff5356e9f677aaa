"""A provision while the rows that it is printed as are read, and what it becomes when they have been."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from amend.english.quotes import CLOSE, OPEN
from amend.model.numbering import Family, bare
from amend.model.provision import Block, Carried, Provision
from amend.model.text import OBJECT, Mark, Text

UKL = "{https://www.legislation.gov.uk/namespaces/UK-AKN}"
NO_HEADING = re.compile(r"(?<!\betc)\.$|[;,:—―]$")
"""The end of words that are no heading: a stop, but not that of “etc.”."""

_GOES_ON = re.compile(r"[;,](?: and| or)?$")
DASHES = ("—", "―")
"""What a list opens with: the dash, and the bar that some papers print for it."""


@dataclass
class Part:
    """A provision while its rows are read.

    tag, style: as the provision will have them, "" for what holds all rows. printed: its number; family: how that
    counts. note: beside the number of a Schedule.
    words: its paragraphs before its parts, after: those after them.
    """

    tag: str
    style: str
    printed: str = ""
    family: Family | None = None
    heading: str | None = None
    note: str = ""
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
    def is_group(self) -> bool:
        """Whether it is a Schedule, Part, Chapter, Section of EU law or Article, which hold numbered provisions."""
        return self.tag in ("part", "chapter", "article") or self.style in ("sch", "group5")

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


def within(part: Part) -> Iterator[Part]:
    """The parts of a part, and those below its headings."""
    for inner in part.parts:
        yield from within(inner) if inner.is_heading else (inner,)


def built(part: Part) -> Provision:
    """The provision of a part that has been read."""
    items: list[Provision | Block | Carried] = []
    if part.printed:
        note = Provision("authorialNote", (Block("p", Text(part.note)),), (("class", "referenceNote"),))
        beside = (note,) if part.note else ()
        items.append(Block("num", Text(part.printed + OBJECT * len(beside)), (), beside))
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


def quoting(words: str, items: tuple[Provision | Block, ...], tail: str, *, begun: str = "") -> Block:
    """A paragraph of words, the structure it quotes, and what follows the closing mark. begun: the mark that
    closes a quotation that begins among the words, "" for one that begins below them."""
    attributes = (
        ("startQuote", "" if begun else OPEN),
        ("endQuote", begun or CLOSE),
        (f"{UKL}context", "body"),
        (f"{UKL}docName", "ukpga"),
        (f"{UKL}indent", "indent0"),
    )
    chars = words + OBJECT + tail
    marks = [Mark(0, len(chars), 0, "mod")]
    if tail:
        marks.append(Mark(len(words) + 1, len(chars), 1, "inline", (("name", "AppendText"),)))
    return Block("p", Text(chars, tuple(marks)), (), (Provision("quotedStructure", items, attributes),))
