"""The numbers that Word counts by itself, as it would print them: "1", "(a)", "Part 2"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from amend.model.numbering import to_roman
from amend.word.ooxml.tracked import PhysicalParagraph, W

_W = f"{{{W}}}"
_DEEPEST = 12
"""Styles based on one another that are followed."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list. kind: as Word has it, "decimal", "lowerLetter"; text: "(%1)"; start: the first number.
    restarts: the level, counted from 1, after which it begins again; 0 for never, None for after any above it. indent:
    as of a paragraph."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    restarts: int | None = None
    indent: int | None = None


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A style of paragraphs. name: as it is shown. numbering, indent: as of a paragraph, None for not said."""

    name: str = ""
    based: str = ""
    numbering: tuple[str, int] | None = None
    indent: int | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counted as its paragraphs are met in order.

    levels: by list and depth. lists: which lists count together. styles: by identifier. linked: the depth that a list
    has for paragraphs of a style.
    """

    levels: dict[tuple[str, int], ListLevel] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, ParagraphStyle] = field(default_factory=dict)
    linked: dict[tuple[str, str], int] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def style(self, paragraph: PhysicalParagraph) -> ParagraphStyle:
        """The style of a paragraph with what it takes from those that it is based on."""
        found = self.styles.get(paragraph.style, ParagraphStyle())
        style, based = found, found.based
        for _ in range(_DEEPEST):
            if not based or based not in self.styles:
                break
            outer = self.styles[based]
            style = ParagraphStyle(
                style.name,
                "",
                style.numbering if style.numbering is not None else outer.numbering,
                style.indent if style.indent is not None else outer.indent,
            )
            based = outer.based
        return style

    def indent(self, paragraph: PhysicalParagraph) -> int:
        """How far in a paragraph stands, in twentieths of a point: by itself, its number or its style."""
        style = self.style(paragraph)
        level = self._level(paragraph, style)
        by_number = self.levels.get(level, ListLevel()).indent if level else None
        said = (one for one in (paragraph.indent, by_number, style.indent) if one is not None)
        return next(said, 0)

    def _level(self, paragraph: PhysicalParagraph, style: ParagraphStyle) -> tuple[str, int] | None:
        """The list and level that number a paragraph; None for none."""
        own = paragraph.numbering
        found = own if own is not None else style.numbering
        if found is None or found[0] in ("", "0"):
            return None
        number, depth = found
        return number, depth if own is not None else self.linked.get((number, paragraph.style), depth)

    def number(self, paragraph: PhysicalParagraph) -> str | None:
        """The number that Word prints before the next paragraph; "" for none, None for a bullet or an unknown kind."""
        found = self._level(paragraph, self.style(paragraph))
        if found is None:
            return ""
        number, depth = found
        level = self.levels.get((number, depth))
        if level is None:
            return ""
        counts = self._counts.setdefault(self.lists.get(number, number), {})
        if (number, depth) not in self._begun:
            self._begun.add((number, depth))
            override = self.levels.get((f"start of {number}", depth))
            if override is not None:
                counts.pop(depth, None)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth and self._restarts(number, one, depth)]:
            del counts[deeper]
        text = level.text
        for above in range(depth + 1):
            inner = self.levels.get((number, above), ListLevel())
            shown = counted(counts.get(above, inner.start), inner.kind)
            if f"%{above + 1}" in text:
                if shown is None:
                    return None
                text = text.replace(f"%{above + 1}", shown)
        return None if level.kind == "bullet" else text.strip()

    def _restarts(self, number: str, deeper: int, depth: int) -> bool:
        after = self.levels.get((number, deeper), ListLevel()).restarts
        return True if after is None else after > 0 and depth < after


def counted(count: int, kind: str) -> str | None:
    """A number as a list prints it; None for a kind that Bills do not use."""
    if kind == "none":
        return ""
    if kind in ("decimal", "decimalZero"):
        return str(count) if kind == "decimal" else f"{count:02}"
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman"):
        roman = to_roman(count)
        return roman if kind == "lowerRoman" else roman.upper()
    return None


def lists_of(numbering: Iterable[etree._Element], styles: Iterable[etree._Element]) -> Numbering:
    """The lists and styles of a document, of its parts "numbering" and "styles"."""
    found = Numbering()
    for part in styles:
        for style in part.iter(f"{_W}style"):
            found.styles[style.get(f"{_W}styleId", "")] = _style(style)
    for part in numbering:
        abstract = {one.get(f"{_W}abstractNumId", ""): one for one in part.iter(f"{_W}abstractNum")}
        for one in part.iter(f"{_W}num"):
            number, kind = one.get(f"{_W}numId", ""), _val(one, "abstractNumId")
            found.lists[number] = kind
            found.levels.update(_levels(number, abstract.get(kind)))
            found.linked.update(_linked(number, abstract.get(kind)))
            for override in one.iter(f"{_W}lvlOverride"):
                found.levels.update(_levels(number, override))
                start = _val(override, "startOverride")
                depth = _int(override.get(f"{_W}ilvl"))
                if start and (level := found.levels.get((number, depth))):
                    new = replace(level, start=_int(start))
                    found.levels[number, depth] = found.levels[f"start of {number}", depth] = new
    return found


def _levels(number: str, holder: etree._Element | None) -> Iterator[tuple[tuple[str, int], ListLevel]]:
    for level in () if holder is None else holder.iter(f"{_W}lvl"):
        after = level.find(f"{_W}lvlRestart")
        restarts = None if after is None else _int(after.get(f"{_W}val"))
        start = _int(_val(level, "start") or "1")
        key = (number, _int(level.get(f"{_W}ilvl")))
        kind, text = _val(level, "numFmt") or "decimal", _val(level, "lvlText")
        yield key, ListLevel(kind, text, start, restarts, _left(level.find(f"{_W}pPr")))


def _linked(number: str, holder: etree._Element | None) -> Iterator[tuple[tuple[str, str], int]]:
    for level in () if holder is None else holder.iter(f"{_W}lvl"):
        if style := _val(level, "pStyle"):
            yield (number, style), _int(level.get(f"{_W}ilvl"))


def _style(style: etree._Element) -> ParagraphStyle:
    name, based = _val(style, "name"), _val(style, "basedOn")
    properties = style.find(f"{_W}pPr")
    if properties is None:
        return ParagraphStyle(name, based)
    number = properties.find(f"{_W}numPr")
    numbering = None if number is None else (_val(number, "numId"), _int(_val(number, "ilvl") or "0"))
    return ParagraphStyle(name, based, numbering, _left(properties))


def _left(properties: etree._Element | None) -> int | None:
    """The left indent that properties of a paragraph set; None where they do not."""
    indent = None if properties is None else properties.find(f"{_W}ind")
    left = None if indent is None else indent.get(f"{_W}left", indent.get(f"{_W}start"))
    return None if left is None else _int(left)


def _val(element: etree._Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")


def _int(words: str | None) -> int:
    try:
        return int(words or "0")
    except ValueError:
        return 0
