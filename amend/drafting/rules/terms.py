"""Terms that a Bill defines, where each definition holds, and what the Bill speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from amend.model.outline import above, blocks, groups_over, is_quoted, top_of
from amend.model.provision import Bill, Block, Path, Provision

_DEFINED = re.compile(
    "“([^“”]{2,80})”(?:, in relation to [^,“”]*,)? (?:means?|includes?|ha(?:s|ve) the (?:same )?meaning|is to be read)"
)
_UNITS = "(Act|Part|Chapter|section|subsection|Schedule|paragraph)"
_REACH = re.compile(rf"\b(?:[Ii]n|[Ff]or the purposes of) this {_UNITS}\b")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term as it is defined.

    path: of the paragraph that defines it. area: of the Part, clause or Schedule in which it holds; () for the Bill.
    """

    term: str
    path: Path
    area: Path


def defined_in(words: str) -> tuple[str, ...]:
    """The terms that words define: “victim” means …"""
    return tuple(" ".join(found[1].split()) for found in _DEFINED.finditer(words))


def definitions(bill: Bill) -> Iterator[Definition]:
    """The definitions of a Bill, without those in text for another Act."""
    for path, block in blocks(bill.root):
        if "”" not in block.text.chars:
            continue
        terms = defined_in(block.words)
        if terms and not is_quoted(bill, path):
            area = _area(bill, path, block)
            yield from (Definition(term, path, area) for term in terms)


def uses(term: str, words: str) -> int:
    """How often a term stands in words, in the singular or plural, beside its definitions."""
    found = len(re.findall(rf"(?<!\w){re.escape(term)}(?:s|es)?(?!\w)", words, re.IGNORECASE))
    return found - sum(one.casefold() == term.casefold() for one in defined_in(words))


_LONG_WORD = re.compile(r"[a-z]{5,}")
_STEM = 5


def stems(words: str) -> frozenset[str]:
    """The beginnings of the words of five letters and more, in which “prisoners” and “prison” meet."""
    return frozenset(word[:_STEM] for word in _LONG_WORD.findall(words.casefold()))


def _area(bill: Bill, path: Path, block: Block) -> Path:
    """Where a definition holds: as it says itself, or what leads in to it does; else in its clause or Schedule."""
    for words in (block.words, *_leading(bill, path)):
        if reach := _REACH.search(words):
            if reach[1] == "Act":
                return ()
            if reach[1] in ("Part", "Chapter"):
                tag = reach[1].lower()
                return next((at for at, node in groups_over(bill, path) if node.tag == tag), ())
            break
    return top_of(bill, path) or ()


def _leading(bill: Bill, path: Path) -> Iterator[str]:
    """The words that lead in to a place, the nearest first."""
    for _, node in reversed(above(bill, path)):
        for item in node.items:
            if isinstance(item, Provision) and item.tag == "intro":
                yield " ".join(inner.words for _, inner in blocks(item))
