"""Relative citations that lead nowhere: “subsection (9)” in a clause of three, or in a section put into an Act."""

from __future__ import annotations

import re

from amend.engine.reprint.targets import own_words
from amend.engine.reprint.whose import Belongs
from amend.model.address import Address
from amend.model.citation import address_of
from amend.model.citations import INSTRUMENT, Citation, Item
from amend.model.outline import above, is_top
from amend.model.provision import Bill, Block, Path, Provision, walk

_PARTS = ("subsection", "paragraph", "sub-paragraph")
_OF_ANOTHER = re.compile(rf"\b(?:[Ss]ections?|[Ss]chedules?|[Aa]rticles?|[Rr]egulations?)\s+\d|{INSTRUMENT.pattern}")


def lacking(bill: Bill, place: Path, cites: Address, whose: Belongs) -> str:
    """What has no such part as is cited and was not found, as it is cited itself; "" where the part may be elsewhere.

    place: where the citation stands. Where only parts of a section are put into an Act, the Act may have what they
    cite. In Regulations “paragraph (1)” is what a section would call a subsection, so any part of that number will do.
    """
    if cites.within or cites.unit not in _PARTS:
        return ""
    if whose is Belongs.HERE:
        where = address_of(bill, place)
        return str(where.top()) if where is not None else "the Bill"
    whole = _put_in_whole(bill, place) if whose is Belongs.QUOTED else None
    if whole is None or cites.number.strip("()") in _labels(bill, whole):
        return ""
    return str(address_of(bill, whole) or "")


def surely_lacking(bill: Bill, place: Path, block: Block, citation: Citation, item: Item) -> str:
    """The section put into an Act that has no such part as is cited in it; "" where that is not sure.

    It is not where words before, or words that open the list it is in, name another provision or an Act, of which the
    citation may be (“In section 73—(a) subsections (5) and (6)”), in a Schedule, nor for what has no brackets.
    """
    whole = _put_in_whole(bill, place)
    if whole is None or getattr(bill.at(whole), "tag", "") != "section" or not item.numbers[0].bracketed:
        return ""
    opening = [
        words.text.chars
        for path, node in above(bill, place)
        if len(path) >= len(whole)
        for words in own_words(node)
        if words is not block
    ]
    if any(_OF_ANOTHER.search(words) for words in (*opening, block.text.chars[: citation.start])):
        return ""
    return lacking(bill, place, citation.address(item), Belongs.QUOTED) if not citation.named else ""


def _labels(bill: Bill, path: Path) -> set[str]:
    """The numbers of the parts of a provision, and of their parts."""
    return {node.label for _, node in walk(bill.at(path)) if isinstance(node, Provision)}


def _put_in_whole(bill: Bill, place: Path) -> Path | None:
    """The section or Schedule that is put into an Act whole, in which a place of its text is; None for parts of one."""
    found: Path | None = None
    quoted = False
    for path, node in above(bill, place):
        quoted = quoted or node.tag == "quotedStructure"
        if quoted and is_top(node):
            found = path
    return found
