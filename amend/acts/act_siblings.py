"""Where provisions that a Bill puts into an Act stand: next to what, below what, and outside which headings."""

from __future__ import annotations

from collections.abc import Sequence

from amend.acts.act_text import ActText
from amend.acts.place_in_act import FoundPlace
from amend.acts.stands_already import StandsAlready
from amend.engine.apply.edit_tree import TextSpot
from amend.errors import Refusal
from amend.model.citation import term
from amend.model.numbering import families, order
from amend.model.outline import HEADS, is_group, is_schedule, words_of
from amend.model.provision import HOLDERS, NUMBERED, Bill, Block, Node, Path, Provision
from amend.model.table_rows import is_row

_GROUP_TAGS = ("part", "chapter")


def put_beside(text: ActText, found: FoundPlace, new: Sequence[Provision | Block], *, after: bool) -> None:
    """Put provisions before or after a place, as its next siblings."""
    if found.words is not None and not found.heading:
        block = found.words[-1] if after else found.words[0]
        words = text.bill.at(block)
        assert isinstance(words, Block)
        if isinstance(new[0], Block):
            text.put_in((*block[:-1], block[-1] + (1 if after else 0)), new)
        elif after:
            text.put_structure(TextSpot(block, len(words.text)), new)
        else:
            raise Refusal("provisions cannot come in before words that have no number")
        return
    if found.heading:
        _beside_heading(text, found, new, after=after)
        return
    path = found.last if after else found.first
    refuse_doubles(text, path[:-1], new)
    refuse_unlike(text.bill.at(path), new[0])
    if after:
        path = _past_earlier(text, path, new[0])
    if _opens_group(new[0]) or (len(new) > 1 and any(map(_opens_group, new))):
        path = _outside(text.bill, path, new[0], after=after)
    text.put_in((*path[:-1], path[-1] + (1 if after else 0)), new)


def _past_earlier(text: ActText, path: Path, new: Provision | Block) -> Path:
    """The last of the provisions that the Bill put in after one at a path and whose numbers sort before a new one: 5A
    stands before 5B though both are put in “after section 5”."""
    parent = text.bill.at(path[:-1])
    while isinstance(parent, Provision) and isinstance(new, Provision) and path[-1] + 1 < len(parent.items):
        item = parent.items[path[-1] + 1]
        if not (isinstance(item, Provision) and item.number and new.number and _alike(item, new)):
            break
        put_in = all(source.block is None for source in text.whose.sources(item.number))
        family = next(one for one in families(new.label) if one in families(item.label))
        if not put_in or order(item.label, family) > order(new.label, family):
            break
        path = (*path[:-1], path[-1] + 1)
    return path


def refuse_doubles(text: ActText, holder: Path, new: Sequence[Provision | Block], gone: Sequence[Path] = ()) -> None:
    """Refuse a provision with the number of one that stands there, a definition of a term that is defined there.

    holder: the path of what it comes into. gone: the paths of what goes for it.
    """
    parent = text.bill.at(holder)
    items = list(enumerate(parent.items if isinstance(parent, Provision) else ()))
    there = [item for index, item in items if isinstance(item, Provision) and (*holder, index) not in gone]
    freed = {_name(node) for path in gone if isinstance(node := text.bill.at(path), Provision)}
    for one in new:
        if not isinstance(one, Provision) or not _name(one) or _name(one) in freed:
            continue
        for other in [*there, *text.numbered_elsewhere(one, gone)]:
            if _name(one) == _name(other):
                number = one.number.words if one.number else f"“{term(one)}”"
                if words_of(one) == words_of(other):
                    raise StandsAlready(f"{number} stands there already: the Act given has this change")
                raise Refusal(f"there is another {number} there already", remedy="see which of the two is meant")


def _name(node: Provision) -> tuple[str, str] | None:
    """What a provision goes by among its siblings; None for nothing."""
    said = node.label or term(node)
    return (node.tag, said) if said and not is_row(node) else None


def _beside_heading(text: ActText, found: FoundPlace, new: Sequence[Provision | Block], *, after: bool) -> None:
    node = text.bill.at(found.first)
    if not (isinstance(node, Provision) and node.get("name") == "crossheading"):
        raise Refusal("provisions cannot come in beside the heading of a provision")
    if after:
        put_first(text, found.first, new)
    else:
        refuse_doubles(text, found.first[:-1], new)
        text.put_in(found.first, new)


def put_first(text: ActText, path: Path, new: Sequence[Provision | Block]) -> None:
    """Put provisions in as the first parts of one."""
    node = text.bill.at(path)
    assert isinstance(node, Provision)
    refuse_doubles(text, path, new)
    heads = [index for index, item in enumerate(node.items) if _opens(item)]
    text.put_in((*path, heads[-1] + 1 if heads else 0), new)


def _opens(item: Node) -> bool:
    """Whether something stands before the first part of a provision: its number, heading or opening words."""
    if isinstance(item, Block):
        return item.tag in HEADS
    return isinstance(item, Provision) and item.tag in ("intro", "content")


def put_last(text: ActText, path: Path, new: Sequence[Provision | Block]) -> None:
    """Put provisions in as the last parts of one. Raises Refusal where words stand below its parts."""
    home = last_child(text.bill, path, new)
    refuse_doubles(text, home[:-1], new)
    parent = text.bill.at(home[:-1])
    below = [
        words_of(item)
        for item in (parent.items[home[-1] :] if isinstance(parent, Provision) else ())
        if isinstance(item, Block) or (isinstance(item, Provision) and item.tag in HOLDERS)
    ]
    if home[-1]:
        refuse_unlike(text.bill.at((*home[:-1], home[-1] - 1)), new[0])
    if below:
        said = " ".join(" ".join(below).split())
        raise Refusal(
            f"words stand at its end, below its parts, “{said if len(said) <= 60 else said[:57] + '…'}”",
            remedy="say after which of its parts this comes in",
        )
    text.put_in(home, new)


def last_child(act: Bill, path: Path, new: Sequence[Provision | Block]) -> Path:
    """Where provisions stand as the last parts of the one at a path."""
    node = act.at(path)
    assert isinstance(node, Provision)
    first = new[0]
    if isinstance(first, Block):
        return (*path, len(node.items))
    at = [index for index, item in enumerate(node.items) if isinstance(item, Provision) and item.tag not in HOLDERS]
    if not at:
        holders = [index for index, item in enumerate(node.items) if isinstance(item, Provision)]
        return (*path, holders[-1] + 1 if holders else len(node.items))
    last = node.items[at[-1]]
    assert isinstance(last, Provision)
    if is_group(last) and last.tag not in _GROUP_TAGS and not _opens_group(first):
        return last_child(act, (*path, at[-1]), new)
    if not _alike(last, first) and not is_group(node):
        deeper = [item for item in last.items if isinstance(item, Provision) and item.tag in NUMBERED]
        if deeper and _alike(deeper[-1], first):
            return last_child(act, (*path, at[-1]), new)
    return (*path, at[-1] + 1)


def refuse_unlike(there: Node, new: Provision | Block) -> None:
    """Refuse a numbered provision beside, or in the place of, one that is numbered in another way, (a) among (1)."""
    if not (isinstance(there, Provision) and isinstance(new, Provision)) or is_group(there) or is_group(new):
        return
    if there.number and new.number and not _alike(there, new):
        raise Refusal(f"“{new.number.words}” is no number that stands beside “{there.number.words}”")


def _alike(one: Provision, other: Provision) -> bool:
    if one.number is None or other.number is None:
        return one.number is None and other.number is None
    brackets = one.number.words.startswith("(") == other.number.words.startswith("(")
    return brackets and bool(set(families(one.label)) & set(families(other.label)))


def _opens_group(node: Provision | Block) -> bool:
    """Whether it is a Part, a Chapter or a heading with what stands under it."""
    return isinstance(node, Provision) and (node.tag in _GROUP_TAGS or node.get("name") == "crossheading")


def _outside(act: Bill, path: Path, new: Provision | Block, *, after: bool) -> Path:
    """The path of what a new heading, Part or Chapter goes beside: the provision named, or the heading or Part that it
    stands last, or first, in. Raises Refusal for a Part or Chapter in the middle of another."""
    assert isinstance(new, Provision)
    while len(path) > 1:
        parent = act.at(path[:-1])
        assert isinstance(parent, Provision)
        if not is_group(parent) or parent.tag == "body" or is_schedule(parent):
            return path
        inner = [index for index, item in enumerate(parent.items) if isinstance(item, Provision)]
        leaves = parent.get("name") == "crossheading" or (
            new.tag in _GROUP_TAGS and (parent.tag == "chapter" or (parent.tag == "part" and new.tag == "part"))
        )
        if not leaves:
            return path
        if path[-1] != (inner[-1] if after else inner[0]):
            if new.tag in _GROUP_TAGS:
                raise Refusal(f"a new {new.tag.capitalize()} cannot begin in the middle of another Part or heading")
            return path
        path = path[:-1]
    return path
