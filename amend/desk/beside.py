"""What stands beside a text that is edited: its amendments, proved or not, findings, what falls, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from amend.desk.keeping import KeptDraft
from amend.drafting.conflicts import Touching, conflicts
from amend.drafting.known_print import KnownPrint
from amend.drafting.reverse import Drafted, draft
from amend.drafting.rules.check import check
from amend.engine.apply.apply import Prepared
from amend.errors import AmendError
from amend.model.amendment import Amendment
from amend.model.citation import address_of
from amend.model.finding import RuleFinding
from amend.model.house import House, same_print
from amend.model.in_words import listed, plural
from amend.model.provision import Bill, Path


@dataclass(frozen=True, slots=True)
class Shown:
    """An amendment that a text gives, or why a place of it gives none.

    state: "proved", or "not proved" with the reason, in words that a person acts on; then amendment is None. place: as
    it is cited. at: the path in the text of the clause or Schedule; None where it is not in the text.
    """

    state: Literal["proved", "not proved"]
    amendment: Amendment | None
    place: str = ""
    reason: str = ""
    at: Path | None = None

    @property
    def words(self) -> str:
        """The words of the amendment; "" for none."""
        return self.amendment.words if self.amendment else ""


@dataclass(frozen=True, slots=True)
class Fallen:
    """What an amendment of the text does to one that is there already. whose: the actor, "" where not known. other: its
    number. ours: the number of the one of the text. touching: how (see `conflicts`)."""

    whose: str
    other: str
    ours: str
    touching: Touching


@dataclass(frozen=True, slots=True)
class BesideText:
    """What stands beside a text.

    amendments: in the order of the print, then the places that none were found for. findings: what the rules of
    drafting say of them. companions: of these, what says that an amendment is missing. falls: what of the other
    amendments falls, or touches the same place. notes: what is done when the Bill is printed again.
    """

    amendments: tuple[Shown, ...] = ()
    findings: tuple[RuleFinding, ...] = ()
    companions: tuple[RuleFinding, ...] = ()
    falls: tuple[Fallen, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def proved(self) -> tuple[Amendment, ...]:
        """The amendments that are proved."""
        return tuple(one.amendment for one in self.amendments if one.amendment is not None)


def not_proved(found: BesideText) -> str:
    """What of a text is in none of its amendments, in a sentence; "" where all of it is."""
    places = [one.place for one in found.amendments if one.amendment is None]
    if not places:
        return ""
    where = listed(list(dict.fromkeys(filter(None, places))))
    what = f"{plural(len(places), 'change')} of the text{f' ({where})' if where else ''}"
    return f"{what} could not be proved, and {'is' if len(places) == 1 else 'are'} in none of its amendments."


def stands_beside(prepared: KnownPrint, text: Bill, house: House, others: Sequence[KeptDraft] = ()) -> BesideText:
    """What stands beside a text of a print."""
    if text is prepared.bill:
        return BesideText()
    try:
        drafted = draft(prepared, text, house, partly=True)
    except AmendError as error:
        return BesideText((Shown("not proved", None, error.place or "", error.without_place),))
    shown = _shown(drafted, prepared)
    findings = check(prepared, drafted.amendments)
    return BesideText(
        shown,
        tuple(one for one in findings if not _is_companion(one)),
        tuple(one for one in findings if _is_companion(one)),
        _falls(prepared, drafted.amendments, others),
        drafted.notes,
    )


def _shown(drafted: Drafted, prepared: Prepared) -> tuple[Shown, ...]:
    places = [outcome.place for outcome in drafted.made.outcomes]
    found = [Shown("proved", one, place) for one, place in zip(drafted.amendments, places, strict=True)]
    for part in drafted.undrafted:
        place = part.refusal.place or (str(address_of(prepared.bill, part.old) or "") if part.old else "")
        found.append(Shown("not proved", None, place, part.refusal.without_place, part.new))
    return tuple(found)


def _is_companion(finding: RuleFinding) -> bool:
    return finding.code.startswith("A4")


def _falls(prepared: Prepared, ours: Sequence[Amendment], others: Sequence[KeptDraft]) -> tuple[Fallen, ...]:
    """How the amendments of a text touch those that are kept of the same print."""
    named = [replace(one, source="this text") for one in ours]
    kept = {id(one.amendment): one for one in others if same_print(one.amendment.print, prepared.bill.number)}
    if not named or not kept:
        return ()
    found = conflicts(prepared, [*named, *(one.amendment for one in kept.values())])
    mine = {id(one) for one in named}
    placed = {one.name: one.amendment for one in found.placed}
    fallen = []
    for row in found.rows:
        first, second = placed[row.first], placed[row.second]
        if (id(first) in mine) != (id(second) in mine):
            our, other = (first, second) if id(first) in mine else (second, first)
            fallen.append(Fallen(kept[id(other)].actor, other.name, our.number, row))
    return tuple(fallen)
