"""Rows that go on where a text stands open: which provisions they add, and to which of those that are open.

    continued("(c) newts.\n(2) The keeper may charge.", [section, subsection_1, paragraph_b])

adds "(c)" to subsection (1) and "(2)" to the section: the levels of labels are read as `structure.provisions` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from amend.english.structure import Part, RowReader, Setting, built
from amend.model.numbering import LEVELS, Family, families
from amend.model.provision import HOLDERS, NUMBERED, Block, Provision


@dataclass(frozen=True, slots=True)
class OpenProvision:
    """A provision that stands open. before: how many of its items stand before the rows that go on."""

    provision: Provision
    before: int


@dataclass(frozen=True, slots=True)
class Added:
    """What the rows add to one of the open provisions.

    words: paragraphs that go on with its own words. parts: provisions after those it has. after: paragraphs that
    follow its parts.
    """

    words: tuple[Block, ...]
    parts: tuple[Provision, ...]
    after: tuple[Block, ...]

    def __bool__(self) -> bool:
        return bool(self.words or self.parts or self.after)


def continued(text: str, open_: Sequence[OpenProvision], setting: Setting = Setting.BODY) -> tuple[Added, ...]:
    """What rows add to each of the open provisions, outermost first, the first of which holds all of the text.

    Raises WordsError for a label that continues no list that is open, or a quotation that is not closed.
    """
    seeds = [_seed(one) for one in open_]
    seeds[0].tag, seeds[0].family = "", None
    for outer, inner in pairwise(seeds):
        outer.parts.append(inner)
    counts = [(len(seed.words), len(seed.parts), len(seed.after)) for seed in seeds]
    RowReader(text, setting).read_into(*seeds)
    return tuple(
        Added(tuple(seed.words[words:]), tuple(map(built, seed.parts[parts:])), tuple(seed.after[after:]))
        for seed, (words, parts, after) in zip(seeds, counts, strict=True)
    )


def family_of(provision: Provision) -> Family | None:
    """How the label of a provision counts; None when it has none."""
    shapes = families(provision.label)
    level = LEVELS.get(provision.get("class") or "") if provision.tag == "level" else None
    return level if level in shapes else next(iter(shapes), None)


def _seed(open_: OpenProvision) -> Part:
    """A part as it would stand had the rows of the provision up to there just been read."""
    provision = open_.provision
    number = provision.number
    heading = provision.heading.words if provision.heading else None
    style = provision.get("class") or ""
    part = Part(provision.tag, style, number.words if number else "", family_of(provision), heading)
    for item in provision.items[: open_.before]:
        if isinstance(item, Block) and item.tag == "p":
            part.words.append(item)
        elif isinstance(item, Provision) and item.tag in HOLDERS:
            blocks = [block for block in item.items if isinstance(block, Block)]
            (part.after if item.tag == "wrapUp" else part.words).extend(blocks)
        elif isinstance(item, Provision) and item.tag in NUMBERED:
            part.parts.append(Part(item.tag, item.get("class") or "", item.label and f"({item.label})"))
    return part
