"""The place that an instruction names, found in an Act as it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from amend.acts.versions import version_meant
from amend.errors import AddressError, Refusal
from amend.model.act_citation import by_labels_alone
from amend.model.address import Address
from amend.model.citation import find
from amend.model.frozen import frozen
from amend.model.numbering import bare
from amend.model.outline import HEADS, above, blocks, long_title, own_paragraphs, tops, words_of
from amend.model.provision import NUMBERED, Bill, Block, Path, Provision, each_provision, unit
from amend.model.table_rows import CELLS, is_header, is_row, rows_in
from amend.model.textual import ActPlace, Portion


@frozen
class FoundPlace:
    """A place in an Act.

    nodes: the paths of the provisions that it is, one after another, or of the rows of a table; the one that holds it
    where it is a part of its words. words: the paths of the blocks that it is, where it is a part of the words of a
    provision; None for whole provisions. heading: whether those are a heading. part: what of those words is meant, a
    sentence of them or what stands in brackets; None for all.
    """

    nodes: tuple[Path, ...]
    words: tuple[Path, ...] | None = None
    heading: bool = False
    part: Portion | None = None

    @property
    def first(self) -> Path:
        """The path of the first provision."""
        return self.nodes[0]

    @property
    def last(self) -> Path:
        """The path of the last provision."""
        return self.nodes[-1]


class ActTops:
    """Where the sections and Schedules of an Act are, by their numbers; right as long as none comes in or goes."""

    def __init__(self, act: Bill) -> None:
        self._found: dict[tuple[str, str], list[Path]] = {}
        for path, node in tops(act):
            self._found.setdefault((unit(node, quoted=True), node.label), []).append(path)

    def paths(self, unit_name: str, label: str) -> list[Path]:
        """The paths of the sections, or Schedules, with a number."""
        return self._found.get((unit_name, label), [])

    def find(self, act: Bill, address: Address, text: str = "") -> Path:
        """The path of a provision of the Act, as `find` gives it.

        text: which version, as an instruction says it; "" for the only one. Raises AddressError, and Refusal where the
        version cannot be told.
        """
        top = address.top()
        paths = self._found.get((top.unit, top.number), [])
        if text:
            paths = [version_meant(act, paths, text)]
        if not paths:
            return find(act, address)
        held = Bill(Provision("body", tuple(act.at(path) for path in paths)), title=act.name, act=True)
        at, *inner = find(held, address)
        return (*paths[at], *inner)


def place_in_act(act: Bill, place: ActPlace, known: ActTops | None = None) -> FoundPlace:
    """Where a place is. known: of the Act, where it is at hand. Raises AddressError or Refusal when the Act has no such
    place, or more than one."""
    known = known or ActTops(act)
    if place.provision is None:
        if place.text:
            version_meant(act, (), place.text)
        found = FoundPlace((_body(act),))
    else:
        first = _provision(act, place.provision, known, place.text)
        last = _provision(act, place.through, known, place.text) if place.through else first
        found = FoundPlace(_run(act, first, last, place))
    for portion in place.portions:
        found = _PORTIONS[portion.kind](act, found, portion)
    return found


def _body(act: Bill) -> Path:
    path = next((path for path, node in each_provision(act.root) if node.tag == "body"), None)
    return path or ()


def _provision(act: Bill, address: Address, known: ActTops, text: str) -> Path:
    """The path of a provision; a Bill that calls a subsection a paragraph is understood."""
    try:
        return known.find(act, address, text)
    except AddressError as error:
        plain = by_labels_alone(address)
        for other in dict.fromkeys((plain, _without_groups(plain))):
            if other != address:
                try:
                    there = known.find(act, other, text)
                except AddressError:
                    continue
                _refuse_elsewhere(act, address, there, known)
                return there
        raise error from None


def _without_groups(address: Address) -> Address:
    """The address of a paragraph of a Schedule without the Part of it."""
    within = address.within
    if within is not None and within.unit in ("Part", "Chapter") and within.within is not None:
        return _without_groups(Address(address.unit, address.number, address.labels, within.within))
    return address


def _refuse_elsewhere(act: Bill, address: Address, found: Path, known: ActTops) -> None:
    """Refuse a provision that is in another Part than the one that is said, which the Act has too."""
    within = address.within
    while within is not None and within.unit in ("Part", "Chapter"):
        try:
            group = known.find(act, within)
        except AddressError:
            return
        node = act.at(group)
        inside = isinstance(node, Provision) and any(isinstance(item, Provision) for item in node.items)
        if inside and found[: len(group)] != group:
            raise Refusal(f"it is not in {within}", remedy="see which of the two is meant")
        within = within.within


def _run(act: Bill, first: Path, last: Path, place: ActPlace) -> tuple[Path, ...]:
    """The provisions from one to another, those between them too."""
    if first == last:
        return (first,)
    if first[:-1] == last[:-1] and first[-1] < last[-1]:
        return tuple(
            (*first[:-1], index)
            for index in range(first[-1], last[-1] + 1)
            if isinstance(act.at((*first[:-1], index)), Provision)
        )
    between = tuple(path for path, _ in tops(act) if first <= path <= last)
    if between[:1] == (first,) and between[-1:] == (last,):
        return between
    raise Refusal(f"{place.provision} and {place.through} are no run of provisions of the Act")


# Parts of a provision that have no number


def _heading(act: Bill, found: FoundPlace, _: Portion) -> FoundPlace:
    node = act.at(found.first)
    for index, item in enumerate(node.items if isinstance(node, Provision) else ()):
        if isinstance(item, Block) and item.tag in ("heading", "subheading"):
            return FoundPlace(found.nodes, ((*found.first, index),), heading=True)
    raise Refusal("it has no heading")


def _italic_heading(act: Bill, found: FoundPlace, portion: Portion) -> FoundPlace:
    holding = [(path, node) for path, node in above(act, found.first) if node.get("name") == "crossheading"]
    if not holding:
        raise Refusal("it stands under no italic heading")
    path, node = holding[-1]
    before = [item for item in node.items[: found.first[len(path)]] if isinstance(item, Provision)]
    if before:
        raise Refusal("no italic heading stands just before it", remedy=f"the one over it is “{_said(node.heading)}”")
    return _heading(act, FoundPlace((path,)), portion)


def _opening(act: Bill, found: FoundPlace, portion: Portion) -> FoundPlace:
    words = [path for path, _ in own_paragraphs(act, found.first, closing=False)]
    if portion.label:
        words = _beside_part(act, found.first, portion.label, after=False)
    if not words:
        raise Refusal("it has no words before its numbered parts")
    return FoundPlace(found.nodes, tuple(words))


def _closing(act: Bill, found: FoundPlace, portion: Portion) -> FoundPlace:
    words = [path for path, _ in own_paragraphs(act, found.first, closing=True)]
    if portion.label:
        words = _beside_part(act, found.first, portion.label, after=True)
    if not words:
        raise Refusal("it has no words below its numbered parts")
    return FoundPlace(found.nodes, tuple(words))


def _beside_part(act: Bill, path: Path, label: str, *, after: bool) -> list[Path]:
    """The paragraphs of a provision's own words just before or after one of its numbered parts, up to the next of them.
    Raises Refusal where another part stands there."""
    parts = _labelled(act, path)
    at = next((index for index, (_, one) in enumerate(parts) if one == label.strip("()")), None)
    if at is None:
        raise Refusal(f"it has no paragraph {label}", remedy=_has(parts))
    lines = [line for line, _ in _lines(act, path)]
    limit, other = parts[at][0], parts[at + (1 if after else -1) : at + (2 if after else 0)] if at or after else []
    end = other[0][0] if other else None
    if after:
        words = [line for line in lines if (*limit[:-1], limit[-1] + 1) <= line and (end is None or line < end)]
    else:
        words = [line for line in lines if line < limit and (end is None or line >= (*end[:-1], end[-1] + 1))]
    if other and not words:
        side = "after" if after else "before"
        raise Refusal(f"no words stand just {side} paragraph {label}: paragraph ({other[0][1]}) does")
    return words


def _lines(act: Bill, path: Path) -> list[tuple[Path, Block]]:
    """Every paragraph of a provision but numbers and headings."""
    return [(inner, block) for inner, block in blocks(act.at(path), path) if block.tag not in HEADS]


def _labelled(act: Bill, path: Path) -> list[tuple[Path, str]]:
    """The numbered parts right below a provision."""
    node = act.at(path)
    items = enumerate(node.items if isinstance(node, Provision) else ())
    return [((*path, i), item.label) for i, item in items if isinstance(item, Provision) and item.label]


def _has(parts: Sequence[tuple[Path, str]]) -> str | None:
    return f"it has {', '.join(f'({label})' for _, label in parts)}" if parts else None


def _paragraph(act: Bill, found: FoundPlace, portion: Portion) -> FoundPlace:
    words = own_paragraphs(act, found.first, closing=False) + own_paragraphs(act, found.first, closing=True)
    return FoundPlace(found.nodes, (_nth([path for path, _ in words], portion, "paragraph"),))


def _definition(act: Bill, found: FoundPlace, portion: Portion) -> FoundPlace:
    node = act.at(found.first)
    below = [
        (*found.first, index)
        for index, item in enumerate(node.items if isinstance(node, Provision) else ())
        if isinstance(item, Provision) and unit(item) == "definition"
    ]
    return FoundPlace((_nth(below, portion, "definition"),))


def _table(act: Bill, found: FoundPlace, portion: Portion) -> FoundPlace:
    tables = [
        path
        for node in found.nodes
        for path, _ in ((found_at, one) for found_at, one in _inside(act, node) if one.tag == "tblock")
    ]
    if portion.label:
        tables = [path for path in tables if portion.label in words_of(act.at(path)).split("\n")[0].split()[:3]]
    if portion.ordinal is None and len(tables) > 1:
        raise Refusal(f"it has {len(tables)} tables, and none of them is named")
    return FoundPlace((_nth(tables, portion, "table"),))


def _inside(act: Bill, path: Path) -> list[tuple[Path, Provision]]:
    return [
        ((*path, *inner), one)
        for inner, one in each_provision(_as_provision(act, path))
        if inner or isinstance(act.at(path), Provision)
    ]


def _as_provision(act: Bill, path: Path) -> Provision:
    node = act.at(path)
    if not isinstance(node, Provision):
        raise Refusal("what it names is no provision")
    return node


def _row(act: Bill, found: FoundPlace, portion: Portion) -> FoundPlace:
    rows = [path for path, _ in _body_rows(act, found)]
    if portion.label:
        named = [path for path in rows if _begins(words_of(act.at(path)), portion.label)]
        return FoundPlace((_only(named, f"row that begins “{portion.label}”"),))
    return FoundPlace((_nth(rows, portion, "row"),))


def _entry(act: Bill, found: FoundPlace, portion: Portion) -> FoundPlace:
    rows = _body_rows(act, found)
    if rows:
        named = [
            path for path, row in rows if any(_begins(words_of(cell), portion.label) for _, cell in cells_in(row)[:2])
        ]
        return FoundPlace((_only(named, f"entry for “{portion.label}”"),))
    paragraphs = [path for path, block in _lines(act, found.first) if _begins(block.words, portion.label)]
    return FoundPlace(found.nodes, (_only(paragraphs, f"entry for “{portion.label}”"),))


def _column(act: Bill, found: FoundPlace, portion: Portion) -> FoundPlace:
    node = act.at(found.first)
    if not is_row(node) or not isinstance(node, Provision):
        raise Refusal("a column is named of more than one row of a table", remedy="name the row, or the entry")
    cells = [(*found.first, index) for index, _ in cells_in(node)]
    at = portion.ordinal or (int(portion.label) if portion.label.isdigit() else None)
    cell = _nth(cells, Portion("column", "", at), "column")
    return FoundPlace(found.nodes, tuple(path for path, _ in blocks(act.at(cell), cell)))


def cells_in(row: Provision) -> list[tuple[int, Provision | Block]]:
    """The cells of a row with their places in it; in CLML a cell may be a block."""
    items = enumerate(row.items)
    return [(index, item) for index, item in items if isinstance(item, Provision | Block) and item.tag in CELLS]


def _body_rows(act: Bill, found: FoundPlace) -> list[tuple[Path, Provision]]:
    """The rows of a place, without those that head a table."""
    return [(path, row) for node in found.nodes for path, row in rows_in(act, node) if not is_header(act, path)]


def _item(act: Bill, found: FoundPlace, portion: Portion) -> FoundPlace:
    label = bare(portion.label)
    inside = [
        path for node in found.nodes for path, one in _inside(act, node) if one.tag in NUMBERED and one.label == label
    ]
    return FoundPlace((_only(inside, f"item {portion.label}"),))


def _begins(words: str, label: str) -> bool:
    said = " ".join(words.split()).lstrip("“\"'‘").casefold()
    wanted = " ".join(label.split()).strip("“”\"'‘’").casefold()
    return said.startswith(wanted) and not said[len(wanted) : len(wanted) + 1].isalnum()


def _only(found: Sequence[Path], what: str) -> Path:
    if len(found) == 1:
        return found[0]
    raise Refusal(f"it has {len(found) or 'no'} {what}" if len(found) < 2 else f"it has {len(found)} times {what}")


def _nth(found: Sequence[Path], portion: Portion, what: str) -> Path:
    """The one that is meant: the only one where it does not say."""
    at = portion.ordinal
    if at is None:
        if len(found) == 1:
            return found[0]
        raise Refusal(f"it has {len(found) or 'no'} {what}{'s' if len(found) != 1 else ''}")
    if not found or abs(at) > len(found):
        raise Refusal(f"it has {len(found) or 'no'} {what}{'s' if len(found) != 1 else ''}")
    return found[at - 1 if at > 0 else at]


def _said(block: Block | None) -> str:
    return block.words if block else ""


def _list(_act: Bill, found: FoundPlace, _: Portion) -> FoundPlace:
    """A list without numbers: the place that holds it."""
    return found


def _part(act: Bill, found: FoundPlace, portion: Portion) -> FoundPlace:
    """A sentence, or the words in brackets: which they are is told by the words (see `ActWords`)."""
    words = found.words
    if words is None:
        words = tuple(path for node in found.nodes for path, _ in _lines(act, node))
    return FoundPlace(found.nodes, words, found.heading, portion)


def _long_title(act: Bill, _found: FoundPlace, _: Portion) -> FoundPlace:
    title = long_title(act)
    if title is None:
        raise Refusal("the Act given has no long title")
    return FoundPlace((title[0],), tuple(path for path, _ in _lines(act, title[0])))


_PORTIONS: dict[str, Callable[[Bill, FoundPlace, Portion], FoundPlace]] = {
    "heading": _heading,
    "italic heading": _italic_heading,
    "opening words": _opening,
    "closing words": _closing,
    "paragraph": _paragraph,
    "definition": _definition,
    "table": _table,
    "row": _row,
    "entry": _entry,
    "column": _column,
    "item": _item,
    "list": _list,
    "sentence": _part,
    "words in brackets": _part,
    "long title": _long_title,
}
