"""Where a definition or an entry belongs "at the appropriate place": in the alphabetical order of those there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amend.acts.act_text import ActText
from amend.acts.place_in_act import FoundPlace, cells_in
from amend.acts.stands_already import StandsAlready
from amend.errors import Refusal
from amend.model.citation import term
from amend.model.outline import blocks, words_of
from amend.model.provision import Block, Node, Path, Provision, each_provision, edited, unit
from amend.model.table_rows import cells_of, columns, is_header, is_row, made_like, rows_in
from amend.model.text import Text

_SMALL = ("the ", "a ", "an ")
_CLOSES = re.compile(r"”[;,.]?(?:\s+(?:and|or))?\s*$")


def put_in_order(text: ActText, found: FoundPlace, new: Sequence[Provision | Block]) -> None:
    """Put each of some definitions, entries or rows where its first word has it stand. Raises Refusal where those that
    are there are in no order that tells."""
    for one in new:
        rows = rows_put_in((one,))
        for each in rows or (one,):
            if not isinstance(each, Provision):
                raise Refusal("what comes in at the appropriate place is no definition and no row of a table")
            home = _home(text, found, each)
            text.put_in(home, like_rows(text, home[:-1], (each,)) if is_row(each) else (each,))


def move_in_order(text: ActText, found: FoundPlace) -> None:
    """Put a definition, or a row of a table, where its first word now has it stand."""
    node = text.bill.at(found.first)
    if not (is_row(node) or (isinstance(node, Provision) and unit(node) == "definition")):
        raise Refusal("what moves to the appropriate place is no definition and no row of a table")
    assert isinstance(node, Provision)
    text.take_out(found.first)
    holder = FoundPlace((found.first[:-1],))
    text.put_in(_home(text, holder, node), (node,))


def is_of_table(text: ActText, found: FoundPlace) -> bool:
    """Whether a place is a row of a table, or a table."""
    node = text.bill.at(found.first)
    return is_row(node) or (isinstance(node, Provision) and node.tag == "tblock")


def rows_put_in(new: Sequence[Provision | Block]) -> list[Provision]:
    """The rows of the tables that come in for them; none where something else comes in."""
    found: list[Provision] = []
    for node in new:
        if not isinstance(node, Provision) or not (is_row(node) or node.tag == "tblock"):
            return []
        found += [_unquoted(inner) for _, inner in each_provision(node) if is_row(inner)]
    return found


def like_rows(text: ActText, path: Path, rows: Sequence[Provision]) -> tuple[Provision, ...]:
    """Rows in the form of those of the table that they come into. path: of what holds its rows. Raises Refusal for a
    row that has not as many cells."""
    there = rows_in(text.bill, path)
    if not there:
        return tuple(rows)
    at, first = there[0]
    cells = [cell for _, cell in cells_in(first)]
    flat = cells if any(isinstance(cell, Block) for cell in cells) else []
    wide = len(flat) or columns(text.bill, at)
    for row in rows:
        if len(cells_of(row)) != wide:
            raise Refusal(f"a row that comes in has {len(cells_of(row))} cells, and the table has {wide} columns")
    return tuple(_flat(row, flat) if flat else made_like(text.bill, at, row) for row in rows)


def _flat(row: Provision, like: Sequence[Provision | Block]) -> Provision:
    """A row whose cells are blocks, as some are of those that it comes among."""
    cells = []
    for cell, pattern in zip(cells_of(row), like, strict=True):
        words = [block for _, block in blocks(cell)]
        if len(words) > 1:
            raise Refusal("a cell of a row that comes in has more than one paragraph, and those of the table have one")
        cells.append(Block(pattern.tag, words[0].text if words else Text(), pattern.attributes))
    return Provision(row.tag, tuple(cells), row.attributes)


def put_rows(text: ActText, found: FoundPlace, rows: Sequence[Provision], *, after: bool) -> None:
    """Put rows beside one of a table, or as the first or last of a table that is named."""
    path = found.last if after else found.first
    if not is_row(text.bill.at(path)):
        there = [at for at, _ in rows_in(text.bill, path) if not is_header(text.bill, at)]
        if not there:
            raise Refusal("rows of a table come in where there is none")
        path = there[-1] if after else there[0]
    stand = [words_of(row).split() for _, row in rows_in(text.bill, path[:-1])]
    if all(words_of(row).split() in stand for row in rows):
        raise StandsAlready("these rows stand there already: the Act given has this change")
    text.put_in((*path[:-1], path[-1] + (1 if after else 0)), like_rows(text, path[:-1], rows))


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
    for path, other in there:
        if other == key:
            same = words_of(text.bill.at(path)).split() == words_of(new).split()
            if same:
                raise StandsAlready(f"“{key}” stands there already: the Act given has this change")
            raise Refusal(f"“{key}” is listed there already", remedy="see which of the two is meant")
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
    first = [cell for _, cell in cells_in(node)[:1]] if is_row(node) else [node]
    said = term(node) or "".join(words_of(one) for one in first)
    said = " ".join(said.split()).lstrip("“\"'‘").casefold()
    for small in _SMALL:
        said = said.removeprefix(small)
    return said.lstrip("“\"'‘")
