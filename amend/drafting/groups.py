"""Whether provisions stand where they should: under which Part and heading, and which numbers an Act gets twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING

from amend.model.outline import groups_over, is_group, is_schedule, parts, sections_of_acts, tops
from amend.model.provision import Bill, Path, Provision, each_provision

if TYPE_CHECKING:  # what is asked of one print alone needs no pairing
    from amend.engine.compare.pairing import Pairing


def regrouped(pairing: Pairing, a: Path, b: Path) -> bool:
    """Whether a provision, at a in the old text and b in the new, stands under another Part or heading of those that
    both texts have. One that only comes or goes with printing again makes no difference."""
    return groups_of(pairing, a) != kept_groups(pairing, b)


def groups_of(pairing: Pairing, a: Path) -> set[Path]:
    """The Parts and headings over a place in the old text that the new one has too, by their paths in the new."""
    return {there for path, _ in groups_over(pairing.old, a) if (there := pairing.new_of(path)) is not None}


def kept_groups(pairing: Pairing, b: Path) -> set[Path]:
    """The Parts and headings over a place in the new text that the old one has too."""
    return {path for path, _ in groups_over(pairing.new, b) if pairing.old_of(path) is not None}


def misplaced(
    pairing: Pairing,
    wanted: Bill,
    got: Bill,
    passed: tuple[Set[Path], Set[str]] = (frozenset(), frozenset()),
    named: Mapping[Path, str] | None = None,
) -> Iterator[tuple[Path, str]]:
    """The provisions that amendments left under another Part or heading than the wanted text does.

    Each by its path in the wanted text, with the Part or heading that it has there. Both texts have the same words in
    the same order, but for the clauses and Schedules passed over: their paths there, and their eIds as amended. named:
    the `named_groups` of the old text, where they are known.
    """
    named = named_groups(pairing.old) if named is None else named
    old_of = {b: name for a, name in named.items() if (b := pairing.new_of(a)) is not None}
    kept = set(old_of.values()) - {""}
    placed = _placed(wanted, {path for path, _ in tops(wanted)} - passed[0])
    standing = _placed(got, {path for path, node in tops(got) if node.eid not in passed[1]})
    for (path, _), (there, _) in zip(placed, standing, strict=False):
        ours = [old_of.get(group, "") for group, _ in groups_over(wanted, path)]
        theirs = [_identity(got, group) for group, _ in groups_over(got, there)]
        if "" in ours and not any(node.eid or node.guid for _, node in groups_over(got, there)):
            continue  # a new heading, in a file that tells none by an identifier, is one for the clerks
        if {one for one in ours if one} != {one for one in theirs if one in kept}:
            yield path, _heading(wanted, path)


def given_twice(most: Counter[str], found: Counter[str]) -> str:
    """A number that the amended print gives to more sections of Acts than the old and the new text do; "" for none.

    most: how many of each those have, found: how many that has (see `numbers_of_acts`).
    """
    return next((label for label, count in found.items() if count > max(most[label], 1)), "")


def numbers_of_acts(*bills: Bill) -> Counter[str]:
    """How often the sections that a Bill puts into Acts have each number: of several Bills, the most that one has."""
    most = Counter[str]()
    for bill in bills:
        most |= Counter(node.label for _, node in sections_of_acts(bill) if node.label)
    return most


def _placed(bill: Bill, among: Set[Path]) -> Iterator[tuple[Path, Provision]]:
    """Clauses and Schedules, and the paragraphs of these."""
    for path, node in tops(bill):
        if path not in among:
            continue
        yield path, node
        if is_schedule(node):
            yield from parts(bill, path)


def named_groups(bill: Bill) -> dict[Path, str]:
    """The Parts and headings of a text, by their paths, and what tells each from others."""
    return {path: _identity(bill, path) for path, node in each_provision(bill.root) if is_group(node)}


def _identity(bill: Bill, path: Path) -> str:
    """What tells a Part or heading from others: its identifier or, where the file gives none, its words."""
    node = bill.at(path)
    if not isinstance(node, Provision) or not is_group(node):
        return ""
    return node.eid or node.guid or " ".join(block.words for block in (node.number, node.heading) if block)


def _heading(bill: Bill, path: Path) -> str:
    """What the innermost Part or heading over a provision is called; "no heading" where none is."""
    for _, group in reversed(groups_over(bill, path)):
        if group.number or group.heading:
            return " ".join(block.words for block in (group.number, group.heading) if block)
    return "no heading"
