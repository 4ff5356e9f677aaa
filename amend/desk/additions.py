"""A provision that is added to a text: where it goes, what label practice gives it, and its rows read as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from amend.drafting.old_shape import DIVIDED, body_of, subsections
from amend.engine.apply import edit_tree
from amend.engine.reprint.reprint import as_subsection
from amend.english.continued import Added, OpenProvision, continued, family_of
from amend.english.structure import DASHES, Setting, new_clause, new_schedule
from amend.errors import AddressError, Refusal
from amend.model.citation import address_of
from amend.model.eids import identified, named_after
from amend.model.numbering import FIRST, Family, bare, between, families
from amend.model.outline import is_group, is_quoted, is_schedule, own_paragraphs, parts, top_of, tops
from amend.model.provision import HOLDERS, NUMBERED, Bill, Block, Node, Path, Provision, nodes, unit
from amend.model.text import Text

_TOPS = ("clause", "Schedule")
_WITHIN = {
    "section": (),
    "subsection": ("clause", "section"),
    "paragraph": ("clause", "section", "subsection", "paragraph", "sub-paragraph", "definition", "Schedule"),
    "sub-paragraph": ("paragraph",),
    "sub-sub-paragraph": ("sub-paragraph",),
    "definition": ("clause", "section", "subsection", "paragraph", "sub-paragraph"),
}
"""Of each level what it may be the first part of."""

_LETTERED = {"paragraph": Family.LETTER, "sub-paragraph": Family.ROMAN, "sub-sub-paragraph": Family.CAPITAL}
_KINDS = {"subsection": "prov2", "subparagraph": "schProv2"}


def added(text: Bill, after: Path | None, level: str, rows: str, heading: str) -> Bill:
    """The text with a provision added (see `edits.Add`), its rows and heading as House style prints them. Raises
    Refusal, WordsError, AddressError."""
    if level not in _WITHIN and level not in _TOPS:
        raise Refusal(f"nothing is called “{level}”", remedy=f"name one of {', '.join((*_TOPS, *_WITHIN))}")
    if not rows:
        raise Refusal(f"the new {level} has no words yet", remedy="write them")
    if heading and level not in (*_TOPS, "section"):
        raise Refusal(f"a {level} has no heading", remedy="put all of it in its words")
    if not heading and level in (*_TOPS, "section"):
        raise Refusal(f"a new {level} needs a heading", remedy="write one")
    if level in _TOPS:
        return _with_top(text, after, level, rows, heading)
    if after is None:
        raise Refusal(f"a {level} stands below something", remedy="name what")
    text, spot = _spot(text, after, level)
    return _put(text, spot, _read(text, spot, rows, heading))


def levels_at(text: Bill, after: Path) -> tuple[str, ...]:
    """What can be added right below a place: first such as what the place is in, from the innermost out, then what can
    be the first part of it. For whoever offers a choice; whether the rows are read is another matter."""
    found: list[str] = []
    for level in (*reversed(_WITHIN), *_TOPS):
        try:
            if level in _TOPS:
                _beside_which(text, after, level, _wanted(text, level))
            else:
                _spot(text, after, level)
        except (Refusal, IndexError):
            continue
        found.append(level)
    inside = [unit(node, quoted=is_quoted(text, path)) for path, node in _numbered_over(text, after)]
    return tuple(sorted(found, key=lambda level: inside[::-1].index(level) if level in inside else len(inside)))


def _numbered_over(text: Bill, path: Path) -> Iterator[tuple[Path, Provision]]:
    """The provisions that a place is in, or is, outermost first."""
    for depth in range(1, len(path) + 1):
        node = text.at(path[:depth])
        if isinstance(node, Provision) and node.tag in NUMBERED:
            yield path[:depth], node


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a new provision goes. holder: the path of what it becomes an item of; index: which. level: its name.
    beside: the path of the one of its level before it; None where it is the first."""

    holder: Path
    index: int
    level: str
    beside: Path | None


# Clauses and Schedules


def _with_top(text: Bill, after: Path | None, level: str, rows: str, heading: str) -> Bill:
    wanted = _wanted(text, level)
    if not wanted:
        if level == "clause" or not list(tops(text)):
            raise Refusal("the text has no clause for a new one to stand beside", remedy="edit a Bill that has")
        return _with_first_schedule(text, rows, heading)
    at, turn = _beside_which(text, after, level, wanted)
    made = new_schedule(f"{heading}\n{rows}") if level == "Schedule" else new_clause(f"{heading}\n{rows}")
    if level == "clause" and made.tag != "section":
        raise Refusal("a new clause has one heading", remedy="put the words of its subsections below it")
    labels = [one.label if isinstance(one := text.at(path), Provision) else "" for path in wanted]
    before, following = (labels[turn - 1] if turn else None), (labels[turn] if turn < len(labels) else None)
    if before != "" and following != "":  # the only Schedule of a Bill has no number
        label = _between(before, following, Family.NUMBER)
        made = _numbered(made, f"Schedule {label}" if level == "Schedule" else label)
    return _put(text, _Spot(at[:-1], at[-1], level, None), (made,))


def _wanted(text: Bill, level: str) -> list[Path]:
    return [path for path, node in tops(text) if is_schedule(node) == (level == "Schedule")]


def _beside_which(text: Bill, after: Path | None, level: str, wanted: Sequence[Path]) -> tuple[Path, int]:
    """Where a clause or Schedule goes, and how many of the others stand before it."""
    if not wanted:
        raise Refusal(f"the text has no {level}", remedy="add one after its last clause")
    if after is None:
        return wanted[0], 0
    top = top_of(text, after)
    if top is None:  # a Part or heading, under which it is the first
        first = next((path for path in wanted if path > after), None)
        if first is None or not _is_group_at(text, after):
            raise Refusal(f"a new {level} stands beside another", remedy="name the one that it comes after")
        return first, wanted.index(first)
    if top not in wanted:
        if level == "clause":
            raise Refusal("a new clause stands among the clauses", remedy="name the clause that it comes after")
        return wanted[0], 0
    return (*top[:-1], top[-1] + 1), wanted.index(top) + 1


def _is_group_at(text: Bill, path: Path) -> bool:
    """Whether a Part, Chapter or heading stands at a path."""
    node = text.at(path)
    return isinstance(node, Provision) and is_group(node)


def _with_first_schedule(text: Bill, rows: str, heading: str) -> Bill:
    body = next(path for path, _ in tops(text))
    node = text.at(body)
    while not (isinstance(node, Provision) and node.tag == "body"):
        body = body[:-1]
        node = text.at(body)
    made = _numbered(new_schedule(f"{heading}\n{rows}"), "Schedule")
    return _put(text, _Spot(body, len(node.items), "Schedule", None), (made,))


def _numbered(node: Provision, printed: str) -> Provision:
    """The same with another number."""
    rest = (item for item in node.items if not (isinstance(item, Block) and item.tag == "num"))
    return replace(node, items=(Block("num", Text(printed)), *rest))


# What stands in them


def _spot(text: Bill, after: Path, level: str) -> tuple[Bill, _Spot]:
    """Where a provision goes that stands right below a place, and the text, where that made way for it: a clause
    without subsections has its words in the first of them. Raises Refusal where none can stand there."""
    start = after
    while start and not (isinstance(node := text.at(start), Provision) and node.tag in NUMBERED):
        start = start[:-1]
    names = [(path, unit(node, quoted=is_quoted(text, path))) for path, node in _numbered_over(text, start)]
    found = next((path for path, name in reversed(names) if name == level), None)
    if found is not None and not (level == "paragraph" and _takes_letters(text, start)):
        return text, _Spot(found[:-1], found[-1] + 1, level, found)
    name = names[-1][1] if names else ""
    if name not in _WITHIN[level]:
        raise _cannot(text, start, level)
    return _first_in(text, start, level)


def _takes_letters(text: Bill, start: Path) -> bool:
    """Whether a place is a paragraph or sub-paragraph of a Schedule that opens a list, with nothing in it yet."""
    node = text.at(start)
    opens = isinstance(node, Provision) and node.tag in ("paragraph", "subparagraph") and _opens_list(text, start)
    return opens and not list(parts(text, start))


def _first_in(text: Bill, start: Path, level: str) -> tuple[Bill, _Spot]:
    """The same for the first part of a provision."""
    node = text.at(start)
    assert isinstance(node, Provision)
    there = [unit(part, quoted=is_quoted(text, start)) for _, part in parts(text, start)]
    divided = DIVIDED.get(node.tag) == {"sub-paragraph": "subparagraph"}.get(level, level)
    if divided and not subsections(node) and body_of(node):
        if is_quoted(text, start):
            raise Refusal(f"{address_of(text, start)} has no {level}s", remedy="change its words instead")
        like = Provision(DIVIDED[node.tag], (), (("class", _KINDS[DIVIDED[node.tag]]),))
        below = body_of(node)
        heads = node.items[: len(node.items) - len(below)]
        opened = replace(node, items=(*heads, as_subsection(below, like, "(1)")))
        text = text.edited(start, lambda _: (opened,))
        return text, _Spot(start, len(heads) + 1, level, (*start, len(heads)))
    if there and there[0] != level:
        raise Refusal(f"{address_of(text, start)} has {there[0]}s in it, and no {level}", remedy=f"add a {there[0]}")
    if not there and level != "subsection" and not is_schedule(node) and not _opens_list(text, start):
        own = own_paragraphs(text, start, closing=False)
        said = f": it ends “…{' '.join(own[-1][1].words.split()[-4:])}”" if own else ""
        raise Refusal(f"{address_of(text, start)} opens no list{said}", remedy="end its words with a dash (—) first")
    index = 0
    for place, item in enumerate(node.items):
        if _comes_before_parts(item):
            index = place + 1
    holder = (*start, index)[:-1]
    if there and (first := next(parts(text, start))[0])[:-1] != start:  # under the heading that the first stands under
        holder, index = first[:-1], first[-1]
    return text, _Spot(holder, index, level, None)


def _comes_before_parts(item: Node) -> bool:
    if isinstance(item, Block):
        return True
    return isinstance(item, Provision) and item.tag in HOLDERS and item.tag != "wrapUp"


def _opens_list(text: Bill, path: Path) -> bool:
    """Whether the own words of a provision end with the dash that a list opens with."""
    own = own_paragraphs(text, path, closing=False)
    return bool(own) and not own[-1][1].objects and own[-1][1].words.endswith(DASHES)


def _cannot(text: Bill, start: Path, level: str) -> Refusal:
    where = address_of(text, start) if start else None
    holding = [name for name in _WITHIN[level] if name != "section"]
    remedy = f"choose a {' or '.join(holding[:3])}" if holding else "choose a section in text for an Act"
    return Refusal(f"no {level} can stand below {where or 'that'}", remedy=remedy)


def _read(text: Bill, spot: _Spot, rows: str, heading: str) -> tuple[Provision, ...]:
    """The provisions that rows are, read as they go on from what stands above them."""
    top = top_of(text, spot.holder)
    first = text.at(top) if top is not None else None
    annexed = isinstance(first, Provision) and is_schedule(first) and not is_quoted(text, spot.holder)
    label, printed = _label(text, spot)
    if heading:
        rows = f"{printed} {heading}\n{rows}"
    elif printed and not _has_label(rows, label, printed):
        rows = f"{printed} {rows}"
    chain = _chain(text, spot, top)
    return _one(spot, continued(rows, chain, Setting.SCHEDULE if annexed else Setting.BODY), len(chain))


def _has_label(rows: str, label: str, printed: str) -> bool:
    """Whether rows begin with a label of the kind that they are to have."""
    first = rows.split(" ", 1)[0]
    if not printed.startswith("("):
        return first == label
    own = first[1:-1]
    return first == f"({own})" and own.isalnum() and bool(set(families(own)) & set(families(label)))


def _one(spot: _Spot, found: Sequence[Added], depth: int) -> tuple[Provision, ...]:
    """What was read, which must be provisions of one level at one place."""
    at = depth - (2 if spot.beside is not None else 1)
    ours = found[at]
    if any(bool(one) for index, one in enumerate(found) if index != at) or ours.words or ours.after or not ours.parts:
        article = "definitions, which begin with the term in quotation marks" if spot.level == "definition" else ""
        raise Refusal(
            f"the rows are not those of {article or f'one {spot.level}'}",
            remedy="begin each with its label, and end one that opens a list with a dash",
        )
    if spot.level == "definition" and any(unit(one) != "definition" for one in ours.parts):
        raise Refusal("that is no definition", remedy="begin with the term in quotation marks: “pond” means …")
    return ours.parts


def _chain(text: Bill, spot: _Spot, top: Path | None) -> list[OpenProvision]:
    """What stands open above the rows, outermost first: from the clause, the Schedule or the quoted text on."""
    start = top or ()
    for depth in range(len(start), len(spot.holder) + 1):
        node = text.at(spot.holder[:depth])
        if isinstance(node, Provision) and node.tag == "quotedStructure":
            start = spot.holder[:depth]
    found: list[OpenProvision] = []
    for depth in range(len(start), len(spot.holder) + 1):
        node = text.at(spot.holder[:depth])
        if isinstance(node, Provision) and node.tag not in HOLDERS:
            inner = spot.holder[depth] if depth < len(spot.holder) else (spot.beside or (spot.index,))[-1]
            found.append(OpenProvision(node, inner))
    if spot.beside is not None:
        node = text.at(spot.beside)
        assert isinstance(node, Provision)
        found.append(OpenProvision(node, len(node.items)))
    return found


def _label(text: Bill, spot: _Spot) -> tuple[str, str]:
    """The label of what comes in, and as it is printed; "" for what has none, such as a definition."""
    if spot.level == "definition":
        return "", ""
    holder = text.at(spot.holder)
    assert isinstance(holder, Provision)
    previous = text.at(spot.beside) if spot.beside is not None else None
    following = next((one for one in holder.items[spot.index :] if isinstance(one, Provision) and one.number), None)
    before = previous if isinstance(previous, Provision) and previous.number else None
    model = before or following
    family = family_of(model) if model is not None else None
    family = family or (Family.NUMBER if _counts(holder, spot.level) else _LETTERED.get(spot.level, Family.NUMBER))
    label = _between(before.label if before else None, following.label if following else None, family)
    if model is None or model.number is None:
        return label, label if is_schedule(holder) else f"({label})"
    was = model.number.words
    return label, was.replace(bare(was), label, 1).removesuffix(".")


def _counts(holder: Provision, level: str) -> bool:
    """Whether the parts of a provision of a Schedule have numbers: its paragraphs, and their sub-paragraphs."""
    return is_schedule(holder) or (holder.tag == "paragraph" and level == "sub-paragraph")


def _between(before: str | None, after: str | None, family: Family) -> str:
    try:
        return between(before, after, family)
    except AddressError:
        return between(before, None, family) if before else FIRST[family]


def _put(text: Bill, spot: _Spot, new: Sequence[Provision]) -> Bill:
    """The text with provisions put in, each with an identifier of its own."""
    taken = {node.eid for node in nodes(text.root) if isinstance(node, Provision) and node.eid}
    above = [text.at(spot.holder[:depth]) for depth in range(len(spot.holder) + 1)]
    known = [identified(one, named_after(above, one), taken) for one in new]
    return edit_tree.put_in(text, (*spot.holder, spot.index), known)
