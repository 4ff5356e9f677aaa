"""Which provision of a Bill each number of a citation leads to, from where the citation stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from amend.model import outline
from amend.model.citation import citable, term
from amend.model.citations import ABSOLUTE, Citation, Item, Number
from amend.model.outline import HEADS, is_top
from amend.model.provision import Bill, Block, Path, Provision, along, each_provision, unit, walk

_GROUPS = ("part", "chapter")


class Targets:
    """The provisions of a Bill by what they are cited by, each index made when it is first asked of; each look-up walks
    down one list a number.

    Of two in one list that have one number, the first is found.
    """

    def __init__(self, bill: Bill) -> None:
        self.bill = bill

    @property
    def by_eid(self) -> dict[str, Path]:
        """The provisions by their eId."""
        return self._identified[0]

    @property
    def by_identity(self) -> dict[str, Path]:
        """The same by what they are known by (see `identity`)."""
        return self._identified[1]

    @cached_property
    def _identified(self) -> tuple[dict[str, Path], dict[str, Path]]:
        by_eid: dict[str, Path] = {}
        by_identity: dict[str, Path] = {}
        for path, node in each_provision(self.bill.root):
            eid = guid = ""
            for key, value in node.attributes:
                if key == "eId":
                    eid = value
                elif key == "GUID":
                    guid = value
            if eid:
                by_eid.setdefault(eid, path)
            if guid or eid:
                by_identity.setdefault(guid or eid, path)
        return by_eid, by_identity

    @cached_property
    def _tops(self) -> tuple[list[tuple[Path, Provision]], list[tuple[Path, Provision]]]:
        """The clauses and the Schedules, in order."""
        found: list[tuple[Path, Provision]] = []
        for path, node in each_provision(self.bill.root, into=lambda node: node.tag != "quotedStructure"):
            if is_top(node):
                found.append((path, node))
        clauses = [one for one in found if one[1].tag == "section"]
        return clauses, [one for one in found if one[1].tag != "section"]

    @cached_property
    def _clauses(self) -> dict[str, Path]:
        return {node.label: path for path, node in reversed(self._tops[0]) if node.label}

    @cached_property
    def _schedules(self) -> dict[str, Path]:
        return {node.label: path for path, node in reversed(self._tops[1]) if node.label}

    @cached_property
    def headings(self) -> dict[str, list[Path]]:
        """The clauses and Schedules by their heading, folded."""
        found: dict[str, list[Path]] = {}
        for path, node in sorted((*self._tops[0], *self._tops[1]), key=lambda one: one[0]):
            if node.heading:
                found.setdefault(_plain(node.heading.words), []).append(path)
        return found

    def quoted(self, path: Path) -> bool:
        """Whether what stands at a path lies in text that is put into an Act."""
        return self.quotation(path) is not None

    def quotation(self, path: Path) -> Path | None:
        """The innermost quotation that a path lies in; None for the Bill's own text."""
        found = None
        for depth, node in enumerate(along(self.bill.root, path[:-1]), 1):
            if isinstance(node, Provision) and node.tag == "quotedStructure":
                found = path[:depth]
        return found

    def provision(self, path: Path) -> Provision | None:
        """The provision at a path; None for anything else."""
        node = self.bill.at(path)
        return node if isinstance(node, Provision) else None

    def holder(self, path: Path) -> Path | None:
        """The nearest provision with a unit of its own that a place is in."""
        return next((inner for inner, _ in self.above(path)), None)

    def top(self, path: Path) -> Path | None:
        """The clause or Schedule of the Bill that a place is in."""
        tops = [inner for inner, node in self.above(path) if is_top(node) and not self.quoted(inner)]
        return tops[-1] if tops else None

    def above(self, path: Path) -> Iterator[tuple[Path, Provision]]:
        """The provisions with a unit that a place is in, innermost first."""
        return (found for found in reversed(outline.above(self.bill, path)) if unit(found[1]))

    def identity(self, path: Path) -> str:
        """What a provision is known by in a print and in what amendments made of it; "" for what came in."""
        node = self.provision(path)
        return (node.guid or node.eid or "") if node is not None else ""

    def list_of(self, path: Path) -> list[Path]:
        """The provisions of one kind that a provision stands among, in order, itself too."""
        node = self.provision(path)
        if node is None:
            return []
        if is_top(node) and not self.quoted(path):
            return [at for at, _ in self._tops[node.tag != "section"]]
        above = max(self.holder(path) or (), self.quotation(path) or (), key=len)
        beside = citable(self.bill.at(above), above)
        return [inner for inner, other in _through(self.bill, beside) if other.tag == node.tag]

    def find(self, path: Path, citation: Citation, item: Item) -> tuple[Path, ...] | None:
        """The provision that each number of an item leads to; None where one of them leads to nothing.

        path: where the citation stands.
        """
        at: Path | None = None
        found: tuple[Path, ...] = ()
        for depth, one in enumerate((*reversed(citation.within), item)):
            first, *rest = one.numbers
            at = self._first(path, one.unit, first) if depth == 0 else self._below(at, first, one.unit)
            found = () if at is None else (at,)
            for number in rest:
                at = self._below(at, number) if at is not None else None
                found = (*found, at) if at is not None else ()
            if at is None:
                return None
        return found

    def clause(self, number: Number) -> Path | None:
        """The clause or Schedule with a heading, where one and no more has it."""
        having = self.headings.get(_plain(number.words), [])
        return having[0] if len(having) == 1 else None

    def headed(self, number: Number) -> int:
        """How many clauses and Schedules have the heading that a number is."""
        return len(self.headings.get(_plain(number.words), []))

    def _first(self, path: Path, name: str, number: Number) -> Path | None:
        """What a citation leads to from where it stands, by its outermost number."""
        if name in ABSOLUTE:
            if number.heading:
                return self.clause(number)
            return (self._schedules if name == "Schedule" else self._clauses).get(number.words)
        nearest = self._nearest(path, name, number)
        if nearest is not None or name not in ("Part", "Chapter") or self.quoted(path):
            return nearest
        return next((at for at, node in self._groups(()) if node.label == number.words and unit(node) == name), None)

    def _nearest(self, path: Path, name: str, number: Number) -> Path | None:
        """A part with that number of the nearest provision that a place is in."""
        for outer, node in reversed(outline.above(self.bill, path)):
            if not (unit(node) or node.tag == "quotedStructure"):
                continue
            found = self._below(outer, number, name)
            if found is not None or node.tag == "quotedStructure" or is_top(node):
                return found
        return None

    def _below(self, path: Path | None, number: Number, name: str = "") -> Path | None:
        """The part of a provision that has a number, and is of a unit where one is named."""
        if path is None:
            return None
        if name in ("Part", "Chapter"):
            return next(
                (at for at, node in self._groups(path) if node.label == number.words and unit(node) == name), None
            )
        for inner, node in _through(self.bill, citable(self.bill.at(path), path)):
            printed = node.number.words if node.number else ""
            bracketed = printed.lstrip("“‘").startswith("(")
            if node.label == number.words and bracketed == number.bracketed and name in ("", unit(node)):
                return inner
        return None

    def _groups(self, path: Path) -> Iterator[tuple[Path, Provision]]:
        """The Parts and Chapters below a provision, outermost first in each."""
        for inner, node in citable(self.bill.at(path), path):
            if node.tag in _GROUPS:
                yield inner, node
                yield from self._groups(inner)

    def definition(self, path: Path, defined: str) -> Path | None:
        """The definition of a term in the clause or Schedule that a place is in."""
        top = self.top(path)
        for inner, node in walk(self.bill.at(top), top) if top is not None else ():
            if isinstance(node, Provision) and term(node) == defined:
                return inner
        return None


def own_words(provision: Provision) -> Iterator[Block]:
    """The paragraphs of a provision's own, not those of its parts, its number or its heading."""
    for item in provision.items:
        if isinstance(item, Block) and item.tag not in HEADS:
            yield item
        elif isinstance(item, Provision) and not unit(item):
            yield from own_words(item)


def _through(bill: Bill, found: Iterator[tuple[Path, Provision]]) -> Iterator[tuple[Path, Provision]]:
    """The parts of a provision, those that stand under Parts and headings too."""
    for inner, node in found:
        if node.tag in _GROUPS or (node.tag == "hcontainer" and not unit(node)):
            yield from _through(bill, citable(node, inner))
        else:
            yield inner, node


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split())
