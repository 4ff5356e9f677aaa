"""The list of amendments in the order in which they are considered, with numbers and stars, and why each is there.

The order is that of `standing`; the section comes first (`sections`), and amendments to an amendment stand under it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from amend.drafting.assigned_numbers import highest_in_series, in_list_order, next_letter
from amend.drafting.house_of import house_of, usual
from amend.drafting.sections import SectionOrder, section_order
from amend.drafting.standing import Stand, stand_of
from amend.drafting.stars import NEW, WEEKDAYS, NoticeDays, first_star, next_star
from amend.drafting.why_here import Candidate, why_after
from amend.engine.apply.apply import Prepared, number_key
from amend.formats.listed import Paper, by_number, number_said
from amend.model.address import Address
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.house import House, same_print
from amend.model.memory import collection_paused
from amend.model.position import When
from amend.model.provision import Bill

OPEN_DECISIONS = frozenset({"", "nodecision", "questionproposed", "notcalled"})
"""What a decision says, without spaces, where there is none yet."""


@dataclass(frozen=True, slots=True)
class MarshalledRow:
    """One amendment on the list. amendment: with its number and star. place: where it stands, for a person.

    under: the number of the amendment that it amends, "" for none. why: why it stands here, as against the row above.
    tie: what a person must settle, where the rules leave its order and that of the row above open; "" for nothing.
    turn: which it was of those given, from 0. provision: the clause or Schedule that it changes, "" for none.
    """

    amendment: Amendment
    place: str
    under: str = ""
    why: str = ""
    tie: str = ""
    turn: int = 0
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Marshalled:
    """A list of amendments. rows: in the order of consideration. paper: the same as an amendment paper.

    withdrawn: those that were withdrawn. decided: those with an outcome, which are listed no more, and amendments to
    them. No amendment given is in none of the three. findings: what is wrong, and notes of what was assumed.
    """

    rows: tuple[MarshalledRow, ...]
    paper: Paper
    withdrawn: tuple[Amendment, ...] = ()
    decided: tuple[Amendment, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list is made by. house, stage: "" for what the amendments say. ordered: an order of consideration, see
    `section_order`. previous: the last list. day: the date of this one. calendar: the days on which notice is taken.
    decided: whether amendments that have an outcome stay. bill: the print, for the order of words in a line.
    """

    house: str = ""
    stage: str = ""
    ordered: str = ""
    previous: Paper | None = None
    day: date | None = None
    calendar: NoticeDays = WEEKDAYS
    decided: bool = False
    bill: Bill | Prepared | None = None


def marshal(amendments: Iterable[Amendment], listing: Listing | None = None) -> Marshalled:
    """The list of amendments of one stage. Nothing given is lost: what has no place stands last, with a finding.

    Raises AddressError for an order of consideration that is not understood.
    """
    with collection_paused():
        return _Marshal(list(amendments), listing or Listing()).listed()


class _Earlier:
    """The amendments of the last list, by each thing that tells one of them."""

    def __init__(self, amendments: Sequence[Amendment]) -> None:
        self.by_dnum = {one.dnum: one for one in reversed(amendments) if one.dnum}
        self.by_number = {(one.number, one.amends): one for one in reversed(amendments) if one.number}
        self._amendments = amendments

    @cached_property
    def by_words(self) -> dict[tuple[str, str], list[Amendment]]:
        """By their words, without spaces and stops, and what they amend."""
        found: dict[tuple[str, str], list[Amendment]] = defaultdict(list)
        for one in self._amendments:
            found[_bare(one.words), one.amends].append(one)
        return found


class _Marshal:
    def __init__(self, given: list[Amendment], listing: Listing) -> None:
        self.given = given
        self.listing = listing
        self.findings: list[Finding] = []
        self.print = usual(one.print for one in given)
        self.house = house_of(given, listing.house)
        self.stage = listing.stage or usual(one.stage for one in given)
        self.order: SectionOrder = section_order(self.house, self.stage, listing.ordered)
        bill = listing.bill
        self.prepared = Prepared(bill) if isinstance(bill, Bill) else bill
        self.elsewhere: set[int] = set()
        self.ranks: dict[Address, int] = {}
        self.previous = self._last_list(listing.previous)
        self.earlier = _Earlier(self.previous.amendments if self.previous else ())

    def listed(self) -> Marshalled:
        if not self.stage and self.house is House.COMMONS and not self.listing.ordered:
            self._find(
                "", "no stage is given, so the order is that of Report; say --stage Committee for another", "note"
            )
        given = [self._known(one) for one in self.given]
        self._find_others(given)
        withdrawn = [one for one in given if one.withdrawn]
        decided = self._decided([one for one in given if not one.withdrawn])
        gone = {id(one) for one in (*withdrawn, *decided)}
        candidates = [
            Candidate(index, one, self._stand(index, one)) for index, one in enumerate(given) if id(one) not in gone
        ]
        rows = self._numbered(self._nested(_inferred(candidates)))
        self._find_same_numbers([row.amendment for row in rows])
        return Marshalled(rows, self._paper(rows, withdrawn), tuple(withdrawn), tuple(decided), tuple(self.findings))

    def _find(self, name: str, message: str, level: str = "finding") -> None:
        self.findings.append(Finding(message, "", name, "note" if level == "note" else "finding"))

    # What is known of each from the last list

    def _last_list(self, given: Paper | None) -> Paper | None:
        """The last list, where it is one of this stage: what has one number in another is another amendment."""
        if given is None:
            return None
        first = [usual(getattr(one, name) for one in given.amendments) for name in ("print", "house", "stage")]
        its = (given.number or first[0], given.house or first[1], given.stage or first[2])
        if said := self._of_another(*its):
            self._find("", f"the last list is of another stage or Bill: {said}; it was not used")
            return None
        if (last := _day(given.date)) and self.listing.day and last > self.listing.day:
            self._find("", f"the last list is of {last.isoformat()}, after the day of this one; look at the stars")
        return given

    def _known(self, one: Amendment) -> Amendment:
        """An amendment with the number that the last list gave it, and the star that this one has for it."""
        earlier, day, calendar = self.previous, self.listing.day, self.listing.calendar
        if earlier is None:
            star = first_star(self._tabled_on(one), day, calendar)
            return one if star is None or (star and self.house is House.LORDS) else replace(one, star=star)
        before = self._before(one)
        if before is None:
            return replace(one, star=NEW)
        star = next_star(before.star, self.house, _day(earlier.date), day, calendar)
        if one.number and before.number and one.number != before.number:
            name = number_said(before.number, before.amends)
            self._find(name, f"its draft says {one.number}; it keeps the number of the last list")
        known = (before.number or one.number, one.dnum or before.dnum, one.gov or before.gov, star)
        if known == (one.number, one.dnum, one.gov, one.star):
            return one
        number, dnum, gov, star = known
        return replace(one, number=number, dnum=dnum, gov=gov, star=star)

    def _tabled_on(self, one: Amendment) -> date | None:
        """The day on which an amendment was tabled; None where it is not known."""
        try:
            when = When.of(one.date)
        except ValueError as error:
            self._find(one.name, f"when it was tabled is not known: {error}")
            return None
        return when.latest if when.exact else None

    def _before(self, one: Amendment) -> Amendment | None:
        """The same amendment on the last list: by the number that it keeps for ever, else by its number or words."""
        if one.dnum and (found := self.earlier.by_dnum.get(one.dnum)):
            return found
        if one.number:
            before = self.earlier.by_number.get((one.number, one.amends))
            return None if before is None or (one.dnum and before.dnum) else before
        alike = self.earlier.by_words.get((_bare(one.words), one.amends), [])
        return alike[0] if len(alike) == 1 and not (one.dnum and alike[0].dnum) else None

    # What is not listed, or is of another list

    def _decided(self, given: list[Amendment]) -> list[Amendment]:
        """Those with an outcome, and those that amend them, unless they are asked for."""
        if self.listing.decided:
            return []
        found = [one for one in given if one.decision.casefold().replace(" ", "") not in OPEN_DECISIONS]
        numbers = {one.number for one in found if one.number and not one.amends}
        gone = set(map(id, found))
        return found + [one for one in given if one.amends in numbers and id(one) not in gone]

    def _find_others(self, given: Sequence[Amendment]) -> None:
        """A finding for each that is to another print, House or stage; one to another print has no place here."""
        for index, one in enumerate(given):
            if said := self._of_another(one.print, one.house, one.stage):
                self._find(one.name, f"it is of another list: {said}")
            if one.print and self.print and not _alike("print", one.print, self.print):
                self.elsewhere.add(index)
        if self.prepared and self.print and self.prepared.bill.number:
            number = self.prepared.bill.number
            if not same_print(number, self.print):
                self._find("", f"they amend {self.print}, and the print given is {number}; it was not used")
                self.prepared = None

    def _of_another(self, *its: str) -> str:
        """How a print, House and stage are not those of this list; "" where they are, or are not said."""
        ours = zip(("print", "House", "stage"), its, (self.print, self.house.value, self.stage), strict=True)
        return " and ".join(
            f"its {name} is {one}, not {our}" for name, one, our in ours if one and our and not _alike(name, one, our)
        )

    def _find_same_numbers(self, listed: Sequence[Amendment]) -> None:
        counts = Counter((one.number, one.amends) for one in listed if one.number)
        for (number, amends), count in counts.items():
            if count > 1:
                self._find(number_said(number, amends), f"{count} amendments have this number; all are listed")

    # The order

    def _stand(self, index: int, one: Amendment) -> Stand:
        if index in self.elsewhere:
            return Stand(fault=f"its page and line are those of {one.print}")
        stands = stand_of(one, self.order, self.prepared)
        if stands.fault:
            what = "it stands last, for its place is not known" if not stands.section else "see its place"
            self._find(one.name, f"{what}: {stands.fault}")
        elif not self.order.names(stands.section, stands.provision) and not one.amends:
            self._find(
                one.name, f"the order of consideration does not name {stands.place}; it comes after what it names"
            )
        return stands

    def _nested(self, candidates: Sequence[Candidate]) -> list[tuple[Candidate, str, str, str]]:
        """Those that amend the Bill in their order, each followed by what amends it: with under, why and tie."""
        targets = _targets(candidates)
        below: dict[int, list[Candidate]] = defaultdict(list)
        tops: list[Candidate] = []
        lost: list[Candidate] = []
        for one in candidates:
            if not one.amendment.amends:
                tops.append(one)
            elif (target := targets.get(one.amendment.amends)) is not None:
                below[target.turn].append(one)
            else:
                lost.append(one)
                self._find(one.amendment.name, f"it amends {one.amendment.amends}, which is not on this list")
        rows: list[tuple[Candidate, str, str, str]] = []
        done: set[int] = set()
        for level in (tops, lost):
            self._put(level, "", below, rows, done)
        circle = [one for one in candidates if one.turn not in done]
        for one in circle:
            self._find(one.amendment.name, "it amends itself by way of others; it stands last")
        rows += [(one, one.amendment.amends, "what it amends leads back to it", "") for one in circle]
        return rows

    def _put(
        self,
        level: Sequence[Candidate],
        under: str,
        below: Mapping[int, Sequence[Candidate]],
        rows: list[tuple[Candidate, str, str, str]],
        done: set[int],
    ) -> None:
        """The rows of amendments to one thing, each followed by the rows of those to it."""
        pending = [(one, under, last) for one, last in reversed(list(_beside(self._sorted(level))))]
        while pending:
            one, under, last = pending.pop()
            done.add(one.turn)
            why, tie = why_after(last, one) if last else ("first", "")
            why = f"{why} of those to {under}" if under and not last else why
            rows.append((one, under or one.amendment.amends, why, tie))
            inner = _beside(self._sorted(below.get(one.turn, ())))
            pending += [(each, one.amendment.name, before) for each, before in reversed(list(inner))]

    def _sorted(self, level: Sequence[Candidate]) -> list[Candidate]:
        by_place: dict[tuple[object, ...], list[Candidate]] = defaultdict(list)
        self.ranks = {each: at for at, each in enumerate(sorted({one.stand.provision for one in level}))}
        for one in level:
            by_place[self._place_key(one)].append(one)
        rows: list[Candidate] = []
        for place in sorted(by_place):
            here = by_place[place]
            by_hand = all(one.amendment.sort_key for one in here)
            here = [one._replace(key=_natural(one.amendment.sort_key)) for one in here] if by_hand else here
            rows += sorted(here, key=lambda one: (one.key, one.stand.form, one.stand.at, self._tabled(one)))
        return rows

    def _place_key(self, one: Candidate) -> tuple[object, ...]:
        stands = one.stand
        _, *place = stands.where
        if one.amendment.amends or not stands.section:
            return (len(self.order.usual) * 2, 0, 0, 0, *place)
        others = int(stands.section.startswith("new") and not one.amendment.gov)
        return (*self.order.rank(stands.section, stands.provision), others, self.ranks[stands.provision], *place)

    @staticmethod
    def _tabled(one: Candidate) -> tuple[object, ...]:
        """The order of notice: by number, for that is given in order of tabling; then by date; then as given."""
        if one.amendment.number:
            return (0, number_key(one.amendment.number), one.turn)
        return (1, (one.amendment.date or "9",), one.turn)

    # Numbers

    def _numbered(self, rows: Sequence[tuple[Candidate, str, str, str]]) -> tuple[MarshalledRow, ...]:
        """The rows with a number for each that has none: in order of tabling in the Commons, as they stand in the
        Lords, where a notice to oppose a clause has none."""
        earlier = self.previous
        used = [one.number for one in (*self.given, *(earlier.amendments if earlier else ()))]
        used += [number.split()[0] for number, _ in (earlier.withdrawn if earlier else ()) if number]
        if self.house is House.LORDS:
            numbers = self._lords_numbers([one for one, *_ in rows], {*filter(None, used)})
        else:
            numbers = self._commons_numbers([one for one, *_ in rows], [*filter(None, used)])
        return tuple(
            MarshalledRow(
                one.amendment if one.amendment.number else replace(one.amendment, number=numbers[one.turn]),
                one.stand.place,
                under,
                why,
                tie,
                one.turn,
                _provision(one),
            )
            for one, under, why, tie in rows
        )

    def _lords_numbers(self, rows: Sequence[Candidate], used: set[str]) -> dict[int, str]:
        counted = [one for one in rows if not (one.stand.side == 1 and _is_notice(one.amendment))]
        numbers = in_list_order([one.amendment.number for one in counted], used)
        found = {one.turn: one.amendment.number for one in rows}
        return found | {one.turn: number for one, number in zip(counted, numbers, strict=True)}

    def _commons_numbers(self, rows: Sequence[Candidate], used: list[str]) -> dict[int, str]:
        found = {one.turn: one.amendment.number for one in rows}
        highest = highest_in_series(used)
        letters: dict[str, list[str]] = defaultdict(list)
        for one in rows:
            letters[one.amendment.amends].append(one.amendment.number)
        for one in sorted(rows, key=self._tabled):
            if found[one.turn]:
                continue
            if one.amendment.amends:
                number = next_letter(letters[one.amendment.amends])
                letters[one.amendment.amends].append(number)
            else:
                series = {"new Clause": "NC", "new Schedule": "NS"}.get(one.stand.section, "")
                highest[series] += 1
                number = f"{series}{highest[series]}"
            found[one.turn] = number
        return found

    def _paper(self, rows: Sequence[MarshalledRow], withdrawn: Sequence[Amendment]) -> Paper:
        earlier, bill = self.previous, self.prepared.bill if self.prepared else None
        gone = dict(earlier.withdrawn) if earlier else {}
        gone |= {one.name: one.withdrawn for one in withdrawn}
        title = bill.title if bill else earlier.bill if earlier else ""
        day = self.listing.day.isoformat() if self.listing.day else ""
        said = (title, self.print, self.house.value, self.stage, day, tuple(row.amendment for row in rows))
        return Paper(*said, withdrawn=tuple(gone.items()), cautions=bill.cautions if bill else ())


def _inferred(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that do not say their clause with that of the amendment before whose page and line theirs come."""
    known = sorted(
        (
            ((one.stand.page, one.stand.line), one.stand)
            for one in candidates
            if one.stand.known and one.stand.page and one.stand.section in ("clause", "Schedule")
        ),
        key=lambda pair: pair[0],
    )
    found: list[Candidate] = []
    for one in candidates:
        if one.stand.known or one.amendment.amends or not known:
            found.append(one)
            continue
        here = (one.stand.page, one.stand.line)
        before = [stands for place, stands in known if place <= here] or [known[0][1]]
        stands = replace(one.stand, section=before[-1].section, provision=before[-1].provision)
        found.append(one._replace(stand=stands))
    return found


def _provision(one: Candidate) -> str:
    """The clause or Schedule that an amendment changes, "" for one that adds a provision or amends an amendment."""
    stands = one.stand
    none = one.amendment.amends or not stands.section or stands.section.startswith("new")
    return "" if none else str(stands.provision)


def _targets(candidates: Sequence[Candidate]) -> dict[str, Candidate]:
    """What each number that may be amended stands for: of amendments to amendments, with their target."""
    numbers = by_number([(one.amendment.number, one.amendment.amends) for one in candidates])
    return {number: candidates[at] for number, at in numbers.items()}


def _beside(level: Sequence[Candidate]) -> Iterable[tuple[Candidate, Candidate | None]]:
    """Each with the one above it."""
    return zip(level, (None, *level), strict=False)


def _is_notice(amendment: Amendment) -> bool:
    return "oppose the question" in amendment.words.casefold()


def _alike(name: str, its: str, ours: str) -> bool:
    return its == ours or (same_print(its, ours) if name == "print" else _bare(its) == _bare(ours))


def _bare(words: str) -> str:
    return re.sub(r"\W", "", words.casefold())


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _natural(key: str) -> tuple[object, ...]:
    """How a key given by hand sorts: "A010" after "A09", whatever the case."""
    parts = (part for part in re.split(r"(\d+)", key.casefold()) if part)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
