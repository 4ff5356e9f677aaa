"""What amendments put in, as it is on the next print: its labels fit there, its references follow the numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from amend.drafting.carried import NextPrint
from amend.engine.apply.apply import Applied, Made
from amend.engine.compare.pairing import pair
from amend.engine.reprint.crossrefs import CrossReferences
from amend.engine.reprint.renumber import Labels
from amend.engine.reprint.reprint import with_labels
from amend.errors import AddressError
from amend.model.amendment import Insert, Matter, NewProvision, Operation, Substitute
from amend.model.numbering import between, families
from amend.model.outline import words_of
from amend.model.provision import Block, Node, Path, Provision, node_at, walk
from amend.model.text import Text

_MAY_CITE = re.compile(r"\d|\([0-9a-zA-Z]{1,5}\)|\b[Ss]chedules?\b")

NOT_FOLLOWED = "its references were not followed, for what holds it is not known on the old print: look at each"
"""What is said of an amendment whose references stay as they were, though the numbers of the Bill may have changed."""


class Followed:
    """What some amendments put in, followed to the numbers of the new print."""

    def __init__(self, prints: NextPrint, operations: Sequence[tuple[int, Operation]]) -> None:
        """operations: those whose place is on both prints, each by a number of its own."""
        self._prints = prints
        self._matter: dict[int, Operation] = {}
        self._told: dict[int, list[str]] = {}
        left = [(index, one) for index, one in operations if _may_follow(one)]
        while left:
            applied = prints.old.apply([(str(index), one) for index, one in left])
            made = {edit.index for edit in applied.edits}
            for at, operation in self._batch(applied, left):
                self._matter[at] = operation
            rest = [one for turn, one in enumerate(left) if turn not in made]
            if len(rest) == len(left):
                self._told |= {index: [NOT_FOLLOWED] for index, one in rest if may_cite(one)}
                return
            left = rest

    def operation(self, index: int, operation: Operation) -> Operation:
        """An operation with what it puts in as it is on the new print."""
        return self._matter.get(index, operation)

    def told(self, index: int) -> str:
        """What could not be followed; "" for nothing."""
        return "; ".join(self._told.get(index, ()))

    def _in_one_block(self, edit: Made) -> bool:
        """Whether an edit only put words for others in one block, so that all the rest stands where it stood."""
        locate = self._prints.old.reading.locate
        one, other = locate(edit.start)[0].path, locate(max(edit.start, edit.end - 1))[0].path
        return bool(edit.words) and not edit.inserted and one == other

    def _batch(self, applied: Applied, given: Sequence[tuple[int, Operation]]) -> list[tuple[int, Operation]]:
        """Those that were made together, each with its matter followed, where anything in it changes."""
        amended, prints = applied.bill, self._prints
        same_places = all(self._in_one_block(edit) for edit in applied.edits)
        came_to = {} if same_places else dict(pair(prints.old.bill, amended).pairs)
        labels = Labels()
        for old, there in prints.pairing.pairs:
            here = old if same_places else came_to.get(old)
            before, after = prints.old.bill.at(old), prints.new.bill.at(there)
            if here is None or not (isinstance(before, Provision) and isinstance(after, Provision)):
                continue
            if before.label and after.label and before.label != after.label:
                labels.of[here] = after.label
        inserted = {id(node): edit.index for edit in applied.edits for node in edit.inserted}
        came = [(path, node, inserted[id(node)]) for path, node in walk(amended.root) if id(node) in inserted]
        whose = {path: turn for path, _, turn in came}
        for path, node, turn in came:
            if isinstance(node, Provision) and node.label:
                others = frozenset(
                    other for other, theirs in whose.items() if theirs != turn and other[:-1] == path[:-1]
                )
                label = _fitting(amended.root, labels, path, node, others)
                if label != node.label:
                    labels.of[path] = label
        if not labels.of:
            return []
        again = with_labels(amended, labels, before=prints.old.bill) if came else None  # words need no new Bill
        moved = {before: now for now, before in again.came.items()} if again else {}
        paths = {id(node): path for path, node, _ in came}
        references = CrossReferences(amended, labels, prints.old.bill)
        done: list[tuple[int, Operation]] = []
        for edit in applied.edits:
            index, operation = given[edit.index]
            matter = _matter(operation)
            put = [again.bill.at(moved[paths[id(node)]]) for node in edit.inserted] if again else []
            provisions = tuple(node for node in put if isinstance(node, Provision | Block)) or matter.provisions
            path = prints.old.reading.locate(edit.start)[0].path
            holder = path[:-1] if same_places else came_to.get(path[:-1])
            words = matter.words
            if words and _MAY_CITE.search(words):
                if holder is None:
                    self._told.setdefault(index, []).append(NOT_FOLLOWED)
                else:
                    words = references.follow((*holder, path[-1]), Block("p", Text(words))).chars
            if references.left:
                self._told.setdefault(index, []).extend(references.left)
                references.left.clear()
            if words != matter.words or _said(provisions) != _said(matter.provisions):
                done.append((index, _with_matter(operation, replace(matter, words=words, provisions=provisions))))
        return done


def _fitting(root: Provision, labels: Labels, path: Path, node: Provision, others: frozenset[Path]) -> str:
    """The label of a provision that comes in, as it fits among the labels of the new print; its own where these are the
    old ones. others: what other amendments put into its list."""
    earlier, later = _sides(root, path, labels, others)
    if (earlier, later) == _sides(root, path, Labels(), others):
        return node.label
    for family in families(node.label):
        try:
            return between(earlier, later, family)
        except AddressError:
            continue
    return node.label


def may_cite(operation: Operation) -> bool:
    """Whether what an operation puts in may have references."""
    return bool(_MAY_CITE.search(_said_by(operation)))


def _may_follow(operation: Operation) -> bool:
    """Whether what an operation puts in may have labels or references."""
    matter = _matter(operation)
    return bool(matter.provisions) or bool(_MAY_CITE.search(matter.words))


def _matter(operation: Operation) -> Matter:
    match operation:
        case Insert(matter=matter) | Substitute(matter=matter):
            return matter
        case NewProvision(matter=provision):
            return Matter(provisions=(provision,))
        case _:
            return Matter()


def _with_matter(operation: Operation, matter: Matter) -> Operation:
    match operation:
        case Insert() | Substitute():
            return replace(operation, matter=matter)
        case NewProvision() if isinstance(matter.provisions[0], Provision):
            return replace(operation, matter=matter.provisions[0])
        case _:
            return operation


def _sides(root: Provision, path: Path, labels: Labels, others: frozenset[Path]) -> tuple[str | None, str | None]:
    """The labels before and after a place in its list."""
    parent = node_at(root, path[:-1])
    items = parent.items if isinstance(parent, Provision) else ()

    def first(indices: range) -> str | None:
        for index in indices:
            item, here = items[index], (*path[:-1], index)
            if isinstance(item, Provision) and item.label and here not in others:
                return labels.of.get(here, item.label)
        return None

    return first(range(path[-1] - 1, -1, -1)), first(range(path[-1] + 1, len(items)))


def _said_by(operation: Operation) -> str:
    matter = _matter(operation)
    return " ".join((matter.words, *_said(matter.provisions)))


def _said(provisions: Sequence[Node]) -> list[str]:
    return [words_of(node) for node in provisions]
