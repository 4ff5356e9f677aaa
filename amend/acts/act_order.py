"""Where a definition or an entry belongs "at the appropriate place": in the alphabetical order of those there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.acts.act_text import ActText
from amend.acts.place_in_act import FoundPlace
from amend.errors import Refusal
from amend.model.citation import term
from amend.model.outline import blocks, words_of
from amend.model.provision import Block, Node, Path, Provision, each_provision, edited, unit
from amend.model.table_rows import cells_of, is_header, is_row, rows_in
from amend.model.text import Text

_SMALL = ("the ", "a ", "an ")
_CLOSES = re.compile(r"”[;,.]?(?:\s+(?:and|or))?\s*$")


def put_in_order(text: ActText, found: FoundPlace, new: Sequence[Provision | Block]) -> None:
    """Put each of some definitions, entries or rows where its first word has it stand. Raises Refusal where those that
    are there are in no order that tells."""
    for one in new:
        rows = _rows(one)
        for each in rows or (one,):
            if not isinstance(each, Provision):
                raise Refusal("what comes in at the appropriate place is no definition and no row of a table")
            text.put_in(_home(text, found, each), (each,))


def _rows(node: Provision | Block) -> list[Provision]:
    """The rows of a table that comes in for them."""
    if not isinstance(node, Provision) or is_row(node) or unit(node) == "definition":
        return []
    return [_unquoted(inner) for _, inner in each_provision(node) if is_row(inner)]


def _unquoted(row: Provision) -> Provision:
    """A row without the marks of a quotation that opens in one of its cells and closes in another, “Carp | 1”;."""
    places = [(path, block) for path, block in blocks(row) if block.words]
    for path, block in (places[0], places[-1]) if places else ():
        chars = block.text.chars
        extra = chars.count("“") - chars.count("”")
        closes = _CLOSES.search(chars)
        if extra > 0 and chars.lstrip().startswith("“"):
            row = _without(row, path, chars.index("“"), chars.index("“") + 1)
        elif extra < 0 and closes:
            row = _without(row, path, closes.start(), len(chars))
    return row


def _without(row: Provision, path: Path, start: int, end: int) -> Provision:
    """A row without some characters of one of its blocks."""

    def cut(node: Node) -> tuple[Node, ...]:
        assert isinstance(node, Block)
        return (node.replaced(start, end, Text()),)

    return edited(row, path, cut)


def _home(text: ActText, found: FoundPlace, new: Provision) -> Path:
    there = _listed(text, found, new)
    key = _key(new)
    if not there:
        raise Refusal("nothing is listed there among which it could stand in order")
    before = [index for index, (_, other) in enumerate(there) if other <= key]
    after = [index for index, (_, other) in enumerate(there) if other > key]
    if before and after and before[-1] > after[0]:
        one, other = there[after[0]][1], there[before[-1]][1]
        raise Refusal(
            f"“{key}” has no one place there: “{one}” stands before “{other}”", remedy="say after which entry it comes"
        )
    if before:
        path = there[before[-1]][0]
        return (*path[:-1], path[-1] + 1)
    return there[0][0]


def _listed(text: ActText, found: FoundPlace, new: Provision) -> list[tuple[Path, str]]:
    """The definitions, or rows, that are there, each with the words that it sorts by."""
    listed: list[tuple[Path, str]] = []
    for path in found.nodes:
        node = text.bill.at(path)
        if not isinstance(node, Provision):
            continue
        if is_row(new):
            listed += [(at, _key(row)) for at, row in rows_in(text.bill, path) if not is_header(text.bill, at)]
            continue
        listed += [
            ((*path, index), _key(item))
            for index, item in enumerate(node.items)
            if isinstance(item, Provision) and unit(item) == "definition"
        ]
    return listed


def _key(node: Provision) -> str:
    """What an entry sorts by: its term, or the words of its first cell."""
    first = cells_of(node)[:1] if is_row(node) else [node]
    said = term(node) or "".join(words_of(one) for one in first)
    said = " ".join(said.split()).lstrip("“\"'‘").casefold()
    for small in _SMALL:
        said = said.removeprefix(small)
    return said.lstrip("“\"'‘")
