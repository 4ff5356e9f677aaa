"""The address that a provision keeps from print to print, whatever number it has in each.

A clause or Schedule is known by what it was headed in the oldest print that has it, and what is within it by the
numbers that it had there. Provisions of two prints are the same where the comparison of the prints pairs them: by GUID
where both have it, else by content, and never by number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from amend.engine.compare.pairing import Pairing
from amend.model.citation import citable, term
from amend.model.outline import tops
from amend.model.provision import Bill, Path, Provision, unit
from amend.web.site.names import Names, slug


@dataclass(frozen=True, slots=True)
class Lasting:
    """Where a provision is to be found. slug: of its clause or Schedule. anchor: within that; "" for it itself."""

    slug: str
    anchor: str = ""

    @property
    def path(self) -> str:
        """Of the page of its clause or Schedule."""
        return f"provision/{self.slug}.html"


def lasting_addresses(
    prints: Sequence[Bill], paired: Callable[[Bill, Bill], Pairing]
) -> tuple[Mapping[Path, Lasting], ...]:
    """For each of the prints of a Bill, the oldest first, the address of each provision that can be cited, by its path.

    paired: which provision of one print is which of the next.
    """
    names = Names(beside="-alone")  # of the small file of each, see `ClauseHistory.alone`
    found: list[dict[Path, Lasting]] = []
    for index, bill in enumerate(prints):
        earlier = _from(paired(prints[index - 1], bill), found[-1]) if index else {}
        found.append(_addresses(bill, earlier, names))
    return tuple(found)


def _from(pairing: Pairing, known: Mapping[Path, Lasting]) -> dict[Path, Lasting]:
    """The addresses of an earlier print, by where those provisions stand in the next."""
    return {there: lasting for path, lasting in known.items() if (there := pairing.new_of(path)) is not None}


def _addresses(bill: Bill, earlier: Mapping[Path, Lasting], names: Names) -> dict[Path, Lasting]:
    found: dict[Path, Lasting] = {}
    for path, top in tops(bill):
        before = earlier.get(path)
        own = before.slug if before and not before.anchor else names.of((id(bill), path), *_words(top))
        found[path] = Lasting(own)
        taken = {lasting.anchor for lasting in earlier.values() if lasting.slug == own}
        for inner in _within(top, path):
            before = earlier.get(inner)
            if before is not None and before.slug == own:
                found[inner] = before
            else:
                found[inner] = Lasting(own, _free(_anchor(bill, path, inner), taken))
                taken.add(found[inner].anchor)
    return found


def _within(node: Provision, path: Path) -> Iterator[Path]:
    """Every provision that can be cited below another, in reading order."""
    for inner, provision in citable(node, path):
        yield inner
        yield from _within(provision, inner)


def _words(top: Provision) -> tuple[str, str]:
    """What a clause or Schedule is known by, and what else where its heading cannot be in an address."""
    return top.heading.words if top.heading else "", f"{slug(unit(top))}-{slug(top.label) or 'unnumbered'}"


def _anchor(bill: Bill, top: Path, path: Path) -> str:
    """The numbers of a provision within its clause: "p-9-a"."""
    numbers = []
    for depth in range(len(top) + 1, len(path) + 1):
        node = bill.at(path[:depth])
        if isinstance(node, Provision):
            numbers.append(slug(node.label or term(node)))
    return "-".join(filter(None, ("p", *numbers)))


def _free(wanted: str, taken: set[str]) -> str:
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}.{number}", number + 1
    return found
