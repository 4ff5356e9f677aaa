"""Drafts for the other House: in its words, numbered anew, with what still holds of them and nothing that does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from amend.drafting.convert import convert, placed
from amend.drafting.rebase import rebase
from amend.english import tabled
from amend.errors import AmendError
from amend.model.amendment import Amendment, NewProvision
from amend.model.finding import Finding
from amend.model.house import House, same_print
from amend.model.lines import Reading
from amend.model.provision import Bill

_OF_ITS_PAPER = ("stage", "decision", "withdrawn", "star", "dnum", "note")
"""What is said of an amendment where it was tabled, and does not hold in the other House."""


def for_house(
    amendments: Iterable[Amendment],
    house: House,
    print_: Bill | None = None,
    at_hand: Callable[[str], Bill | None] = lambda _: None,
) -> tuple[tuple[Amendment, ...], tuple[Finding, ...]]:
    """Drafts in the words of a House, and what there is to know of them: a finding for each that cannot be put so, and
    a note of what was left out of each.

    They keep title, mover, supporters, statement, date and the place of a new clause, and are numbered anew in the
    order given, for the other House has not seen them: new clauses NC1, NC2, … in the Commons. What was said of them
    where they were tabled (stage, decision) is left out, and so is a print of the other House.

    print_: the print that they are to be to; those to another are carried to it. at_hand: gives the print of a number,
    None for one that is not there.
    """
    reading = Reading(print_) if print_ is not None else None
    made: list[Amendment] = []
    findings: list[Finding] = []
    numbers: dict[str, str] = {}
    counts: Counter[str] = Counter()
    given = list(amendments)
    for was, (one, why) in zip(given, carried_to(print_, given, at_hand), strict=True):
        try:
            if why:
                findings.append(Finding(why, amendment=was.name))
                continue
            words = convert(one, house, reading)
            operation = placed(tabled.parse(one.words).operation, one)
        except AmendError as error:
            findings.append(Finding(str(error), amendment=was.name))
            continue
        new = operation if isinstance(operation, NewProvision) else None
        series = "" if new is None or house is House.LORDS else "NC" if new.unit == "Clause" else "NS"
        counts[series] += 1
        number = f"{series}{counts[series]}"
        numbers.setdefault(was.number, number)
        in_commons = new is not None and house is House.COMMONS
        holds = print_ is not None or not one.print or House.having("", one.print) is house
        beside = (str(new.after or ""), str(new.before or "")) if new and in_commons else ("", "")
        its = replace(one, words=words, number=number, house=house.value, after=beside[0], before=beside[1])
        its = replace(its, print=one.print if holds else "", source="", type="", target_page="", target_provision="")
        its = replace(its, sort_key="", lines="")
        if one.house != house:
            its = replace(its, stage="", decision="", withdrawn="", star="", dnum="", note="")
        made.append(its)
        findings += _left_out(was, number, house, print_dropped=not holds)
    again = (replace(one, amends=numbers.get(one.amends, one.amends)) if one.amends else one for one in made)
    return tuple(again), tuple(findings)


def _left_out(was: Amendment, number: str, house: House, *, print_dropped: bool) -> list[Finding]:
    """A note of the new number of an amendment, and of what was left out of it; none where nothing changed."""
    said = [f"{key} “{getattr(was, key)}”" for key in _OF_ITS_PAPER if getattr(was, key) and was.house != house]
    rows = [f"it is number {number} now"] if was.number and was.number != number else []
    if said:
        rows.append(f"left out, for it is not of the {house}: {', '.join(said)}")
    if print_dropped:
        rows.append(
            f"its print “{was.print}” is not of the {house} and was left out; name one with --print, and it is carried"
        )
    return [Finding("; ".join(rows), amendment=was.name, level="note")] if rows else []


def carried_to(
    print_: Bill | None, given: Sequence[Amendment], at_hand: Callable[[str], Bill | None]
) -> list[tuple[Amendment, str]]:
    """Each amendment as it is to a print, and why it cannot be carried there; "" where it can or need not."""
    found: list[tuple[Amendment, str]] = [(one, "") for one in given]
    if print_ is None or not print_.number:
        return found
    for name in dict.fromkeys(one.print for one in given if not same_print(one.print, print_.number)):
        mine = [index for index, one in enumerate(given) if one.print == name]
        old = at_hand(name)
        if old is None:
            why = f"its print “{name}” is not at hand, so it cannot be carried to {print_.number}"
            found = [(one, why) if index in mine else (one, was) for index, (one, was) in enumerate(found)]
            continue
        for index, one in zip(mine, rebase(old, print_, [given[index] for index in mine]), strict=True):
            why = "" if one.outcome in ("unchanged", "moved") else f"{one.outcome} on {print_.number}: {one.reason}"
            found[index] = (one.amendment, why)
    return found
