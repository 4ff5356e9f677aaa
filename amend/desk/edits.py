"""The edits of a text by hand: words of a row changed, a provision added with its label, one taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from amend.engine.apply import edit_tree
from amend.english.continued import Added, OpenProvision, continued, family_of
from amend.english.quotes import curled
from amend.english.structure import Setting, new_clause, new_schedule
from amend.english.typed import lists_opened
from amend.errors import AddressError, Refusal
from amend.model.eids import identified, named_after
from amend.model.numbering import FIRST, Family, bare, between
from amend.model.outline import HEADS, is_group, is_schedule, top_of, tops
from amend.model.provision import HOLDERS, NUMBERED, Bill, Block, Node, Path, Provision, nodes, unit
from amend.model.text import NOT_XML, OBJECT, Text
from amend.word.edits.retype_words import rewritten


@dataclass(frozen=True, slots=True)
class Reword:
    """The words of a row changed. at: the path of its block. words: all that it is to say.

    piece: which of the runs of words of the block, where a quotation or table stands among them; 0 for the first.
    """

    at: Path
    words: str
    piece: int = 0


@dataclass(frozen=True, slots=True)
class Add:
    """A provision added right below another, or a row of it.

    after: the path of what it stands below; None for a clause before the first. Where that, or what holds it, is of the
    same level, it comes behind that; else it becomes the first below it. level: what drafters call it: "clause",
    "subsection", "paragraph", "sub-paragraph", "sub-sub-paragraph", "definition", "Schedule". words: its rows, without
    its own label, which follows practice ((2A), 12A); a label that is typed all the same is taken. heading: of a clause
    or Schedule.
    """

    after: Path | None
    level: str
    words: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    """A provision left out, or a paragraph of words that has no number. at: its path."""

    at: Path


Edit = Reword | Add | Remove

_LEVELS = {
    "subsection": ("subsection", "prov2", Family.NUMBER),
    "paragraph": ("level", "para1", Family.LETTER),
    "sub-paragraph": ("level", "para2", Family.ROMAN),
    "sub-sub-paragraph": ("level", "para3", Family.CAPITAL),
}


def with_edit(text: Bill, edit: Edit) -> Bill:
    """The text with an edit made; what is not touched is shared. Raises Refusal, WordsError or AddressError, in one
    sentence for whoever made it."""
    try:
        match edit:
            case Reword(at, words, piece):
                return _reworded(text, at, words, piece)
            case Add(after, level, words, heading):
                return _added(text, after, level, words, heading)
            case Remove(at):
                return _removed(text, at)
    except IndexError as error:
        raise Refusal("there is no such place in the text", remedy="look at the text as it is now") from error
    assert_never(edit)


def typed_words(words: str) -> str:
    """Rows as House style prints them: quotation marks and apostrophes curled, a typed dash before a list made one, and
    white space folded. Raises Refusal for characters that no file can hold."""
    if NOT_XML.search(words) or OBJECT in words:
        raise Refusal("the words have a character that no Bill can hold", remedy="type them anew")
    rows = [" ".join(row.split()) for row in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return lists_opened(curled("\n".join(filter(None, rows))))[0]


# Words


def _reworded(text: Bill, at: Path, words: str, piece: int) -> Bill:
    block = text.at(at)
    if not isinstance(block, Block):
        raise Refusal("no words stand there", remedy="name a row of the text")
    if block.tag == "num":
        raise Refusal("a number is the clerks’ to give", remedy="change the words, or add a provision")
    said = " ".join(typed_words(words).split("\n")) if "\n" not in words.strip() else None
    if said is None:
        raise Refusal("the words of one row are several", remedy="add a provision for each further row")
    pieces = block.text.chars.split(OBJECT)
    if not 0 <= piece < len(pieces):
        raise Refusal("no words stand there", remedy="name a row of the text")
    start = sum(len(one) + 1 for one in pieces[:piece])
    if not said and not block.objects:
        raise Refusal("a row without words cannot stand", remedy="leave out the provision")
    new = rewritten(block, start, start + len(pieces[piece]), said)
    return text if new == block else text.edited(at, lambda _: (new,))


# What goes


def _removed(text: Bill, at: Path) -> Bill:
    node = text.at(at)
    if isinstance(node, Block):
        holder = text.at(at[:-1])
        alone = isinstance(holder, Provision) and sum(isinstance(one, Block) for one in holder.items) == 1
        if node.tag in HEADS:
            raise Refusal("a number or heading does not go by itself", remedy="leave out the provision")
        if alone and isinstance(holder, Provision) and holder.tag != "wrapUp":
            raise Refusal("these are all its own words", remedy="leave out the provision, or change the words")
    elif not isinstance(node, Provision) or node.tag not in NUMBERED:
        raise Refusal("that is no provision", remedy="name a clause, a Schedule or a part of one")
    elif is_group(node):
        raise Refusal("a heading or Part goes by no amendment", remedy="leave out the clauses in it")
    elif len(at) and sum(1 for _ in tops(text)) == 1 and top_of(text, at) == at:
        raise Refusal("it is the only clause", remedy="change its words")
    return edit_tree.take_out(text, at)


# What comes


def _added(text: Bill, after: Path | None, level: str, words: str, heading: str) -> Bill:
    rows, title = typed_words(words), " ".join(typed_words(heading).split())
    if not rows:
        raise Refusal("it has no words yet", remedy="write them")
    if level == "clause" or level == "Schedule":
        return _new_top(text, after, level, rows, title)
    if after is None:
        raise Refusal(f"a {level} stands below something", remedy="name what")
    spot = _spot(text, after, level)
    return _put(text, spot, _read(text, spot, rows, title))


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a new provision goes. holder: the path of what it becomes an item of; index: which. level: its name.
    beside: the path of the one before it of its level; None where it is the first."""

    holder: Path
    index: int
    level: str
    beside: Path | None


def _new_top(text: Bill, after: Path | None, level: str, rows: str, title: str) -> Bill:
    """The text with a new clause or Schedule."""
    if not title:
        raise Refusal(f"a new {level} needs a heading", remedy="write one")
    wanted = [path for path, node in tops(text) if is_schedule(node) == (level == "Schedule")]
    top = top_of(text, after) if after is not None else None
    if after is not None and top is None:
        raise Refusal(f"a new {level} stands beside another", remedy="name the one it comes after")
    if after is None or top not in wanted:
        if level == "Schedule" and not wanted:
            return _first_schedule(text, rows, title)
        if after is not None and level == "clause":
            raise Refusal("a new clause stands among the clauses", remedy="name the clause it comes after")
        if not wanted:
            raise Refusal(f"the text has no {level} for it to stand beside", remedy="edit one that has")
        at, previous = wanted[0], None
    else:
        assert top is not None
        at, previous = (*top[:-1], top[-1] + 1), top
    made = new_schedule(f"{title}\n{rows}") if level == "Schedule" else new_clause(f"{title}\n{rows}")
    if made.tag not in ("section", "hcontainer") or (level == "clause" and made.tag != "section"):
        raise Refusal("a new clause has one heading", remedy="put the words of its subsections below it")
    order = [text.at(path) for path in wanted]
    turn = wanted.index(previous) + 1 if previous is not None else 0
    near = [one.label if isinstance(one, Provision) else "" for one in order]
    label = _between(near[turn - 1] if turn else None, near[turn] if turn < len(near) else None, Family.NUMBER)
    if label:
        printed = f"Schedule {label}" if level == "Schedule" else label
        made = replace(made, items=(Block("num", Text(printed)), *(i for i in made.items if _no_number(i))))
    return _put(text, _Spot(at[:-1], at[-1], level, previous), (made,))


def _first_schedule(text: Bill, rows: str, title: str) -> Bill:
    body = next(path for path, _ in tops(text))
    node = text.at(body)
    while isinstance(node, Provision) and node.tag != "body":
        body = body[:-1]
        node = text.at(body)
    made = new_schedule(f"Schedule\n{title}\n{rows}")
    made = replace(made, items=(Block("num", Text("Schedule")), *(i for i in made.items if _no_number(i))))
    assert isinstance(node, Provision)
    return _put(text, _Spot(body, len(node.items), "Schedule", None), (made,))


def _no_number(item: Node) -> bool:
    return not (isinstance(item, Block) and item.tag == "num")


def _spot(text: Bill, after: Path, level: str) -> _Spot:
    """Where a provision of a level goes that stands right below a place. Raises Refusal where none can."""
    start = after
    while start and not (isinstance(node := text.at(start), Provision) and node.tag in NUMBERED):
        start = start[:-1]
    quoted = False
    found: Path | None = None
    for depth in range(1, len(start) + 1):
        node = text.at(start[:depth])
        quoted = quoted or (isinstance(node, Provision) and node.tag == "quotedStructure")
        if isinstance(node, Provision) and unit(node, quoted=quoted) == level:
            found = start[:depth]
    if found is not None:
        return _Spot(found[:-1], found[-1] + 1, level, found)
    node = text.at(start)
    if not start or not isinstance(node, Provision) or is_group(node):
        raise Refusal(f"no {level} can stand there", remedy="name a provision that has one, or could")
    index = 0
    for place, item in enumerate(node.items):
        if (isinstance(item, Block) and item.tag in (*HEADS, "p")) or (
            isinstance(item, Provision) and item.tag in HOLDERS and item.tag != "wrapUp"
        ):
            index = place + 1
    return _Spot(start, index, level, None)


def _read(text: Bill, spot: _Spot, rows: str, title: str) -> tuple[Provision, ...]:
    """The provision that rows are, read as they go on from what stands above them."""
    top = top_of(text, spot.holder)
    chain = _chain(text, spot, top)
    setting = Setting.BODY
    first = text.at(top) if top is not None else None
    if isinstance(first, Provision) and is_schedule(first) and not _is_quoted(text, spot.holder):
        setting = Setting.SCHEDULE
    label, printed = _label(text, spot)
    said = (
        rows
        if not printed or (rows.startswith(("(", f"{label} ")) and _has_label(rows, printed))
        else f"{printed} {rows}"
    )
    if title:
        raise Refusal(f"a {spot.level} has no heading", remedy="put all of it in its words")
    added = continued(said, chain, setting)
    return _one(spot, chain, added)


def _has_label(rows: str, printed: str) -> bool:
    first = rows.split(" ", 1)[0]
    return first.startswith("(") == printed.startswith("(") and bool(bare(first)) and first.strip("()").isalnum()


def _one(spot: _Spot, chain: Sequence[OpenProvision], added: Sequence[Added]) -> tuple[Provision, ...]:
    """What was read, which must be provisions of one level at one place."""
    depth = len(chain) - (2 if spot.beside is not None else 1)
    ours = added[depth]
    if any(bool(one) for at, one in enumerate(added) if at != depth) or ours.words or ours.after or not ours.parts:
        raise Refusal(
            f"the words are not those of one {spot.level}",
            remedy="begin each row with its label, and end a row that opens a list with a dash",
        )
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
    model = previous if isinstance(previous, Provision) and previous.number else following
    before = previous.label or None if isinstance(previous, Provision) else None
    after = following.label or None if following is not None else None
    family = _family(holder, model, spot.level)
    label = _between(before, after, family)
    if model is not None and model.number is not None:
        was = model.number.words
        return label, was.replace(bare(was), label, 1).removesuffix(".")
    return label, f"({label})"


def _family(holder: Provision, model: Provision | None, level: str) -> Family:
    if model is not None and (found := family_of(model)) is not None:
        return found
    if level in _LEVELS and not (level == "sub-paragraph" and holder.tag == "paragraph"):
        return _LEVELS[level][2]
    if level in ("sub-paragraph", "subsection", "paragraph", "section"):
        return Family.NUMBER
    raise Refusal(f"no {level} can stand there", remedy="name a provision that has one, or could")


def _between(before: str | None, after: str | None, family: Family) -> str:
    try:
        return between(before, after, family)
    except AddressError:
        return between(before, None, family) if before else FIRST[family]


def _is_quoted(text: Bill, path: Path) -> bool:
    return any(
        isinstance(node, Provision) and node.tag == "quotedStructure"
        for node in (text.at(path[:depth]) for depth in range(len(path) + 1))
    )


def _put(text: Bill, spot: _Spot, new: Sequence[Provision]) -> Bill:
    """The text with provisions put in, each with an identifier of its own."""
    taken = {node.eid for node in nodes(text.root) if isinstance(node, Provision) and node.eid}
    above = [text.at(spot.holder[:depth]) for depth in range(len(spot.holder) + 1)]
    known = [identified(one, named_after(above, one), taken) for one in new]
    return edit_tree.put_in(text, (*spot.holder, spot.index), known)
