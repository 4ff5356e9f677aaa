"""Which clauses and Schedules of a print stay, go, come in and move as wholes, and what is tabled for that."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from amend.drafting import groups, proof
from amend.drafting.changes import unnumbered
from amend.drafting.given_up import GivenUp
from amend.drafting.skeleton import removal
from amend.drafting.word_edits import WordEdit
from amend.engine.compare.alignment import heaviest_run
from amend.engine.compare.pairing import Pairing
from amend.errors import Refusal
from amend.model.address import Address
from amend.model.amendment import Matter, Move, NewProvision, Operation, Substitute
from amend.model.citation import address_of
from amend.model.house import House
from amend.model.lines import Reading
from amend.model.outline import is_schedule, tops
from amend.model.provision import Bill, Path, Provision


@dataclass(frozen=True, slots=True)
class Step:
    """An operation, where it falls, and the clause of the old print that it belongs to.

    edit: the edit of that clause that it makes; None where it is one to the whole. new: the clause of the new text
    that it puts in.
    """

    operation: Operation
    at: float
    top: Path | None = None
    edit: WordEdit | None = None
    new: Path | None = None


class WholeClauses:
    """The clauses and Schedules of a print, and what becomes of each in the new text.

    stay: those of the print that stand in the same order in the new text.
    """

    def __init__(
        self,
        pairing: Pairing,
        new: Bill,
        reading: Reading,
        house: House,
        texts: tuple[proof.ProofText, proof.ProofText],
        whole: Set[Path],
    ) -> None:
        """new: the new text in the old one's numbers. texts: both, for a proof. whole: the provisions of the print that
        are replaced whole, which are more as drafting goes on."""
        self._pairing, self._old, self._new = pairing, pairing.old, new
        self._reading, self._house, self._texts, self._whole = reading, house, texts, whole
        self._tops = list(tops(self._old))
        self._clauses = {path for path, node in self._tops if unit_of(node) == "Clause"}
        self.stay = self._staying()

    def replaced(self, path: Path, there: Path) -> Iterator[Step]:
        """A clause or Schedule left out and another put in its place: in the Commons, by an amendment each."""
        node = self._new.at(there)
        assert isinstance(node, Provision)
        out = removal(self._reading, path, with_line=self._house is House.COMMONS)
        start, end = self._reading.extent(path)
        if self._house is House.COMMONS:
            yield Step(out, start, path)
            yield Step(NewProvision(unit_of(node), unnumbered(node), cited_at(self._old, path)), end + 0.25, path)
            return
        operation = Substitute(out.place, out.object, Matter("", (unnumbered(node),), dash=True))
        yield Step(operation, start, path)

    def steps(self, given_up: GivenUp) -> Iterator[Step]:
        """The clauses and Schedules that go, come or move."""
        for path, _ in self._tops:
            if path not in self.stay and path not in given_up.old and not self.moves(path):
                operation = removal(self._reading, path, with_line=self._house is House.COMMONS)
                yield Step(operation, self._reading.extent(path)[0], path)
        anchor: tuple[Path, Provision] | None = None
        for path, node in tops(self._new):
            old = self._pairing.old_of(path)
            if path in given_up.new and old not in self.stay:
                continue
            if old in self.stay:
                anchor = (old, provision(self._old, old))
                continue
            unit = unit_of(node)
            after, before, at = self._place(path, unit, anchor)
            if old is not None and self.moves(old):
                yield Step(Move(cited_at(self._old, old), after, before), at + 0.75, old)
                continue
            yield Step(NewProvision(unit, unnumbered(node), after, before), at + 0.75, new=path)

    def _place(
        self, path: Path, unit: str, anchor: tuple[Path, Provision] | None
    ) -> tuple[Address | None, Address | None, float]:
        """What a new clause or Schedule comes after, or else before, and where in the reading that is.

        anchor: what stays above it. Where none of its kind stays it comes after the last there was; the first Schedule
        of a Bill after the last clause. Raises Refusal for a Bill without clauses.
        """
        beside = anchor if anchor and unit_of(anchor[1]) == unit else None
        if beside and not self._before(path, beside[0]):
            return cited_at(self._old, beside[0]), None, self._reading.extent(beside[0])[1]
        if following := self._following(path, unit):
            above = self._reading.extent(beside[0])[1] if beside else self._reading.extent(following[0])[0] - 1
            return None, cited_at(self._old, following[0]), above
        stood = [found for found, node in self._tops if unit_of(node) == unit] or [found for found, _ in self._tops]
        if not stood or (unit == "Clause" and unit_of(provision(self._old, stood[-1])) != unit):
            raise Refusal(
                "the old text has no clause, so a new one has none to go beside", remedy="name two texts of one Bill"
            )
        return cited_at(self._old, stood[-1]), None, self._reading.extent(stood[-1])[1]

    def _following(self, path: Path, unit: str) -> tuple[Path, Provision] | None:
        """The next clause or Schedule of the old print that stays, after a place in the new text."""
        staying = self._staying_in_new.get(unit, [])
        at = bisect_right(staying, path, key=itemgetter(0))
        if at == len(staying):
            return None
        old = staying[at][1]
        return old, provision(self._old, old)

    @cached_property
    def _staying_in_new(self) -> dict[str, list[tuple[Path, Path]]]:
        """The clauses and the Schedules that stay, by their paths in the new text, in order, each with that in the
        print."""
        found: dict[str, list[tuple[Path, Path]]] = {}
        for there, node in tops(self._new):
            old = self._pairing.old_of(there)
            if old is not None and old in self.stay:
                found.setdefault(unit_of(node), []).append((there, old))
        return found

    def _before(self, path: Path, anchor: Path) -> bool:
        """Whether what comes after a clause stands under the heading of the next one, not of that one."""
        following = self._following(path, unit_of(provision(self._new, path)))
        if following is None:
            return False
        ours = groups.kept_groups(self._pairing, path)
        return ours != groups.groups_of(self._pairing, anchor) and ours == groups.groups_of(self._pairing, following[0])

    def moves(self, path: Path) -> bool:
        """Whether a clause of the old print is moved as it is: the same words in another place."""
        there = self._pairing.new_of(path)
        if there is None or path in self.stay or path in self._whole or path not in self._clauses:
            return False
        alike = proof.same_in_both(self._texts[0], path, self._texts[1], there)
        return alike and self._same_heading(path, there)

    def _same_heading(self, path: Path, there: Path) -> bool:
        one, other = provision(self._old, path).heading, provision(self._new, there).heading
        return (one.words if one else "") == (other.words if other else "")

    def _staying(self) -> set[Path]:
        """The clauses and Schedules of the old print that stand in the same order in the new one."""
        places = {path: index for index, (path, _) in enumerate(tops(self._new))}
        found = [
            (path, places[there])
            for path, _ in self._tops
            if (there := self._pairing.new_of(path)) is not None and there in places
            if not groups.regrouped(self._pairing, path, there)
        ]
        return {found[index][0] for index in heaviest_run([place for _, place in found])}

    def keys(self, given_up: GivenUp) -> dict[Path, str]:
        """What each clause and Schedule of the new text is called once the amendments are made."""
        keys = {}
        for path, node in tops(self._new):
            old = self._pairing.old_of(path)
            stands = old is not None and old not in self._whole and (old in self.stay or self.moves(old))
            stands = stands or old in given_up.old
            keys[path] = proof.key_of(provision(self._old, old)) if old and stands else proof.name_of_new(node)
        return keys


def cited_at(bill: Bill, path: Path) -> Address:
    """How the clause or Schedule at a path, or a place in it, is cited. Raises Refusal where it stands in none."""
    found = address_of(bill, path)
    if found is None:
        raise Refusal("what is to be amended stands in no clause or Schedule")
    return found


def provision(bill: Bill, path: Path) -> Provision:
    """The provision at a path."""
    node = bill.at(path)
    assert isinstance(node, Provision)
    return node


def unit_of(node: Provision) -> str:
    """Whether what is new is a Clause or a Schedule."""
    return "Schedule" if is_schedule(node) else "Clause"
