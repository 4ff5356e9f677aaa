"""How a provision is cited, and which provision a citation names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from amend.errors import AddressError
from amend.model.address import Address
from amend.model.extents import extent_of
from amend.model.numbering import bare
from amend.model.outline import blocks, is_schedule, tops
from amend.model.provision import NUMBERED, Bill, Block, Node, Path, Provision, along, node_at, unit, walk

_TERM = re.compile(r"(?:(?:an?|the)\s+)?“([^”]*)")
"""What a definition begins with: “pond” means …; a “pond” is …."""


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """How a place is cited, carried from each provision to those in it.

    address: of the innermost provision that has one. grouping: of the Part or Chapter, until a clause is met. quoted:
    whether it is in the text of an Act, or in text put into one. fresh: whether text put into an Act has only just
    begun, so that its first provision is cited by a unit of its own.
    """

    address: Address | None = None
    grouping: Address | None = None
    quoted: bool = False
    fresh: bool = False

    @classmethod
    def at_top(cls, bill: Bill) -> CitedPlace:
        """How what stands at the top of a text is cited."""
        return cls(quoted=bill.act)

    @property
    def cited(self) -> Address | None:
        """The citation; None for what lies outside every clause and Schedule."""
        return self.grouping or self.address

    def into(self, node: Provision) -> CitedPlace:
        """How the provision is cited that stands next below."""
        address, grouping, quoted, fresh = self.address, self.grouping, self.quoted, self.fresh
        if node.tag == "quotedStructure":
            return CitedPlace(address, grouping, quoted=True, fresh=True)
        number = node.number if node.tag in NUMBERED else None
        if node.tag not in NUMBERED or (number is None and not _is_headed(node)):
            return self
        printed = number.words if number else ""
        label, name = bare(printed), unit(node, quoted=quoted)
        if number is None and (named := node.heading.words if node.heading else term(node)):
            label = f"({named})"
        if name in ("Part", "Chapter"):
            return CitedPlace(
                address, Address(name, label, (), address if fresh else grouping or address), quoted, fresh
            )
        if not name or (not label and name != "Schedule"):
            return self
        bracketed = printed.startswith("(")
        if bracketed and address is not None and not fresh:
            address = Address(address.unit, address.number, (*address.labels, label), address.within)
        else:
            address = Address(name, f"({label})" if bracketed else label, (), address)
        return CitedPlace(address, None, quoted)


def address_of(bill: Bill, path: Path) -> Address | None:
    """How the provision at path, or the provision that the words at path stand in, is cited.

    A provision inside quoted text is cited within the provision that quotes it: "clause 2 section 96A(4)".
    None for what lies outside every clause and Schedule.
    """
    standing = CitedPlace.at_top(bill)
    for node in along(bill.root, path):
        if isinstance(node, Provision):
            standing = standing.into(node)
    return standing.cited


class Citations:
    """How the provisions of a text are cited, each found out once (see `address_of`)."""

    def __init__(self, bill: Bill) -> None:
        self._known: dict[Path, tuple[Node, CitedPlace]] = {(): (bill.root, CitedPlace.at_top(bill))}

    def cited(self, path: Path) -> Address | None:
        """How the provision at path is cited; None for what lies outside every clause and Schedule."""
        return self._at(path)[1].cited

    def _at(self, path: Path) -> tuple[Node, CitedPlace]:
        found = self._known.get(path)
        if found is None:
            above, standing = self._at(path[:-1])
            node = node_at(above, path[-1:])
            inner = standing.into(node) if isinstance(node, Provision) else standing
            found = self._known[path] = node, inner
        return found


def find(bill: Bill, address: Address) -> Path:
    """The path of the provision at an address.

    Raises AddressError when the Bill has no such provision; the remedy says what there is at that level. Raises it too
    where more than one goes by that address, versions of a section for several extents or provisions of an Act that
    have one number between them: none is chosen.
    """
    path: Path = ()
    for depth, (name, number) in enumerate(address.steps()):
        found = _search(bill, path, name, _unbracketed(number), top=depth == 0)
        if not found:
            raise AddressError(f"there is no {address} in {_called(bill)}", remedy=_instead(bill, path, name))
        if len(found) > 1:
            raise AddressError(
                f"{address} is ambiguous: {_called(bill)} has {_told_apart(bill, found)}",
                remedy="say which by its eId, which stands in brackets, or by the Part that it is in",
            )
        (path,) = found
    return path


def find_eid(bill: Bill, eid: str) -> Path:
    """The path of the provision with that eId. Raises AddressError when there is none."""
    for path, node in walk(bill.root):
        if isinstance(node, Provision) and node.eid == eid:
            return path
    raise AddressError(f"there is no eId “{eid}” in {_called(bill)}")


def locate(bill: Bill, where: str) -> Path:
    """The path that a citation or an eId names. Raises AddressError when neither is in the Bill."""
    try:
        address = Address.parse(where)
    except AddressError:
        try:
            return find_eid(bill, where)
        except AddressError:
            raise AddressError(
                f"“{where}” is no citation, page or eId of {_called(bill, 'this')}",
                remedy="write it like “clause 3(2)” or “Schedule 2 paragraph 4”",
            ) from None
    return find(bill, address)


def citable(node: Node, path: Path = (), *, quotations: bool = False) -> Iterator[tuple[Path, Provision]]:
    """The provisions with a number next below a node, through headings and holders that have none."""
    steps: tuple[Node, ...] = ()
    if isinstance(node, Provision):
        steps = node.items
    elif isinstance(node, Block) and quotations:
        steps = node.objects
    for index, item in enumerate(steps):
        if isinstance(item, Provision) and item.tag in NUMBERED and (item.label or _is_headed(item)):
            yield (*path, index), item
        elif isinstance(item, Block) or (isinstance(item, Provision) and (quotations or item.tag != "quotedStructure")):
            yield from citable(item, (*path, index), quotations=quotations)


def _unbracketed(number: str) -> str:
    return number[1:-1] if number.startswith("(") and number.endswith(")") else number


def _is_headed(provision: Provision) -> bool:
    """Whether it is a clause or Schedule that is cited by its heading while it has no number."""
    return unit(provision) in ("clause", "Schedule") or bool(term(provision))


def term(provision: Provision) -> str:
    """The term that a definition defines; "" for what is no definition."""
    if unit(provision) != "definition":
        return ""
    first = next(blocks(provision), None)
    words = " ".join(first[1].text.printed().split()) if first else ""
    found = _TERM.match(words)
    return found[1] if found else ""


def _goes_by(provision: Provision, label: str) -> bool:
    """Whether a provision has that number, or while it has none that heading."""
    if provision.number is None and provision.heading is not None:
        return provision.heading.words == label
    own = provision.label
    if own and own == label:
        return True
    defined = term(provision)
    return label in (own or defined, defined or own)


def _search(bill: Bill, path: Path, name: str, label: str, *, top: bool) -> list[Path]:
    """The provisions below path with that name and label; a bracketed label (name "") is one step down.

    In a Bill it is the first of them; in an Act, and where they are for several extents, all that there are.
    """
    root = bill.root
    if not name:
        return _meant(bill, [inner for inner, p in citable(node_at(root, path), path) if _goes_by(p, label)])
    for quotations in (False,) if top else (False, True):  # what stands there comes before what is quoted there
        below = list(citable(node_at(root, path), path, quotations=quotations))
        found = [
            inner
            for inner, provision in below
            if name.lower() in (unit(provision).lower(), unit(provision, quoted=True).lower())
            and _goes_by(provision, label)
        ]
        for inner, provision in () if found else below:
            if not top or provision.tag in ("part", "chapter"):
                found += _search(bill, inner, name, label, top=top)
                if found and not bill.act:
                    break
        if found:
            return _meant(bill, found)
    return []


def _meant(bill: Bill, found: list[Path]) -> list[Path]:
    """Of the provisions that go by one address those among which none can be chosen; of a Bill it is the first."""
    if len(found) < 2 or bill.act or all(extent_of(bill, path) for path in found):
        return found
    return found[:1]


def _told_apart(bill: Bill, found: list[Path]) -> str:
    """The provisions that go by one address, by their extents and eIds: "2 of them, for E+W (section-5) and S"."""
    said = []
    for path in found:
        node = bill.at(path)
        eid = node.eid if isinstance(node, Provision) else None
        extent = extent_of(bill, path)
        said.append(" ".join(filter(None, (f"for {extent}" if extent else "", f"({eid})" if eid else ""))))
    told = [one for one in said if one]
    return f"{len(found)} of them" + (f": {'; '.join(told)}" if told else "")


def _called(bill: Bill, the: str = "the") -> str:
    if bill.act and bill.name:
        return f"the {bill.name}"
    return bill.name or f"{the} {'Act' if bill.act else 'Bill'}"


def _instead(bill: Bill, path: Path, name: str) -> str | None:
    """What there is at that level, for the message."""
    if name in ("clause", "section") and not path:
        numbers = [p.label for _, p in tops(bill) if p.tag == "section"]
        return f"its {'sections' if bill.act else 'clauses'} are {numbers[0]} to {numbers[-1]}" if numbers else None
    if name == "Schedule":
        numbers = [p.label for _, p in tops(bill) if is_schedule(p)]
        if numbers == [""]:
            return "its only Schedule has no number"
        return f"its Schedules are {numbers[0]} to {numbers[-1]}" if numbers else "it has no Schedules"
    labels = [p.number.words for _, p in citable(bill.at(path), path) if p.number is not None]
    return f"it has {', '.join(labels)}" if labels else None
