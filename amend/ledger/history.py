"""Every version of an amendment as it was recorded, and of a clause in the prints and under recorded amendments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from amend.drafting import make
from amend.engine.apply.apply import Prepared
from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import Comparison
from amend.engine.compare.redline import Beside
from amend.errors import AmendError, RecordError
from amend.formats import draft
from amend.formats.files import read_bytes, real_path
from amend.ledger.clause_redline import ClauseRedline, told_by_itself
from amend.ledger.prints import AtHand, Print, at_hand, by_print
from amend.model.address import Address
from amend.model.amendment import Amendment
from amend.model.citation import address_of, locate
from amend.model.house import same_print
from amend.model.provision import Bill, Block, Node, Provision, nodes
from amend.model.provision import Path as Place


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a draft.

    commit: its id; "" for the file as it is, where that is not recorded. written: its author date; None for the same.
    author, subject: as recorded. amendment: what the file held; None where it was taken out, or is no draft. changed:
    the keys of the draft that are different from the version before. comparison: the Bill under the version before, or
    the print itself, beside the Bill under this one; None where fault says why there is none.
    """

    commit: str
    written: date | None
    author: str
    subject: str
    amendment: Amendment | None
    changed: tuple[str, ...]
    comparison: Comparison | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ClauseVersion:
    """A version of a provision.

    print: where it is, or which the amendment is to. address: how it is cited there. actor, amendment: whose amendment
    makes it so, and which; "" and None for the print as published. rows: the redline of the provision, from the print
    before or, under an amendment, from that print; for the oldest its words as they are. gone: whether it was left out.
    """

    print: Print
    address: Address
    actor: str
    amendment: Amendment | None
    rows: tuple[Beside, ...]
    gone: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """Every version of what was asked about, the oldest first: of a draft, or of a clause; the other is empty.

    broken: what is wrong with prints and drafts that could not be read.
    """

    drafts: tuple[Version, ...] = ()
    clauses: tuple[ClauseVersion, ...] = ()
    broken: tuple[AmendError, ...] = ()


def history(what: Path | str, number: str = "", start: Path | str = ".") -> History:
    """Every version of a draft (a file), or of a clause (a citation, "clause 26"), at hand in a folder.

    number: the print that the clause is cited from; "" for the current one. Raises ReadError, RecordError and
    AddressError.
    """
    here, said = at_hand(start), str(what)
    if said.endswith(".md") or Path(said).is_file():
        return History(drafts=draft_versions(here, Path(said)))
    clauses, broken = clause_versions(here, said, number)
    return History(clauses=clauses, broken=broken)


def draft_versions(here: AtHand, file: Path) -> tuple[Version, ...]:
    """Every version of a draft, the oldest first; last the file as it is, where that is not recorded.

    Raises RecordError outside a workspace, ReadError for a file outside it or never recorded that is not there.
    """
    from amend.ledger.git.repository import Repository  # only here: the rest needs no git

    if here.space is None:
        raise RecordError(
            "it is in no workspace, so no versions of it are recorded",
            place=str(file),
            remedy="make a workspace with “amend init DIR”, and work there",
        )
    path = here.space.relative(file)
    repository = Repository.of(here.space)
    commits = repository.commits(path, follow=True)[::-1]
    changes = [(commit, change) for commit in commits for change in commit.changes]
    contents = repository.contents(change.after for _, change in changes)
    states: list[tuple[str, date | None, str, str, bytes | None]] = [
        (commit.id, commit.written.date(), commit.author, commit.subject, contents.get(change.after))
        for commit, change in changes
    ]
    last = states[-1][-1] if states else None
    there = read_bytes(file) if file.exists() or not states else None
    if there != last:
        states.append(("", None, "", "not recorded yet" if there is not None else "taken out, not recorded yet", there))
    return tuple(_versions(here, file, states))


def _versions(
    here: AtHand, file: Path, states: Sequence[tuple[str, date | None, str, str, bytes | None]]
) -> Iterator[Version]:
    before: Amendment | None = None
    under: Bill | None = None  # the Bill under the version before
    for commit, written, author, subject, held in states:
        version = Version(commit, written, author, subject, None, (), None)
        if held is None:
            yield replace(version, fault="the file was taken out")
            before, under = None, None
            continue
        try:
            amendment = draft.loads(held.decode("utf-8", "replace"), source=str(file))
            print_ = here.numbered(amendment.print)
        except AmendError as error:
            yield replace(version, fault=str(error))
            before, under = None, None
            continue
        changed = _changed(before, amendment)
        result = make.apply(print_.bill, [*_target(here, file, amendment), amendment])
        start = under if under is not None and before and same_print(before.print, amendment.print) else print_.bill
        refused = result.outcomes[-1].outcome == "refused"
        yield replace(
            version,
            amendment=amendment,
            changed=changed,
            comparison=None if refused else compare(start, result.bill),
            fault=f"it was refused: {result.outcomes[-1].reason}" if refused else "",
        )
        before, under = amendment, None if refused else result.bill


def _target(here: AtHand, file: Path, amendment: Amendment) -> list[Amendment]:
    """The amendment that an amendment to an amendment is to, of those beside it now."""
    beside = here.package(real_path(file).parent.name) if amendment.amends else ()
    return [one for one in beside if one.number == amendment.amends and not one.amends]


def _changed(before: Amendment | None, after: Amendment) -> tuple[str, ...]:
    """The names of what is different in two versions, but for where they were read."""
    if before is None:
        return ()
    names = (field.name for field in fields(Amendment) if field.name != "source")
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def clause_versions(
    here: AtHand, citation: str, number: str = ""
) -> tuple[tuple[ClauseVersion, ...], tuple[AmendError, ...]]:
    """Every version of a provision: in each print of the Bill at hand, the oldest first, and after each print under
    each recorded amendment to that print which changes it; and what is wrong with prints and drafts that are broken.

    citation: of the provision in the current print or, with number, in the print of that number. Which one it is in
    the others is as `compare` has it, by its identity or its words, whatever its number. Raises AddressError.
    """
    start = here.numbered(number) if number else here.current
    path = locate(start.bill, citation)
    chain = [one for one in here.prints if one.bill.title.casefold() == start.bill.title.casefold()]
    at = next((index for index, one in enumerate(chain) if same_print(one.bill.number, start.bill.number)), None)
    if at is None:
        chain, at = [start], 0
    texts: list[ClauseVersion] = []
    broken = list(here.read[1])
    packages = _packages(here, broken)
    compared = [compare(older.bill, newer.bill) for older, newer in pairwise(chain)]
    places = _places(compared, at, path)
    for index, print_ in enumerate(chain):
        place, before = places[index], places[index - 1] if index else None
        if place is not None:
            address = _cited(print_, place)
            found = compared[index - 1] if index else compare(print_.bill, print_.bill)
            texts.append(
                ClauseVersion(print_, address, "", None, told_by_itself(found, place if not index else before, place))
            )
            texts += _under(print_, place, address, packages)
        elif before is not None:
            address = _cited(chain[index - 1], before)
            rows = told_by_itself(compared[index - 1], before, None)
            texts.append(ClauseVersion(print_, address, "", None, rows, gone=True))
    return tuple(texts), tuple(broken)


def _places(compared: Sequence[Comparison], at: int, path: Place) -> list[Place | None]:
    """Where a provision stands in each print of a chain, given where it does in one of them; None where it does not."""
    places: list[Place | None] = [None] * (len(compared) + 1)
    places[at] = path
    for index in range(at, len(compared)):
        here = places[index]
        places[index + 1] = compared[index].pairing.new_of(here) if here is not None else None
    for index in range(at - 1, -1, -1):
        here = places[index + 1]
        places[index] = compared[index].pairing.old_of(here) if here is not None else None
    return places


def _packages(here: AtHand, broken: list[AmendError]) -> list[tuple[str, tuple[Amendment, ...]]]:
    """The amendments of each actor; those of one of whose drafts is broken are left out, and the error noted."""
    found = []
    for actor in here.actors:
        try:
            found.append((actor, here.package(actor)))
        except AmendError as error:
            broken.append(error)
    return found


def _under(
    print_: Print, place: Place, address: Address, packages: Sequence[tuple[str, tuple[Amendment, ...]]]
) -> Iterator[ClauseVersion]:
    """The provision under each amendment to the print that changes it."""
    prepared = Prepared(print_.bill)
    watched = _Watched(print_.bill, place)
    redline = ClauseRedline(print_.bill, place)
    for actor, package in packages:
        for number, amendments in by_print(package).items():
            if not same_print(number, print_.bill.number) or watched.untouched(make.apply(prepared, amendments).bill):
                continue  # an amendment is only kept out by another that changes the same words
            for amendment in amendments:
                target = [one for one in amendments if one.number == amendment.amends and not one.amends]
                under = make.apply(prepared, [*target, amendment]).bill
                if watched.untouched(under):
                    continue
                without = make.apply(prepared, target).bill if amendment.amends else print_.bill
                rows = redline.from_to(without, under)
                if any(row.changed for row in rows):
                    gone = all(piece.kind == "left out" for row in rows for piece in row.visible)
                    yield ClauseVersion(print_, address, actor, amendment, rows, gone)


class _Watched:
    """A provision of a print, looked for in the print as amended."""

    def __init__(self, bill: Bill, place: Place) -> None:
        self._line = {id(bill.at(place[:depth])) for depth in range(len(place) + 1)}
        self._print = {id(node) for node in nodes(bill.root)}
        self._bill = bill  # kept, so that no other object gets the identity of one of these

    def untouched(self, bill: Bill) -> bool:
        """Whether the provision is in a Bill as it was: amendments share what they do not touch."""
        pending: list[Node] = [bill.root]
        while pending:
            node = pending.pop()
            if id(node) in self._line:
                return True
            if id(node) in self._print:
                continue  # the print has it, and not over the provision
            if isinstance(node, Provision):
                pending += node.items
            elif isinstance(node, Block):
                pending += node.objects
        return False


def _cited(print_: Print, place: Place) -> Address:
    """How a provision that was found by its citation, or paired with one that was, is cited in a print."""
    address = address_of(print_.bill, place)
    if address is None or not isinstance(print_.bill.at(place), Provision):
        raise RecordError("it is no clause or Schedule, nor a part of one", place=str(print_.file))
    return address
