"""(Bill, amendments) -> Bill': every address resolved on the print as published, then edited; one outcome each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Literal

from amend.engine.apply import edit_tree
from amend.engine.apply.collisions import TakenPlaces
from amend.engine.apply.open_tree import OpenTree
from amend.engine.apply.quoted_words import fitted
from amend.engine.apply.resolve import Resolved, Resolver
from amend.errors import AmendError, Refusal
from amend.model.amendment import Operation
from amend.model.eids import identified, named_after
from amend.model.frozen import frozen
from amend.model.lines import Reading
from amend.model.made import recorded
from amend.model.numbering import Family, LabelOrder, order
from amend.model.outline import HEADS, above
from amend.model.provision import Bill, Block, Provision, nodes

_NUMBERED = re.compile(r"(NC|NS)?([A-Z]*[0-9]+[A-Z]*)")


@frozen
class Outcome:
    """What became of one amendment.

    amendment: its number. place: where it falls, as cited; "" when it was not found. reason: why it was refused,
    and what would work; "" when it was applied.
    """

    amendment: str
    outcome: Literal["applied", "refused"]
    place: str = ""
    reason: str = ""


@frozen
class Made:
    """An edit that was made. index: of its amendment in the order given; an amendment that moves text makes two.

    start, end: what it left out, as positions in the Reading of the print; the same twice for nothing. words: what it
    put there. inserted: the provisions that it put in, which are the very ones of the amended Bill.
    """

    index: int
    start: int
    end: int
    words: str = ""
    inserted: tuple[Provision | Block, ...] = ()


@frozen
class Applied:
    """The Bill as amended, an outcome for each amendment in the order given, and the edits made in reading order."""

    bill: Bill
    outcomes: tuple[Outcome, ...]
    edits: tuple[Made, ...] = ()


@frozen
class _Pending:
    """An amendment that has its place, on its way to be made."""

    index: int
    number: str
    rank: LabelOrder
    resolved: Resolved


class Prepared:
    """A print made ready to be amended: what is found out once for any number of sets of amendments to it.

    bill: the print. reading: its words and lines.
    """

    def __init__(self, bill: Bill, *, whole: bool = False, lines: str = "") -> None:
        """whole: the text is that of a new clause (see `resolve`). lines: as its paper has them (see `Amendment`)."""
        self.bill = bill
        self.reading = Reading(bill)
        self._resolver = Resolver(self.reading, whole=whole, lines=lines)
        self._last: tuple[Operation, Resolved] | None = None

    def resolve(self, operation: Operation) -> Resolved:
        """The place of an operation on the print. Raises Refusal.

        The last one is kept, for whoever makes an amendment asks afterwards where it was.
        """
        last = self._last
        if last is None or last[0] != operation:
            self._last = last = operation, self._resolver.resolve(operation)
        return last[1]

    def apply(self, operations: Iterable[tuple[str, Operation]]) -> Applied:
        """Make amendments to the print (see the function of this name)."""
        numbered = list(operations)
        outcomes: dict[int, Outcome] = {}
        moves: list[_Pending] = []
        for index, (number, operation) in enumerate(numbered):
            try:
                resolved = self.resolve(operation)
            except AmendError as error:
                outcomes[index] = Outcome(number, "refused", reason=str(error))
            else:
                moves.append(_Pending(index, number, (*number_key(number), index), resolved))
        accepted = list(_accepted(sorted(moves, key=lambda move: move.rank), outcomes))
        amended, made_ = _made(self, accepted, outcomes)
        return Applied(amended, tuple(outcomes[index] for index in range(len(numbered))), made_)

    @cached_property
    def eids(self) -> frozenset[str]:
        """The eIds of the print."""
        return frozenset(node.eid for node in nodes(self.bill.root) if isinstance(node, Provision) and node.eid)


def apply_operations(bill: Bill | Prepared, operations: Iterable[tuple[str, Operation]]) -> Applied:
    """Make amendments to a print. operations: each with its number.

    All are resolved on the print as given, so none sees what another did. Those at one point stand in the order of
    their numbers. An amendment to words that an earlier one leaves out is refused (pre-emption: Erskine May, paragraph
    28.105). A refused amendment changes nothing, and the others are made. Asked for none, it gives the same Bill.
    """
    prepared = bill if isinstance(bill, Prepared) else Prepared(bill)
    return prepared.apply(operations)


def _accepted(moves: Iterable[_Pending], outcomes: dict[int, Outcome]) -> Iterator[_Pending]:
    """Those that change no words which an earlier one does, given in their order; the outcome of each is noted."""
    taken = TakenPlaces()
    accepted: list[_Pending] = []
    for move in moves:
        first = taken.first(move.resolved)
        place = move.resolved.place
        if first is None:
            accepted.append(move)
            taken.add(move.resolved)
            outcomes[move.index] = Outcome(move.number, "applied", place)
            yield move
            continue
        reason = f"amendment {accepted[first].number} already changes these words; make one of the two"
        outcomes[move.index] = Outcome(move.number, "refused", place, reason)


def number_key(number: str) -> LabelOrder:
    """Sorts the numbers of amendments as a paper does: 1, 2, 2A, 10, then NC1, NC2, then whatever else."""
    match = _NUMBERED.fullmatch(number)
    if match is None:
        return (2, number, ())
    return (bool(match[1]), match[1] or "", order(match[2], Family.NUMBER))


def _made(prepared: Prepared, moves: list[_Pending], outcomes: dict[int, Outcome]) -> tuple[Bill, tuple[Made, ...]]:
    """The Bill with the moves made, from the last place to the first, and the edits that made them."""
    bill, reading = prepared.bill, prepared.reading
    if not moves:
        return bill, ()
    taken = set(prepared.eids) if any(m.resolved.inserted or m.resolved.moved for m in moves) else set[str]()
    steps = [(move, step) for move in moves for step in _steps(_identified(bill, move.resolved, taken))]
    tree = OpenTree(bill.root)
    made: set[str] = set()
    done: list[Made] = []
    ordered = sorted(steps, key=lambda s: (_position(s[1], reading), s[0].rank), reverse=True)
    ordered, joined = _joined(ordered)
    for many in _by_block(ordered, reading):
        each = [part for move, step in many for part in joined.get(id(step), [(move, step)])]
        tree.begin()
        try:
            if len(many) > 1:
                _reword(tree, reading, [step for _, step in many])
            else:
                _make(tree, reading, many[0][1])
            made |= {move.number for move, _ in each}
            done += [_as_made(move, step) for move, step in each]
        except Refusal as refusal:
            tree.undo()
            for move, _ in each:
                outcomes[move.index] = Outcome(move.number, "refused", move.resolved.place, str(refusal))
    amended = recorded(replace(bill, root=tree.root()), sorted(made, key=number_key)) if made else bill
    return amended, tuple(reversed(done))


def _as_made(move: _Pending, step: Resolved) -> Made:
    inserted = tuple(provision for home in step.inserted for provision in home.provisions)
    return Made(move.index, step.start, step.end, step.words, inserted)


_Steps = list[tuple[_Pending, Resolved]]


def _joined(ordered: _Steps) -> tuple[_Steps, dict[int, _Steps]]:
    """The edits, of which words that come in just where others are left out are one with these: made after it, the one
    would take what the other put there. Second, by the id of such an edit, those that went into it, the last first.
    """
    removing = {step.start: at for at, (_, step) in enumerate(ordered) if step.start < step.end and not step.whole}
    into: dict[int, _Steps] = {}
    kept: _Steps = []
    for move, step in ordered:
        if step.start == step.end and step.words and not step.inserted and step.start in removing:
            into.setdefault(step.start, []).append((move, step))
        else:
            kept.append((move, step))
    joined: dict[int, _Steps] = {}
    for at, (move, step) in enumerate(kept):
        if step.start < step.end and not step.whole and (parts := into.get(step.start)):
            words = ""
            for piece in filter(None, (*(part.words for _, part in reversed(parts)), step.words)):
                taken, between, _ = fitted(words, piece, "")
                words = words[: len(words) - taken] + between
            one = replace(step, words=words)
            kept[at] = (move, one)
            joined[id(one)] = [(move, step), *parts]
    return kept, joined


def _by_block(
    ordered: Iterable[tuple[_Pending, Resolved]], reading: Reading
) -> Iterator[list[tuple[_Pending, Resolved]]]:
    """The edits, from the last place to the first, those together that only change words of one block apart from one
    another, for a long block is made anew once."""
    run: list[tuple[_Pending, Resolved]] = []
    for move, step in ordered:
        below = run[-1][1] if run else None
        together = below is not None and step.end + edit_tree.APART <= below.start
        if not (together and _is_words(step, reading) and below and _is_words(below, reading)) or (
            below and _spot(reading, step.start).path != _spot(reading, below.start).path
        ):
            if run:
                yield run
            run = []
        run.append((move, step))
    if run:
        yield run


def _is_words(step: Resolved, reading: Reading) -> bool:
    """Whether an edit only changes words of one block, with words on either side."""
    if step.whole or step.inserted or step.moved is not None or not (step.start < step.end or step.words):
        return False
    segment = reading.locate(step.start)[0]
    words = reading.words[step.start - edit_tree.APART // 4 : step.start], reading.words[step.end : step.end + 20]
    inside = segment.start + edit_tree.APART < step.start and step.end + edit_tree.APART < segment.end
    return inside and all(map(str.strip, words))


def _reword(tree: OpenTree, reading: Reading, steps: list[Resolved]) -> None:
    """Make edits to the words of one block, given from the last to the first."""
    spots = [(_spot(reading, step.start), _spot(reading, step.end), step.words) for step in reversed(steps)]
    edit_tree.reword(tree, spots[0][0].path, [(start.offset, end.offset, words) for start, end, words in spots])


def _steps(resolved: Resolved) -> tuple[Resolved, ...]:
    """The edits of an amendment: one; two for a move, which takes out at one place and puts in at another; or one for
    each of several places."""
    if resolved.spots:
        return tuple(replace(resolved, start=start, end=end, spots=()) for start, end in resolved.spots)
    if resolved.moved is None:
        return (resolved,)
    return replace(resolved, moved=None), replace(
        resolved, moved=None, whole=(), end=resolved.start, inserted=(resolved.moved,)
    )


def _position(resolved: Resolved, reading: Reading) -> tuple[float, ...]:
    """Where in the tree an edit is, for sorting: a gap before an item sorts just before the item."""
    if resolved.whole:
        return resolved.whole[0]
    if resolved.start == resolved.end and not resolved.words and resolved.inserted:
        path = resolved.inserted[0].path
        return (*path[:-1], path[-1] - 0.5)
    segment, offset = reading.locate(resolved.start)
    return (*segment.path, offset)


def _identified(bill: Bill, resolved: Resolved, taken: set[str]) -> Resolved:
    """The same with eIds on what is put in."""
    inserted = []
    for home in resolved.inserted:
        holding = [node for _, node in above(bill, home.path)]
        new = tuple(identified(provision, named_after(holding, provision), taken) for provision in home.provisions)
        inserted.append(replace(home, provisions=new))
    return replace(resolved, inserted=tuple(inserted))


def _make(tree: OpenTree, reading: Reading, resolved: Resolved) -> None:
    """Make one edit."""
    if resolved.whole and resolved.inserted and resolved.inserted[0].path == resolved.whole[0]:
        _put_instead(tree, resolved)
        return
    if resolved.whole:
        for path in reversed(resolved.whole):
            edit_tree.take_out(tree, path)
    elif resolved.start < resolved.end or resolved.words:
        start, end = _spot(reading, resolved.start), _spot(reading, resolved.end)
        edit_tree.replace_words(tree, start, end, resolved.words, _host(reading, resolved.start))
    for home in reversed(resolved.inserted):
        edit_tree.put_in(tree, home.path, home.provisions)


def _put_instead(tree: OpenTree, resolved: Resolved) -> None:
    """Put provisions in where others go: in first, then out, so that what holds them is never empty."""
    (home, *others), first = resolved.inserted, resolved.whole[0]
    edit_tree.put_in(tree, home.path, home.provisions)
    for path in reversed(resolved.whole):
        beside = path[: len(first) - 1] == first[:-1]
        place = (*first[:-1], path[len(first) - 1] + len(home.provisions), *path[len(first) :]) if beside else path
        edit_tree.take_out(tree, place)
    for further in reversed(others):
        edit_tree.put_in(tree, further.path, further.provisions)


def _spot(reading: Reading, position: int) -> edit_tree.TextSpot:
    segment, offset = reading.locate(position)
    return edit_tree.TextSpot(segment.path, offset)


def _host(reading: Reading, position: int) -> edit_tree.TextSpot | None:
    """The end of the words just before a position; None when a number or heading stands there instead."""
    before = reading.before(position)
    if before is None or before.tag in HEADS:
        return None
    return edit_tree.TextSpot(before.path, before.offset + before.end - before.start)
