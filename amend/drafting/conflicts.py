"""Which amendments to one print touch, and how: what would make which fall, and what goes together or needs another.

Half-open stretches of the text are compared: [start, end) is left out, [at, at) is where something comes in. An
amendment that removes what another changes pre-empts it, if it is called first (Erskine May 20.42 and 28.105); an
insertion at either end of what is left out stands. What is compatible as text may still not be so in sense: the same
label twice, or an amendment that follows from one that is lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Literal

from amend.drafting.convert import placed
from amend.drafting.links import cited_headings, folded_heading, heading_of_new, links_of
from amend.drafting.marshal import Listing, marshal
from amend.drafting.sections import is_committee
from amend.drafting.understood import understood_once
from amend.engine.apply.apply import Prepared, number_key
from amend.engine.apply.collisions import collide, touching
from amend.engine.apply.resolve import Resolved
from amend.engine.apply.to_amendments import inserted_text
from amend.errors import AmendError
from amend.formats.listed import by_number, number_said
from amend.model.amendment import Amendment, LeaveOut, Move, NewProvision, Operation, StandPart, Whole
from amend.model.finding import Finding
from amend.model.house import House, same_print
from amend.model.memory import collection_paused
from amend.model.provision import Bill, Path, Provision

Kind = Literal[
    "pre-empts", "conflict", "alternative", "same place", "duplicate label", "depends on", "consequential on"
]
"""How two amendments touch: the first, if agreed to, makes the second fall; neither can be made after the other; they
leave out the same words; they put something in at one point, or the same label, or one heading; the first amends or
cites the second; the first says that it follows from the second."""

EXCLUDE: frozenset[str] = frozenset(("pre-empts", "conflict", "alternative"))
"""The kinds of which only one amendment can be made."""


@dataclass(frozen=True, slots=True)
class Touching:
    """Two amendments that touch. first, second: their numbers; the first is called first, but for the last two kinds.

    why: one sentence. sentence: what the Chair of the Lords says of it, "" in the Commons and for other kinds.
    """

    first: str
    second: str
    kind: Kind
    why: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class PlacedAmendment:
    """An amendment with its place on the print. name: its number, and whose it is where several have that number.
    target: the name of the amendment that it amends, "" for none that is here. operation, resolved: None where its
    words are not understood, or it has no place on the print, as a new clause of the Commons has none."""

    amendment: Amendment
    name: str
    operation: Operation | None = None
    resolved: Resolved | None = None
    target: str = ""

    @property
    def number(self) -> str:
        """Its number alone, "(a) to NC4" for an amendment to an amendment."""
        return number_said(self.amendment.name, self.amendment.amends)

    @property
    def question(self) -> bool:
        """Whether it is about whether a clause stands part, which is put after the amendments to that clause."""
        match self.operation:
            case StandPart() | Move():
                return True
            case LeaveOut(object=Whole()):
                return is_committee(self.amendment.stage)
        return False


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What touches what. rows: each pair, in the order of consideration. placed: all that were not withdrawn, in that
    order. sentences: what the Chair of the Lords would say, one for each amendment that pre-empts others.
    findings: what could not be looked at, and what is wrong."""

    rows: tuple[Touching, ...]
    placed: tuple[PlacedAmendment, ...]
    sentences: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def conflicts(bill: Bill | Prepared, amendments: Iterable[Amendment]) -> Conflicts:
    """Every pair of amendments to a print that touch. It does not matter in which order they are given."""
    prepared = bill if isinstance(bill, Prepared) else Prepared(bill)
    with collection_paused():
        return _Comparing(prepared, list(amendments)).conflicts()


class _Comparing:
    def __init__(self, prepared: Prepared, given: list[Amendment]) -> None:
        self.prepared = prepared
        given.sort(key=lambda one: (number_key(one.name), one.amends, one.words, repr(one)))
        listed = marshal(given, Listing(bill=prepared, decided=True))
        self.findings = [one for one in listed.findings if one.level != "note"]
        for gone in listed.withdrawn:
            self.findings.append(Finding("it was withdrawn, and is not looked at", "", gone.name, "note"))
        called = _names([given[row.turn] for row in listed.rows])
        numbers = by_number([(given[row.turn].name, given[row.turn].amends) for row in listed.rows])
        self.by_number = {number: called[at] for number, at in numbers.items()}
        self.placed = [
            replace(self._placed(given[row.turn], name), target=self._target(given[row.turn]))
            for row, name in zip(listed.rows, called, strict=True)
        ]
        lords = any(one.amendment.house == House.LORDS for one in self.placed)
        self.lords = lords or House.having("", prepared.bill.number) is House.LORDS
        self.rank = {id(one): at for at, one in enumerate(self.placed)}

    def _target(self, one: Amendment) -> str:
        """The name of what an amendment amends; "" for none that is here."""
        return self.by_number.get(one.amends, "")

    def conflicts(self) -> Conflicts:
        rows = [*self._on_text(self.placed), *self._on_amendments(), *self._labels(), *self._needs()]
        at = {one.name: rank for rank, one in reversed(list(enumerate(self.placed)))}
        rows.sort(key=lambda row: (at[row.first], at[row.second], row.kind))
        self._find_circles(rows)
        return Conflicts(tuple(rows), tuple(self.placed), tuple(self._sentences(rows)), tuple(self.findings))

    def _placed(self, one: Amendment, name: str) -> PlacedAmendment:
        number = self.prepared.bill.number
        if one.print and number and not same_print(one.print, number):
            return PlacedAmendment(one, name)
        try:
            operation = placed(understood_once(one.words).operation, one)
            if one.amends or (isinstance(operation, NewProvision) and not (operation.after or operation.before)):
                return PlacedAmendment(one, name, operation)
            return PlacedAmendment(one, name, operation, self.prepared.resolve(operation))
        except AmendError as error:
            if not any(found.amendment == one.name for found in self.findings):
                self.findings.append(Finding(f"it was not compared: {error}", "", name))
            return PlacedAmendment(one, name)

    # By their place

    def _on_text(self, among: Sequence[PlacedAmendment]) -> Iterator[Touching]:
        """How those touch that have a place on one text."""
        here = [one for one in among if one.resolved is not None]
        spans = [one.resolved for one in here if one.resolved is not None]
        for pair in touching(spans):
            one, other = sorted((here[at] for at in pair), key=lambda each: self.rank[id(each)])
            if found := _touch(one, other):
                yield self._row(one, other, *found)

    def _on_amendments(self) -> Iterator[Touching]:
        """The same of amendments to one amendment, on what that inserts."""
        targets = {one.name: one for one in reversed(self.placed)}
        below: dict[str, list[PlacedAmendment]] = defaultdict(list)
        for one in self.placed:
            if one.target:
                below[one.target].append(one)
        for name, inner in below.items():
            target = targets.get(name)
            text = inserted_text(target.operation, target.amendment.lines) if target and target.operation else None
            if len(inner) < 2 or text is None:
                continue
            found: list[PlacedAmendment] = []
            for one in inner:
                try:
                    resolved = text.resolve(one.operation) if one.operation else None
                except AmendError as error:
                    self.findings.append(Finding(f"it was not compared: {error}", "", one.name))
                    continue
                found.append(PlacedAmendment(one.amendment, one.name, one.operation, resolved))
                self.rank[id(found[-1])] = self.rank[id(one)]
            yield from self._on_text(found)

    def _row(self, one: PlacedAmendment, other: PlacedAmendment, kind: Kind, why: str) -> Touching:
        sentence = _sentence(one.name, [other.name]) if self.lords and kind == "pre-empts" else ""
        return Touching(one.name, other.name, kind, why, sentence)

    # In sense

    def _labels(self) -> Iterator[Touching]:
        """Those that put in the same label at one level, or new clauses of one heading."""
        groups: dict[object, list[PlacedAmendment]] = defaultdict(list)
        said: dict[object, str] = {}
        for one in self.placed:
            for key, what in dict(_labels_of(one)).items():
                groups[key].append(one)
                said[key] = what
        for key, many in groups.items():
            for at, one in enumerate(many):
                for other in many[at + 1 :]:
                    why = f"both put in {said[key]}; as text they go together, and the clerks number anew"
                    yield self._row(one, other, "duplicate label", why)

    def _needs(self) -> Iterator[Touching]:
        """Those that amend, cite or follow from another."""
        headings = {folded_heading(heading): one.name for one in self.placed if (heading := _heading(one))}
        for one in self.placed:
            if target := one.target:
                yield Touching(one.name, target, "depends on", f"it amends {target}, and falls with it")
            for name in cited_headings(one.amendment, headings):
                why = f"it cites the new provision that {name} adds, and would lead nowhere without it"
                yield Touching(one.name, name, "depends on", why)
            for link in links_of(one.amendment):
                name = self.by_number.get(link.number, "")
                if not name:
                    message = f"its statement names amendment {link.number}, which is not among these"
                    self.findings.append(Finding(message, "", one.name, "note"))
                elif link.consequential and name != one.name:
                    why = f"its statement says that it is consequential on {name}"
                    yield Touching(one.name, name, "consequential on", why)

    def _find_circles(self, rows: Sequence[Touching]) -> None:
        """A finding for each amendment that by way of others needs itself."""
        needs: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            if row.kind in ("depends on", "consequential on"):
                needs[row.first].add(row.second)
        for name in _circular(needs):
            self.findings.append(Finding("by way of others it depends on itself", "", name))

    def _sentences(self, rows: Sequence[Touching]) -> Iterator[str]:
        if not self.lords:
            return
        fallen: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            if row.kind == "pre-empts":
                fallen[row.first].append(row.second)
        yield from (_sentence(first, seconds) for first, seconds in fallen.items())


def _names(amendments: Sequence[Amendment]) -> list[str]:
    """What each is called: by its number; where several have that, with its mover, or else its file or a count."""
    found = [number_said(one.name, one.amends) for one in amendments]
    for said in (attrgetter("mover"), attrgetter("source")):
        counts = Counter(found)
        found = [
            f"{name} ({said(one)})" if counts[name] > 1 and said(one) else name
            for name, one in zip(found, amendments, strict=True)
        ]
    seen = Counter[str]()
    for at, name in enumerate(found):
        seen[name] += 1
        found[at] = f"{name} [{seen[name]}]" if seen[name] > 1 else name
    return found


def _touch(one: PlacedAmendment, other: PlacedAmendment) -> tuple[Kind, str] | None:
    """How two with a place touch, the one that is called first given first; None where they do not."""
    a, b = one.resolved, other.resolved
    if a is None or b is None:
        return None
    if not collide(a, b):
        return ("same place", _same_place(a)) if _at_one_point(one, other) else None
    if a.start < a.end and (a.start, a.end, a.whole) == (b.start, b.end, b.whole):
        same = "the same words" if not a.whole else str(a.address)
        return "alternative", f"both leave out {same}; the first that is agreed to stands, and the other falls"
    if one.question != other.question:
        clause, inner = (one, other) if one.question else (other, one)
        where = clause.resolved.address if clause.resolved else ""
        if isinstance(clause.operation, Move):
            return "conflict", f"{clause.name} moves {where} whole; have {inner.name} change it where it goes"
        return "conflict", f"what {inner.name} makes in {where} is lost if {clause.name} is carried after it"
    if _holds(a, b):
        return "pre-empts", f"{one.name} leaves out what {other.name} would change, and is called first"
    if _holds(b, a):
        return "conflict", f"{other.name} leaves out what {one.name} would change, and is called after it"
    return "conflict", "they leave out some of the same words; once one is agreed to, the other has not all of its text"


def _holds(a: Resolved, b: Resolved) -> bool:
    """Whether all that b changes lies within what a leaves out."""
    if b.start == b.end and any(_below(home.path, a.whole) for home in b.inserted):
        return True
    spans = a.spots or ((a.start, a.end),)
    if b.start == b.end:
        return any(start < b.start < end for start, end in spans)
    return any(start <= b.start and b.end <= end for start, end in spans)


def _below(path: Path, whole: Sequence[Path]) -> bool:
    return any(len(path) > len(outer) and path[: len(outer)] == outer for outer in whole)


def _at_one_point(one: PlacedAmendment, other: PlacedAmendment) -> bool:
    """Whether both put something in at one point, and at one level."""
    a, b = one.resolved, other.resolved
    if a is None or b is None or not (a.start == a.end == b.start == b.end):
        return False
    if isinstance(one.operation, NewProvision) != isinstance(other.operation, NewProvision):
        return False
    return not (a.inserted and b.inserted) or a.inserted[0].path[:-1] == b.inserted[0].path[:-1]


def _same_place(a: Resolved) -> str:
    return f"both put something in at one point, {a.place}; both can be made, and stand in the order in which they come"


def _labels_of(one: PlacedAmendment) -> Iterator[tuple[object, str]]:
    """What an amendment puts in under a label, by the place that it goes to, or under a heading of its own."""
    if heading := _heading(one):
        yield folded_heading(heading), f"a new provision “{heading}”"
    for home in one.resolved.inserted if one.resolved else ():
        for provision in home.provisions:
            if isinstance(provision, Provision) and provision.number and provision.label:
                number = provision.number.words
                yield (home.path[:-1], provision.tag, provision.label), f"{number} at one level"


def _heading(one: PlacedAmendment) -> str:
    return heading_of_new(one.amendment) if isinstance(one.operation, NewProvision) else ""


def _sentence(first: str, seconds: Sequence[str]) -> str:
    """What the Chair of the Lords says (Lords Hansard, 26 October 2015)."""
    *before, last = seconds
    many = f"amendments {', '.join(before)} and {last}" if before else f"amendment {last}"
    return f"If amendment {first} is agreed to, I cannot call {many} by reason of pre-emption."


def _circular(needs: Mapping[str, set[str]]) -> list[str]:
    """Those from which a way leads back to themselves."""
    found: list[str] = []
    for name in needs:
        seen: set[str] = set()
        pending = list(needs[name])
        while pending:
            at = pending.pop()
            if at not in seen:
                seen.add(at)
                pending += needs.get(at, ())
        if name in seen:
            found.append(name)
    return found
