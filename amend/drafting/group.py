"""Groups for debate, suggested: amendments to one provision, that name one another, or that share words; lead first.

Only the Chair selects and groups in the Commons, and the groups of the Lords bind nobody: each amendment is still put
at its place in the list (Guide to Procedure; Companion 7.62), so the lead is the first of a group that is called.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from amend.drafting.links import cited_headings, folded_heading, heading_of_new, links_of
from amend.drafting.marshal import Listing, MarshalledRow, marshal
from amend.engine.apply.apply import Prepared
from amend.formats.listed import number_said
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.memory import collection_paused
from amend.model.provision import Bill

_FEW = 4
"""How many words, that few others have, two must share."""
_SHARE = 0.5
"""What part of the words of the one that says less they must be."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_PLACE = re.compile(r"^.*?(?=leave out|insert|after “|before “|at end|at beginning)", re.IGNORECASE | re.DOTALL)
_USUAL = frozenset(
    "after amendment amendments before beginning clause clauses following have insert leave line lines member members"
    " must from other page paragraph person schedule secretary section shall state subsection such that their them they"
    " this those which with would under where when will make made ensure require requires provide provides statement"
    " explanatory regulations purposes means into been were than also each more only relation relating".split()
)


@dataclass(frozen=True, slots=True)
class DebateGroup:
    """Amendments that may be debated together. title: what they are about, "" where nothing says it. members: their
    numbers, the lead first, in the order in which they are called. why: for each but the lead, why it is here."""

    title: str
    members: tuple[str, ...]
    why: tuple[str, ...]

    @property
    def lead(self) -> str:
        """The number of the one with which the debate begins."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The groups, in the order in which their leads are called; every amendment that is listed is in one of them.

    withdrawn: the numbers of those that are not grouped, for they were withdrawn. findings: as of the list."""

    groups: tuple[DebateGroup, ...]
    withdrawn: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def group(amendments: Iterable[Amendment], bill: Bill | Prepared | None = None) -> Grouped:
    """Suggested groups for debate. bill: the print, for the order of amendments to one line; None without."""
    with collection_paused():
        listed = marshal(amendments, Listing(bill=bill, decided=True))
        groups = tuple(_Grouping(listed.rows).groups())
    return Grouped(groups, tuple(one.name for one in listed.withdrawn), listed.findings)


class _Grouping:
    def __init__(self, rows: Sequence[MarshalledRow]) -> None:
        self.rows = rows
        self.names = [number_said(row.amendment.name, row.amendment.amends) for row in rows]
        self.above = list(range(len(rows)))  # for each the one that it was put with, itself for none
        self.why = [""] * len(rows)

    def groups(self) -> Iterator[DebateGroup]:
        for one, other, why in (*self._named(), *self._worded()):
            self._join(one, other, why)
        self._by_provision()
        members: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self.rows)):
            members[self._root(at)].append(at)
        for found in members.values():
            names = tuple(self.names[at] for at in found)
            yield DebateGroup(self._title(found), names, tuple(self.why[at] for at in found[1:]))

    def _root(self, at: int) -> int:
        while self.above[at] != at:
            self.above[at] = self.above[self.above[at]]
            at = self.above[at]
        return at

    def _join(self, one: int, other: int, why: str) -> None:
        """Put the groups of two together. why: with {} for the other; it is kept for the lead that is one no more."""
        first, last = sorted((one, other))
        low, high = sorted((self._root(one), self._root(other)))
        if low == high:
            return
        self.above[high] = low
        names = {last: self.names[first], first: self.names[last]}
        self.why[high] = why.format(names.get(high, f"{self.names[first]} and {self.names[last]}"))

    def _named(self) -> Iterator[tuple[int, int, str]]:
        """Those that amend one another, that name one another, or of which one cites what the other adds."""
        numbers = {row.amendment.name: at for at, row in reversed(list(enumerate(self.rows)))}
        headed = ((heading_of_new(row.amendment), row.amendment.name) for row in self.rows)
        headings = {folded_heading(heading): name for heading, name in headed if heading}
        for at, row in enumerate(self.rows):
            if (target := numbers.get(row.under, at)) != at:
                yield at, target, "an amendment to the other: {}"
            for link in links_of(row.amendment):
                if (named := numbers.get(link.number, at)) != at:
                    yield at, named, "a statement names the other: {}"
            for name in cited_headings(row.amendment, headings):
                if (cited := numbers.get(name, at)) != at:
                    yield at, cited, "cites or adds what is cited: {}"

    def _worded(self) -> Iterator[tuple[int, int, str]]:
        """Those that do the same, or share words that few others have."""
        alike: dict[str, int] = {}
        words = [_words(row.amendment) for row in self.rows]
        for at, row in enumerate(self.rows):
            done = " ".join(_PLACE.sub("", row.amendment.words, count=1).split()).casefold()
            if "“" in done and (first := alike.setdefault(done, at)) != at:
                yield at, first, "does the same: {}"
        counts = Counter(word for each in words for word in each)
        most = max(4, len(self.rows) // 12)
        rare = [{word for word in each if counts[word] <= most} for each in words]
        having: dict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(rare):
            shared = Counter(other for word in each for other in having[word])
            for other, count in sorted(shared.items()):
                if count >= _FEW and count >= _SHARE * min(len(each), len(rare[other])):
                    common = ", ".join(sorted(each & rare[other], key=lambda word: (counts[word], word))[:3])
                    yield at, other, f"shares words ({common}): {{}}"
            for word in each:
                having[word].append(at)

    def _by_provision(self) -> None:
        """Those that are alone go with the others that are alone at their clause or Schedule, else with a group that
        begins there."""
        sizes = Counter(self._root(at) for at in range(len(self.rows)))
        first: dict[str, int] = {}
        for at, row in enumerate(self.rows):
            if row.provision and sizes[self._root(at)] == 1:
                beside = first.setdefault(row.provision, at)
                self._join(beside, at, f"also to {row.provision}: {{}}")
        for provision, at in first.items():
            begins = next((i for i, row in enumerate(self.rows) if row.provision == provision), at)
            if self._root(begins) != self._root(at) and self._root(begins) == begins:
                self._join(begins, at, f"also to {provision}: {{}}")

    def _title(self, found: Sequence[int]) -> str:
        """The heading of the first new provision, else the provision that most of them change."""
        for at in found:
            if heading := heading_of_new(self.rows[at].amendment):
                return heading
        places = Counter(self.rows[at].provision for at in found if self.rows[at].provision)
        return next((place[:1].upper() + place[1:] for place, _ in places.most_common(1)), "")


def _words(amendment: Amendment) -> set[str]:
    """The words of what an amendment puts in or leaves out, and of its statement, that say what it is about."""
    said = f"{_PLACE.sub('', amendment.words, count=1)} {amendment.statement}"
    return {word for word in _WORD.findall(said.casefold()) if word not in _USUAL}


def numbers_in_short(numbers: Sequence[str]) -> str:
    """Numbers as a list of groups has them: "NC10, 11, 1, 15 to 18" is "NC10, NC11, 1, 15 to 18"."""
    runs: list[list[str]] = []
    for number in numbers:
        last = re.fullmatch(r"(\D*)(\d+)", runs[-1][-1]) if runs else None
        here = re.fullmatch(r"(\D*)(\d+)", number)
        if last and here and last[1] == here[1] and int(last[2]) + 1 == int(here[2]):
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)
