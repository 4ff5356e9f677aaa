"""An Act while a Bill's instructions are made in it: the tree as it stands, and whose each word of it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from amend.acts.act_words import ActWords
from amend.acts.place_in_act import ActTops, FoundPlace, place_in_act
from amend.acts.whose_words import WhoseWords
from amend.engine.apply import edit_tree
from amend.engine.apply.insertion_point import fit
from amend.engine.apply.quoted_words import fitted
from amend.engine.apply.range_edges import is_bare, run_on
from amend.errors import AddressError, AmendError, Refusal
from amend.model.eids import identified, named_after
from amend.model.outline import above, blocks, is_group
from amend.model.provision import NUMBERED, Bill, Block, Path, Provision, nodes
from amend.model.text import OBJECT, Text
from amend.model.textual import ActOperation, ActPlace, HeadingHint

_STOPS = ".,;:"
_FIRST_WORD = re.compile(r"\s*([A-Z][a-z]*)")
_OPENERS = frozenset(
    "A After All An Any Apart At Before But By Each Either Every For From If In It Its No Nothing On Where When The"
    " This That There These They Those Subject Such Until Unless With Without".split()
)
"""Words that begin a sentence and are no names."""
_LINKED = re.compile(r"\b(?:and|or)[,;]?\s*$")
"""The end of the last but one of a list that its next ends."""


class ActText:
    """The Act as far as it is made, which edits change; what the Act was stays as it is.

    bill: the Act now. before: as it stood. notes: what is to be said of the instruction that is being made.
    """

    def __init__(self, act: Bill) -> None:
        self.before = act
        self.bill = act
        self.whose = WhoseWords()
        self.notes: list[str] = []
        self._index = 0
        self._freed: set[str] = set()
        self._described: set[HeadingHint] = set()
        self._tops_before = self._tops = ActTops(act)
        self._taken = {node.eid for node in nodes(act.root) if isinstance(node, Provision) and node.eid}

    def begin(self, index: int) -> Bill:
        """What is done from now on is of the instruction of that index. Gives the Act, to go back to."""
        self._index = index
        self.notes = []
        self._freed = set()
        self.whose.begin()
        return self.bill

    def undo(self, act: Bill) -> None:
        """Take back what was done since `begin`, which gave the Act."""
        if self.bill is not act:
            self.bill, self._tops = act, ActTops(act)
        self._taken |= self._freed
        self.whose.undo()

    # What stands at a place

    def find(self, place: ActPlace) -> FoundPlace:
        """Where a place is now. Raises AddressError or Refusal."""
        return place_in_act(self.bill, place, self._tops)

    def words(self, place: ActPlace, found: FoundPlace) -> ActWords:
        """The words of a place."""
        was: ActWords | None = None
        if self.bill is not self.before:
            with suppress(AmendError):  # which says that the Bill puts the place in
                was = ActWords(self.before, place_in_act(self.before, place, self._tops_before), self.whose)
        return ActWords(self.bill, found, self.whose, was, self.notes)

    def described_otherwise(self, operations: Iterable[ActOperation]) -> Iterator[str]:
        """Where a bracketed description, which has no force, says another thing than the heading; each once."""
        for described in dict.fromkeys(d for operation in operations for d in operation.place.described):
            if described.provision is None or described in self._described:
                continue
            self._described.add(described)
            try:
                node = self.before.at(self._tops_before.find(self.before, described.provision))
            except AddressError:
                continue
            heading = node.heading.words if isinstance(node, Provision) and node.heading else ""
            words = described.words.strip("()")
            one, other = (" ".join(said.casefold().strip(" .").split()) for said in (heading, words))
            if heading and one not in other and other not in one:
                yield f"{described.provision} is described as “{words}”; its heading is “{heading}”"

    def numbered_elsewhere(self, new: Provision, gone: Sequence[Path]) -> list[Provision]:
        """The sections of the Act with the number of one that comes in, wherever they stand, but for what goes."""
        if new.tag != "section":
            return []
        there = [path for path in self._tops.paths("section", new.label) if path not in gone]
        return [node for path in there if isinstance(node := self.bill.at(path), Provision)]

    # Edits

    def replace(self, words: ActWords, start: int, end: int, new: str) -> edit_tree.TextSpot:
        """Put words in the place of those between two positions. Gives the spot just after them."""
        first, last = self._spot(words, start), self._spot(words, end)
        block, other = self.bill.at(first.path), self.bill.at(last.path)
        assert isinstance(block, Block)
        assert isinstance(other, Block)
        left = block.text.chars[: first.offset]
        new = self._without_double_stops(left, new, other.text.chars[last.offset :])
        taken, between, _ = fitted(left, new, other.text.chars[last.offset :])
        self._became(edit_tree.replace_words(self.bill, first, last, new, None))
        return edit_tree.TextSpot(first.path, first.offset - taken + len(between.rstrip()))

    def _without_double_stops(self, left: str, new: str, right: str) -> str:
        """Words without a stop that stands beside them already."""
        before, after, own = left.rstrip()[-1:], right.lstrip()[:1], new.strip()
        if own and own[0] in _STOPS and own[0] == before and len(own) > 1:
            new, own = own[1:], own[1:]
            self.notes.append(f"of two “{before}” side by side one stays")
        if own and own[-1] in _STOPS and own[-1] == after and len(own) > 1:
            new = own[:-1]
            self.notes.append(f"of two “{after}” side by side one stays")
        if not own and before and after and before in _STOPS and after in _STOPS:
            self.notes.append(f"“{before}” and “{after}” then stand side by side")
        return new

    def begin_again(self, spot: edit_tree.TextSpot, was: str, *, heading: bool) -> None:
        """Have words whose beginning went begin with a capital where they did so before; a heading with no stop.

        was: the character that they began with.
        """
        block = self.bill.at(spot.path)
        assert isinstance(block, Block)
        chars = block.text.chars
        start = 0 if heading else spot.offset
        blank = len(chars) - len(chars[start:].lstrip(f" \n{_STOPS}—–-" if heading else " \n"))
        if blank >= len(chars) or not was.isupper() or not (chars[blank].islower() or (heading and blank)):
            return
        self.edit(spot.path, (block.replaced(start if heading else blank, blank + 1, Text(chars[blank].upper())),))
        self.notes.append("what is left begins with a capital, as the first word did that went")

    def lower(self, spot: edit_tree.TextSpot) -> None:
        """Have a sentence that words now open go on with a small letter, where its first word is no name."""
        block = self.bill.at(spot.path)
        assert isinstance(block, Block)
        found = _FIRST_WORD.match(block.text.chars, spot.offset)
        if found and found[1] in _OPENERS:
            at = found.start(1)
            self.edit(spot.path, (block.replaced(at, at + 1, Text(block.text.chars[at].lower())),))
            self.notes.append(f"“{found[1]}” has a small letter now, for it no longer begins the sentence")

    def replace_nodes(self, paths: Sequence[Path], words: str, host: Path) -> None:
        """Put words in the place of whole provisions, where those run on from the words of a block before them."""
        first = next(path for path, _ in blocks(self.bill.at(paths[0]), paths[0]))
        last, block = list(blocks(self.bill.at(paths[-1]), paths[-1]))[-1]
        before = self.bill.at(host)
        assert isinstance(before, Block)
        ends = edit_tree.TextSpot(first, 0), edit_tree.TextSpot(last, len(block.text))
        spot = edit_tree.TextSpot(host, len(before.text))
        self._became(edit_tree.replace_words(self.bill, *ends, words, spot), (), paths[0][:-1])

    def put_in(self, path: Path, provisions: Sequence[Provision | Block]) -> None:
        """Put provisions before what stands at a path, or after the last of its parent."""
        new = self._named(path, provisions)
        self._became(edit_tree.put_in(self.bill, path, new), new, path[:-1])

    def _named(self, path: Path, provisions: Sequence[Provision | Block]) -> list[Provision | Block]:
        """Provisions as they stand at a path, with eIds of their own."""
        holding = [node for _, node in above(self.bill, path)]
        return [identified(one, named_after(holding, one), self._taken) for one in fit(self.bill, path, provisions)]

    def take_out(self, path: Path) -> None:
        """Take out what stands at a path."""
        self._free((path,))
        self._became(edit_tree.take_out(self.bill, path), (), path[:-1])
        self._note_empty(path[:-1])

    def _note_empty(self, path: Path) -> None:
        """Note a Part, a Chapter or an italic heading that nothing stands under any more."""
        node = self.bill.at(path)
        if isinstance(node, Provision) and is_group(node) and not any(isinstance(i, Provision) for i in node.items):
            said = " ".join(block.words for block in (node.number, node.heading) if block)
            if said:
                self.notes.append(f"“{said}” stays, and nothing stands under it now")

    def put_instead(self, paths: Sequence[Path], provisions: Sequence[Provision | Block]) -> None:
        """Put provisions in the place of others, which stand one after another or under headings of their own."""
        self._free(paths)
        for path in reversed(paths[1:]):
            self.take_out(path)
        self.put_in(paths[0], provisions)
        self.take_out((*paths[0][:-1], paths[0][-1] + len(provisions)))

    def edit(self, path: Path, new: Sequence[Provision | Block], inserted: Sequence[Provision | Block] = ()) -> None:
        """Put nodes in the place of the one at a path."""
        self._became(self.bill.edited(path, lambda _: tuple(new)), inserted, path[:-1])

    def put_structure(self, spot: edit_tree.TextSpot, provisions: Sequence[Provision | Block]) -> None:
        """Put provisions in at a spot in a sentence. What follows there goes on from a label that has no words, or from
        the last of them; below them where they are a list that the last but one ends: (a) …, or (b) …."""
        holder_path, at = spot.path[:-1], spot.path[-1]
        holder, block = self.bill.at(holder_path), self.bill.at(spot.path)
        assert isinstance(block, Block)
        if not (isinstance(holder, Provision) and holder.tag in ("intro", "content")):
            raise Refusal("provisions cannot come into words that stand below a list, or in a table")
        parent = self.bill.at(holder_path[:-1])
        assert isinstance(parent, Provision)
        rest = block.text.slice(spot.offset, len(block.text))
        later = [item for item in parent.items[holder_path[-1] + 1 :] if isinstance(item, Provision)]
        spoken = any(map(str.isalnum, rest.chars))
        if OBJECT in rest.chars or at + 1 < len(holder.items) or (spoken and later):
            raise Refusal(f"what follows, “{_short(rest.chars)}”, has no place after what comes in")
        self._refuse_doubles(parent, provisions)
        new = list(provisions)
        below: Text | None = None
        carried = bool(rest.chars.strip())
        if carried:
            if not isinstance(new[-1], Provision):
                raise Refusal(f"what follows, “{_short(rest.chars)}”, has no place after what comes in")
            new[-1], below = self._carried_on(new, rest)
        bill = self.bill
        if rest.chars:
            bill = bill.edited(spot.path, lambda _: (block.replaced(spot.offset, len(block.text), Text()),))
        path = (*holder_path[:-1], holder_path[-1] + 1)
        new = self._named(path, new)
        inserted = [one for node in new for _, one in blocks(node)]
        if below is not None:
            bill = edit_tree.put_in(bill, path, (Provision("wrapUp", (Block("p", below),)),))
        elif carried:
            inserted.pop()  # what follows is of the Act, as far as it was
        self._became(edit_tree.put_in(bill, path, new), inserted, path[:-1])

    def _carried_on(self, new: Sequence[Provision | Block], rest: Text) -> tuple[Provision, Text | None]:
        """The last of what comes in with what follows there, and what stands below the list instead."""
        last = new[-1]
        assert isinstance(last, Provision)
        spoken = any(map(str.isalnum, rest.chars))
        said = rest.chars.lstrip()
        if said[:1] in _STOPS and _last_words(last)[-1:] == said[:1] and not is_bare(last):
            self.notes.append(f"of two “{said[:1]}” side by side one stays")
            rest = rest.slice(len(rest.chars) - len(said) + 1, len(rest.chars))
        elif said[:1] and said[:1] in _STOPS and _last_words(last)[-1:] in _STOPS:
            self.notes.append(f"“{_last_words(last)[-1:]}” and “{said[:1]}” then stand side by side")
        if not spoken or is_bare(last):
            trimmed = rest.chars.lstrip() if is_bare(last) else rest.chars
            return run_on(last, Block("p", rest.slice(len(rest.chars) - len(trimmed), len(rest.chars)))), None
        listed = len(new) > 1 and _LINKED.search(_last_words(new[-2]))
        if not listed:
            self.notes.append(f"the words that follow, “{_short(rest.chars)}”, go on from {_named(last)}")
            joint = "" if rest.chars[:1] in (" ", "\n", *_STOPS) else " "
            return run_on(last, Block("p", Text(joint) + rest)), None
        self.notes.append(f"the words that follow, “{_short(rest.chars)}”, stand below {_named(last)}")
        stops = len(rest.chars) - len(rest.chars.lstrip(_STOPS))
        if stops and _last_words(last)[-1:] not in _STOPS:
            last = run_on(last, Block("p", rest.slice(0, stops)))
        words = rest.slice(stops, len(rest.chars))
        blank = len(words.chars) - len(words.chars.lstrip())
        return last, words.slice(blank, len(words.chars))

    def _refuse_doubles(self, parent: Provision, provisions: Sequence[Provision | Block]) -> None:
        have = {item.label for item in parent.items if isinstance(item, Provision) and item.label}
        for one in provisions:
            if isinstance(one, Provision) and one.label in have and one.tag in NUMBERED:
                raise Refusal(f"there is a {_named(one)} there already")

    def _free(self, paths: Sequence[Path]) -> None:
        """Have the eIds of provisions that go, for what comes in their place."""
        for path in paths:
            root = self.bill.at(path)
            went = nodes(root) if isinstance(root, Provision) else ()
            gone = {node.eid for node in went if isinstance(node, Provision) and node.eid} & self._taken
            self._freed |= gone
            self._taken -= gone

    def spot(self, path: Path, offset: int) -> edit_tree.TextSpot:
        """A character of a block."""
        return edit_tree.TextSpot(path, offset)

    def _spot(self, words: ActWords, position: int) -> edit_tree.TextSpot:
        segment, offset = words.reading.locate(position)
        return edit_tree.TextSpot(words.full(segment.path), offset)

    def _became(self, bill: Bill, inserted: Sequence[Provision | Block] = (), holder: Path | None = None) -> None:
        """Take an edit over. holder: the path of what provisions came into, or went out of."""
        self.whose.note(self.bill.root, bill.root, self._index, inserted)
        grouped = holder is not None and isinstance(node := self.bill.at(holder), Provision) and is_group(node)
        self.bill = bill
        if grouped:
            self._tops = ActTops(bill)


def _last_words(node: Provision | Block) -> str:
    found = [block.words for _, block in blocks(node)]
    return found[-1] if found else ""


def _named(node: Provision | Block) -> str:
    number = node.number if isinstance(node, Provision) else None
    return number.words if number else "what comes in"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else f"{words[:60].rsplit(' ', 1)[0]}…"


def with_number(provision: Provision, printed: str) -> Provision:
    """The provision with another number."""
    items = tuple(
        replace(item, text=Text(printed)) if isinstance(item, Block) and item.tag == "num" else item
        for item in provision.items
    )
    return replace(provision, items=items)
