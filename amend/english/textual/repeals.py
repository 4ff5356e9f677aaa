"""A table of repeals: which Acts it names, and what of each goes ("Short title and chapter", "Extent of repeal")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amend.english.textual.actions import ActionReader
from amend.english.textual.reader import Memory
from amend.english.textual.sentence import TITLE, masked_sentence
from amend.errors import AddressError, WordsError
from amend.model.frozen import frozen
from amend.model.outline import blocks
from amend.model.provision import Block, Node, Provision, walk
from amend.model.table_rows import cells_of, is_row
from amend.model.textual import ActOperation, ActPlace

_EXTENT = re.compile(r"Extent of (?:the )?(?:repeal|revocation)s?(?: (?:or|and) (?:repeal|revocation)s?)?\.?", re.I)
_TITLE = re.compile(rf"(?:The )?(?P<title>{TITLE})")


@frozen
class Repeal:
    """One extent of a table of repeals. words: the Act and the extent; reason: why it was not understood; "" else."""

    words: str
    operations: tuple[ActOperation, ...] = ()
    reason: str = ""


def repeals(own: Sequence[Provision | Block], memory: Memory) -> list[Repeal] | None:
    """What the tables of repeals among some paragraphs repeal; None where there are none."""
    rows = [node for item in own for node in _outside_quotations(item) if is_row(node)]
    found: list[Repeal] | None = None
    act = ""
    for row in rows:
        cells = [_rows_of(cell) for cell in cells_of(row)]
        if cells and cells[-1] and _EXTENT.fullmatch(" ".join(cells[-1])):
            found, act = found or [], ""
        elif found is not None and len(cells) > 1:
            act = " ".join(cells[0]) or act
            found += [_repeal(act, extent, memory) for extent in cells[-1]]
    return found


def _repeal(act: str, extent: str, memory: Memory) -> Repeal:
    """What an extent says of an Act: "The whole Act", "In section 5, subsection (2)."."""
    words = f"{act}: {extent}"
    title = _TITLE.match(act)
    if title is None:
        return Repeal(words, reason=f"“{act}” is not the title of an Act")
    place = ActPlace(title["title"])
    try:
        return Repeal(words, tuple(ActionReader(masked_sentence(extent), memory).extent(place)))
    except (WordsError, AddressError) as error:
        return Repeal(words, reason=str(error))


def _rows_of(cell: Node) -> list[str]:
    """The paragraphs of a cell."""
    return [words for _, block in blocks(cell) if (words := " ".join(block.text.printed().split()))]


def _outside_quotations(item: Provision | Block) -> Iterator[Provision]:
    """The provisions from one down that are no text put into an Act."""
    walked = walk(item, into=lambda node: node.tag != "quotedStructure")
    return (node for _, node in walked if isinstance(node, Provision))
