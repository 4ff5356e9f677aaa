"""The marks around the two texts of a conflict between people's edits, and the Bills in which nobody has settled it."""

from __future__ import annotations

from amend.errors import ReadError
from amend.model.address import Address
from amend.model.citation import address_of
from amend.model.provision import Bill, Carried, Provision, nodes, walk

MARK = "amend-conflict"
"""The processing instruction around the two texts of a conflict: `ours`, then `theirs`, then `end`."""

OURS, THEIRS, END = (Carried(f"<?{MARK} {what}?>") for what in ("ours", "theirs", "end"))


def unsettled(bill: Bill) -> tuple[Address | None, ...]:
    """Where a Bill holds the two texts of a conflict that nobody has settled yet, as cited."""
    if not _holds_conflict(bill.root):  # as nearly every Bill: a look without paths takes a third of the time
        return ()
    return tuple(
        address_of(bill, path[:-1]) for path, node in walk(bill.root) if isinstance(node, Carried) and node == OURS
    )


def settled(bill: Bill, place: str) -> Bill:
    """The same Bill, which place names. Raises ReadError when it holds a conflict that nobody has settled yet."""
    if found := unsettled(bill):
        where = ", ".join(str(address or "the words before clause 1") for address in found)
        raise ReadError(
            f"two people's edits conflict at {where}",
            place=place,
            remedy=f"delete one of the two texts between the <?{MARK} …?> marks, and the marks",
        )
    return bill


def _holds_conflict(root: Provision) -> bool:
    return any(
        Carried in map(type, node.items) and OURS in node.items for node in nodes(root) if isinstance(node, Provision)
    )
