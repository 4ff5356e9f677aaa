"""Each operation that a Bill asks for, made to an Act.

What an instruction says and the Act does not bear out is refused, with what is there. Ranges take both quoted ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from amend.acts import act_numbers, act_order
from amend.acts.act_siblings import put_beside, put_first, put_last, refuse_doubles, refuse_unlike
from amend.acts.act_text import ActText
from amend.acts.act_words import ActWords
from amend.acts.place_in_act import FoundPlace
from amend.acts.stands_already import Run, StandsAlready, refuse_inserted, refuse_replaced
from amend.engine.apply.edit_tree import TextSpot
from amend.engine.apply.quoted_words import occurrences
from amend.errors import Refusal
from amend.model.amendment import After, Before, Beginning, Matter, ProvisionEnd, Words
from amend.model.outline import blocks, is_group, is_repealed, words_of
from amend.model.provision import Block, Node, Path, Provision
from amend.model.text import Text
from amend.model.textual import (
    ActObject,
    ActOperation,
    ActPlace,
    ActPoint,
    ActRange,
    BecomeInAct,
    InOrder,
    InsertInAct,
    Itself,
    LinkingWord,
    MoveInAct,
    NextTo,
    OmitFromAct,
    SubstituteInAct,
)

_STOP = re.compile(r"[.,;:]+$")
_SENTENCE = re.compile(r"[“(]?[A-Z].*[.!?][”)]*", re.DOTALL)
_LINK = re.compile(r"[,;]?\s+(and|or)$")


def make(text: ActText, operation: ActOperation, known: FoundPlace | None = None) -> None:
    """Make an operation. known: its place, where that was found before; None to find it now.

    Raises AddressError or Refusal; the text may then be half made (see `ActText.undo`).
    """
    place = operation.place
    found = known or text.find(place)
    _refuse_repealed(text, found, operation)
    match operation:
        case InsertInAct(_, point, matter):
            _insert(text, found, place, point, matter)
        case OmitFromAct(_, thing):
            _put_for(text, found, place, thing, Matter())
        case SubstituteInAct(_, thing, matter):
            _put_for(text, found, place, thing, matter)
        case BecomeInAct(_, thing, becomes, form):
            act_numbers.become(text, found, place, becomes if isinstance(thing, Itself) else None, form)
        case MoveInAct(_, after, heading):
            if after is None:
                act_order.move_in_order(text, found)
            else:
                act_numbers.move(text, found, after, heading=heading)
        case _:
            assert_never(operation)


def _refuse_repealed(text: ActText, found: FoundPlace, operation: ActOperation) -> None:
    """Refuse a change in a provision that is repealed, which the Act has as dots. One that comes in its place is noted.

    Raises StandsAlready for its repeal.
    """
    nodes = [text.bill.at(path) for path in found.nodes]
    if found.heading or not all(isinstance(node, Provision) and is_repealed(node) for node in nodes):
        return
    match operation:
        case OmitFromAct(_, Itself()):
            raise StandsAlready("it is repealed already, and only dots stand there")
        case SubstituteInAct(_, Itself()):
            text.notes.append(f"{operation.place.provision} was repealed, and stands again")
        case InsertInAct(_, After() | Before() | Beginning() | ProvisionEnd() | InOrder()):
            raise Refusal("it is repealed, and only dots stand there")
        case OmitFromAct() | SubstituteInAct():
            raise Refusal("it is repealed, and only dots stand there")
        case _:
            return


def _insert(text: ActText, found: FoundPlace, place: ActPlace, point: ActPoint, matter: Matter) -> None:
    rows = act_order.rows_put_in(matter.provisions) if isinstance(point, Beginning | ProvisionEnd | NextTo) else []
    if rows and act_order.is_of_table(text, found):
        after = isinstance(point, ProvisionEnd) or (isinstance(point, NextTo) and point.side == "after")
        act_order.put_rows(text, found, rows, after=after)
        return
    match point:
        case After(words) | Before(words):
            there = text.words(place, found)
            runs = _one_for_structure(there.find(words), matter)
            _tell_headings(text, there, words)
            refuse_inserted(there.reading.words, runs, matter.words, after=isinstance(point, After))
            for start, end in reversed(runs):
                at = end if isinstance(point, After) else start
                _put(text, there, at, at, matter)
        case Beginning():
            if matter.words or found.words is not None:
                there = text.words(place, found)
                spot = _put(text, there, there.start, there.start, matter)
                if matter.words.rstrip().endswith(",") and not matter.provisions:
                    text.lower(spot)
            else:
                put_first(text, found.first, matter.provisions)
        case ProvisionEnd():
            _at_end(text, found, place, matter)
        case NextTo(side, linking):
            _beside(text, found, place, side == "after", linking, matter)
        case InOrder():
            act_order.put_in_order(text, found, matter.provisions)
        case _:
            assert_never(point)


def _one_for_structure(runs: list[Run], matter: Matter) -> list[Run]:
    if matter.provisions and len(runs) > 1:
        raise Refusal("provisions cannot come in at more than one place")
    return runs


def _put(text: ActText, words: ActWords, start: int, end: int, matter: Matter) -> TextSpot:
    """Put matter in the place of the words between two positions. Gives the spot just after its words."""
    if matter.words or start < end:
        spot = text.replace(words, start, end, matter.words)
        if start == words.start and (words.found.heading or not matter.words):
            text.begin_again(spot, words.reading.words[start : start + 1], heading=words.found.heading)
    else:
        segment, offset = words.reading.locate(start)
        spot = text.spot(words.full(segment.path), offset)
    if matter.provisions:
        text.put_structure(spot, matter.provisions)
    return spot


def _at_end(text: ActText, found: FoundPlace, place: ActPlace, matter: Matter) -> None:
    """Put matter at the end of a place: words run on, provisions become its last."""
    if matter.words or found.words is not None:
        matter = _run_on(text, found, place, matter)
        if not matter.provisions or found.words is not None:
            return
    put_last(text, found.last, matter.provisions)


def _run_on(text: ActText, found: FoundPlace, place: ActPlace, matter: Matter) -> Matter:
    """Put the words of matter at the end of a place, before the stop that ends it where they go on with its sentence.

    Gives the matter with that stop at the end of its provisions, where it has some that end without one.
    """
    there = text.words(place, found)
    end = there.end
    segment = (there.segments or there.reading.segments)[-1]
    said = there.reading.words[segment.start : end].rstrip()
    end = segment.start + len(said)
    stop = _STOP.search(said)
    own = matter.words.strip()
    goes_on = bool(own) and not _SENTENCE.fullmatch(own) and own not in ("and", "or", "but")
    if stop is None or not goes_on:
        _put(text, there, end, end, Matter(matter.words, matter.provisions if found.words is not None else ()))
        return matter
    if matter.provisions and found.words is not None:
        raise Refusal("words and provisions at the end of a part of a provision have no place")
    start = segment.start + stop.start()
    links = _LINK.search(f" {own}")
    keeps = "" if _STOP.search(own) or matter.provisions or links else stop[0]
    if links and not matter.provisions:
        text.notes.append(f"“{stop[0]}” at the end goes for “{own}”")
    text.replace(there, start, end, own + keeps)
    if matter.provisions and not _STOP.search(words_of(matter.provisions[-1]).rstrip()):
        return Matter(matter.words, _ending_in(text, matter.provisions, stop[0]))
    return matter


def _beside(text: ActText, found: FoundPlace, place: ActPlace, after: bool, linking: str, matter: Matter) -> None:
    """Put matter next to a place. linking: the word at its end that then follows what comes in."""
    if linking:
        there = text.words(place, found)
        start, end = _linking_run(there, linking)
        text.replace(there, start, end, "")
    if matter.words and after and found.words is None:
        matter = _run_on(text, found, place, matter)
    elif matter.words:
        raise Refusal("words cannot come in beside a provision", remedy="say after which words they come")
    if matter.provisions:
        new = _ending_in(text, matter.provisions, linking) if linking else matter.provisions
        put_beside(text, found, new, after=after)


def _ending_in(text: ActText, provisions: Sequence[Provision | Block], word: str) -> tuple[Provision | Block, ...]:
    """Provisions with a word after the last of their words."""
    last = provisions[-1]
    found = [path for path, block in blocks(last) if block.words]
    if word.isalpha() and words_of(last).endswith("."):
        text.notes.append(f"“{word}” then stands after the full stop that ends what comes in")
    return (*provisions[:-1], _with_ending(last, found[-1], f" {word}" if word.isalpha() else word))


def _with_ending(node: Provision | Block, path: Path, words: str) -> Provision | Block:
    if not path:
        assert isinstance(node, Block)
        return Block(node.tag, node.text + Text(words), node.attributes, node.objects)
    assert isinstance(node, Provision)
    inner = node.items[path[0]]
    assert isinstance(inner, Provision | Block)
    items = (*node.items[: path[0]], _with_ending(inner, path[1:], words), *node.items[path[0] + 1 :])
    return Provision(node.tag, items, node.attributes)


def _linking_run(words: ActWords, word: str) -> Run:
    """Where the last word of a place is. Raises Refusal where that is another."""
    segment = (words.segments or words.reading.segments)[-1]
    said = words.reading.words[segment.start : words.end]
    found = re.search(rf"(?<!\w){re.escape(word)}(?=[,;—]?\s*$)", said)
    if found is None:
        tail = " ".join(said.split()[-6:])
        raise Refusal(f"“{word}” is not the last word there: it ends “{tail}”")
    return segment.start + found.start(), segment.start + found.end()


# What goes, and what comes in its place


def _put_for(text: ActText, found: FoundPlace, place: ActPlace, thing: ActObject, matter: Matter) -> None:
    match thing:
        case Words():
            there = text.words(place, found)
            for start, end in reversed(_one_for_structure(_found(text, there, thing, matter), matter)):
                _put(text, there, start, end, matter)
        case ActRange():
            there = text.words(place, found)
            start, end = _range(there, thing)
            _put(text, there, start, _before_the_stop(text, there, end, matter), matter)
        case Itself(but):
            _put_for_itself(text, found, place, but, matter)
        case LinkingWord(word, side):
            there = _before(text, found) if side == "before" else text.words(place, found)
            start, end = _linking_run(there, word)
            _put(text, there, start, end, matter)
        case _:
            assert_never(thing)


def _tell_headings(text: ActText, there: ActWords, words: Words) -> None:
    """Note where words of which every one is meant stand in a heading as well, which the instruction does not name."""
    if words.places and occurrences(there.headings, words.quote, 0, len(there.headings)):
        text.notes.append(f"“{words.quote}” is in a heading there too, which stays as it is")


def _found(text: ActText, there: ActWords, words: Words, matter: Matter) -> list[Run]:
    """Where the words are that go. Raises Refusal, which says so where the Act reads as it is to read."""
    try:
        runs = there.find(words)
        _tell_headings(text, there, words)
        refuse_replaced(there.reading.words, runs, words.quote, matter.words)
        return runs
    except Refusal as refusal:
        if matter.words and not there.occurrences(words.quote) and there.occurrences(matter.words):
            fault = f"“{words.quote}” is not there, and “{matter.words}” is: the Act given has this change already"
            raise StandsAlready(fault) from None
        raise refusal from None


def _range(words: ActWords, thing: ActRange) -> Run:
    """From one point to another; the words quoted at either end are in it."""
    match thing.start:
        case Beginning():
            starts = [words.start]
        case Words():
            starts = [run[0] for run in words.find(thing.start)]
        case After(inner):
            starts = [run[1] for run in words.find(inner)]
        case _:
            assert_never(thing.start)
    start = starts[0]
    match thing.end:
        case ProvisionEnd():
            end = _end_of(words, thing.end)
        case Words():
            end = words.find_after(thing.end, start)[1]
        case Before(inner):
            end = words.find_after(inner, start)[0]
        case _:
            assert_never(thing.end)
    if end < start:
        raise Refusal("the end of the words stands before their beginning")
    return start, end


def _before_the_stop(text: ActText, words: ActWords, end: int, matter: Matter) -> int:
    """The end of words that go up to the end of a provision: its last stop stays, unless what comes in has one."""
    if end != words.end:
        return end
    segment, _ = words.reading.locate(end)
    said = words.reading.words[segment.start : end]
    if link := _LINK.search(said):
        text.notes.append(f"“{link[1]}” at the end of the provision goes with the other words")
    new = matter.provisions[-1:] or (matter.words,)
    last = new[0] if isinstance(new[0], str) else " ".join(block.words for _, block in blocks(new[0]))
    stop = _STOP.search(said)
    return end if stop is None or _STOP.search(last.rstrip()) else end - len(stop[0])


def _end_of(words: ActWords, end: ProvisionEnd) -> int:
    """The end of the place, or of the numbered part of it that is named. Raises Refusal where it has no such part, or
    more than one."""
    if not end.label:
        return words.end
    named = [path for path, node in words.reading.bill.provisions() if node.label == end.label and len(path) > 1]
    nearest = [path for path in named if len(path) == min(map(len, named))]
    if len(nearest) != 1:
        what = f"{end.unit} {end.label if end.bare else f'({end.label})'}".strip()
        raise Refusal(f"it has {len(nearest) or 'no'} {what}, to whose end the words would go")
    return words.reading.extent(nearest[0])[1]


def _before(text: ActText, found: FoundPlace) -> ActWords:
    """The words of what stands just before a place: the part before it, or the words that open the list."""
    path = found.first
    parent = text.bill.at(path[:-1])
    assert isinstance(parent, Provision)
    for index in range(path[-1] - 1, -1, -1):
        item = parent.items[index]
        if isinstance(item, Provision):
            return ActWords(text.bill, FoundPlace(((*path[:-1], index),)), text.whose)
    raise Refusal("nothing stands before it")


def _put_for_itself(text: ActText, found: FoundPlace, place: ActPlace, but: str, matter: Matter) -> None:
    if but == "heading" and matter.words:
        raise Refusal("words cannot come in the place of what stands below a heading")
    if but and but != "heading":
        _linking_run(text.words(place, found), but)  # which refuses what does not end so
        before = _before(text, found)
        if _opens(text.bill.at(before.found.first)):
            raise Refusal(f"“{but}” cannot stay: nothing stands before it that it could link")
        text.replace(before, before.end, before.end, but)
    if place.provision is None and not place.portions:
        if matter.words or matter.provisions:
            raise Refusal("nothing can come in the place of a whole Act")
        act_numbers.repeal(text)
    elif found.words is not None:
        _put_for_words(text, found, place, matter)
    elif but == "heading" and _has_own_heading(text, found):
        act_numbers.below_heading(text, found, matter.provisions)
    elif matter.provisions:
        if matter.words:
            raise Refusal("words and provisions cannot come in the place of whole provisions")
        new = matter.provisions
        if act_order.is_of_table(text, found) and (rows := act_order.rows_put_in(new)):
            new = act_order.like_rows(text, found.first[:-1], rows)
        refuse_doubles(text, found.first[:-1], new, found.nodes)
        refuse_unlike(text.bill.at(found.first), new[0])
        text.put_instead(found.nodes, new)
    elif matter.words:
        host = _before(text, found)
        if not _opens(text.bill.at(host.found.first)):
            raise Refusal(
                "words cannot come in the place of one part of a list", remedy="quote the words that they are for"
            )
        segment = host.segments[-1]
        stop = _STOP.search(words_of(text.bill.at(found.last)).rstrip())
        kept = stop[0] if stop and not _STOP.search(matter.words.rstrip()) else ""
        text.replace_nodes(found.nodes, matter.words + kept, host.full(segment.path))
    else:
        for path in reversed(found.nodes):
            text.take_out(path)


def _opens(node: Node) -> bool:
    """Whether it is what opens a list."""
    return isinstance(node, Provision) and node.tag in ("intro", "content")


def _put_for_words(text: ActText, found: FoundPlace, place: ActPlace, matter: Matter) -> None:
    """Put matter in the place of a heading, or of other words that have no number."""
    assert found.words is not None
    if matter.words or matter.provisions or found.part is not None:
        there = text.words(place, found)
        if found.heading and matter.provisions:
            raise Refusal("provisions cannot come in the place of a heading")
        _put(text, there, there.start, there.end, matter)
    elif found.heading and _is_over_others(text, found):
        act_numbers.without_heading(text, found)
    else:
        for path in reversed(found.words):
            text.take_out(path)


def _has_own_heading(text: ActText, found: FoundPlace) -> bool:
    """Whether a place is a Part, a Chapter or what stands under an italic heading, with that heading."""
    node = text.bill.at(found.first)
    return isinstance(node, Provision) and is_group(node) and node.heading is not None


def _is_over_others(text: ActText, found: FoundPlace) -> bool:
    node = text.bill.at(found.first)
    return isinstance(node, Provision) and node.get("name") == "crossheading"
