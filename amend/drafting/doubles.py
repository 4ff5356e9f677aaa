"""What amendments give twice, or out of order: one label to two provisions, the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from amend.drafting.known_print import KnownText
from amend.engine.apply.apply import Made
from amend.errors import AddressError
from amend.model.amendment import Amendment
from amend.model.citation import address_of
from amend.model.finding import RuleFinding
from amend.model.numbering import families, order
from amend.model.provision import Bill, Path, Provision, walk


def doubles(
    bill: Bill, edits: Sequence[Made], amendments: Sequence[Amendment], known: KnownText | None = None
) -> tuple[RuleFinding, ...]:
    """A finding for each amendment that repeats another, or gives a label that is taken or out of order.

    bill: as amended by the edits, whose index is that of an amendment. known: what was found out of it before.
    """
    return *_same_words(edits, amendments), *_labels(known or KnownText(bill), edits, amendments)


def _same_words(edits: Sequence[Made], amendments: Sequence[Amendment]) -> Iterator[RuleFinding]:
    made = {edit.index for edit in edits}
    first: dict[tuple[str, ...], Amendment] = {}
    for index, one in enumerate(amendments):
        if index not in made:
            continue  # that it was refused is said already
        said = (" ".join(one.words.split()), one.print, one.amends, one.after, one.before)
        other = first.setdefault(said, one)
        if other is not one:
            whose = f"those of amendment {other.name}" if other.name != one.name else "given twice under this number"
            yield RuleFinding(f"its words are {whose}; table one of the two", amendment=one.name, code="A202")


def _labels(text: KnownText, edits: Sequence[Made], amendments: Sequence[Amendment]) -> Iterator[RuleFinding]:
    """A finding for each provision put in whose label another has, or that stands after one with a later label."""
    by = {id(node): amendments[edit.index].name for edit in edits for node in edit.inserted if _label(node)}
    if not by:
        return
    bill, targets = text.bill, text.targets
    told: set[frozenset[Path]] = set()
    for path, node in walk(bill.root):
        if id(node) not in by or not isinstance(node, Provision):
            continue
        beside = [(at, other) for at in targets.list_of(path) if (other := targets.provision(at)) is not None]
        name, number = by[id(node)], _label(node)
        for at, other in beside:
            pair = frozenset((path, at))
            if at != path and _label(other) == number and pair not in told:
                told.add(pair)
                yield _twice(bill, at, number, by.get(id(other)), name)
        before = next((other for at, other in reversed(beside) if at < path and _label(other)), None)
        if before is not None and id(before) in by and _is_later(before, node):
            whose = f"{_label(before)}, which amendment {by[id(before)]} puts in"
            message = f"{number} stands after {whose}; number them in order"
            yield RuleFinding(message, str(address_of(bill, path) or ""), name, code="A204")


def _twice(bill: Bill, at: Path, number: str, other: str | None, name: str) -> RuleFinding:
    place = str(address_of(bill, at) or "")
    if other is None:
        message = f"it puts in {number}, and there is one already; give it a label of its own"
        return RuleFinding(message, place, name, code="A203")
    whose = f"amendment {other} does too" if other != name else "it puts in another of that label"
    message = f"it puts in {number}, and {whose}; give one of the two another label"
    return RuleFinding(message, place, name, code="A203")


def _label(node: object) -> str:
    """The number as printed; "" for what has none, or one that is left to the clerks."""
    if not isinstance(node, Provision) or node.number is None or not node.label:
        return ""
    return " ".join(node.number.words.split())


def _is_later(one: Provision, other: Provision) -> bool:
    """Whether the label of the first sorts after that of the second in every family that both can be of."""
    found = False
    for family in families(one.label):
        try:
            found = order(one.label, family) > order(other.label, family)
        except AddressError:
            continue
        if not found:
            return False
    return found
