"""Where a new clause or Schedule goes: beside the one named, and a Schedule among the Schedules."""

from __future__ import annotations

from amend.engine.apply.insertion_point import Home
from amend.errors import Refusal
from amend.model.address import Address
from amend.model.amendment import NewProvision
from amend.model.citation import address_of
from amend.model.outline import is_schedule, is_top, tagged, tops
from amend.model.provision import Bill, Path, Provision


def home_of_new(bill: Bill, path: Path | None, operation: NewProvision) -> tuple[Path, Home]:
    """Where it goes, and the clause or Schedule that it then stands next to.

    path: of the clause or Schedule that it is put beside; None where none is named, as in the Commons. The first
    Schedule of a Bill needs none and is put after the clauses, whichever of them is named. Raises Refusal for what has
    no place, for a Schedule among clauses, and for a clause among Schedules.
    """
    new, after = operation.matter, operation.before is None
    body_of_bill = next(tagged(bill, "body"), None)
    first = operation.unit == "Schedule" and not any(is_schedule(node) for _, node in tops(bill))
    if first and body_of_bill is not None:
        body, node = body_of_bill
        clauses = [found for found, _ in tops(bill)]
        return clauses[-1] if clauses else body, Home((*body, len(node.items)), (new,))
    beside = operation.after or operation.before
    if path is None or beside is None:
        near = _named(_last(bill, schedule=operation.unit == "Schedule"))
        raise Refusal(
            f"a new {operation.unit} of the Commons has no place until the Bill is printed again",
            remedy=f'say where: --place "after {near}", `after: "{near}"` above the words of the draft, or'
            f" “After {near[:1].upper()}{near[1:]}, insert the following new {operation.unit}—”",
        )
    refuse_mixed(bill, path, operation.unit, beside)
    headed = operation.unit == "Clause" and new.tag != "section"  # by a Part or cross-heading of its own
    stands = _outside_headings(bill, path, new, after=after) if headed else path
    return path, Home((*stands[:-1], stands[-1] + 1 if after else stands[-1]), (new,))


def refuse_mixed(bill: Bill, path: Path, kind: str, beside: Address) -> None:
    """Refuse a Schedule beside a clause, and a clause beside a Schedule.

    path: of what stands there, cited as beside. kind: what comes: "Schedule", or else a clause.
    """
    standing = bill.at(path)
    schedule = kind == "Schedule"
    if not isinstance(standing, Provision) or not is_top(standing) or is_schedule(standing) is schedule:
        return
    what, them = ("Schedule", "Schedules") if schedule else ("clause", "clauses")
    raise Refusal(
        f"a {what} cannot come beside {_named(beside)}, for it stands among the {them}",
        remedy=f"name one of those, such as {_named(_last(bill, schedule=schedule))}",
    )


def _last(bill: Bill, *, schedule: bool) -> Address:
    """The last Schedule, or clause, of a Bill; "clause 5" where it has none."""
    found = [path for path, node in tops(bill) if is_schedule(node) is schedule][-1:]
    return (address_of(bill, found[0]) if found else None) or Address("clause", "5")


def _named(address: Address) -> str:
    return "the Schedule" if address == Address("Schedule") else str(address)


def _outside_headings(bill: Bill, path: Path, new: Provision, *, after: bool) -> Path:
    """The path of the item beside which a new cross-heading or Part goes.

    That is the clause named, or the heading that it stands last, or first, under. Raises Refusal for a Part among the
    clauses of another.
    """
    while len(path) > 1:
        parent = bill.at(path[:-1])
        assert isinstance(parent, Provision)
        inner = [index for index, item in enumerate(parent.items) if isinstance(item, Provision)]
        at_edge = path[-1] == (inner[-1] if after else inner[0])
        group = parent.get("name") == "crossheading" or new.tag in _WITHIN.get(parent.tag, ())
        if not group or not at_edge:
            if new.tag in ("part", "chapter") and group:
                raise Refusal(
                    f"a new {new.tag.capitalize()} cannot begin among the clauses of another Part or heading",
                    remedy="put it after the last of them, or before the first",
                )
            return path
        path = path[:-1]
    return path


_WITHIN = {"part": ("part",), "chapter": ("part", "chapter")}
"""Which groups a new Part or Chapter cannot stand in."""
