"""Why an amendment stands after another on a list, and what the rules leave open between the two."""

from __future__ import annotations

from typing import NamedTuple

from amend.drafting.standing import FORMS, INSIDE, Stand
from amend.model.amendment import Amendment


class Candidate(NamedTuple):
    """An amendment on its way to the list. turn: its place in what was given. key: how its paper sorts it by hand."""

    turn: int
    amendment: Amendment
    stand: Stand
    key: tuple[object, ...] = ()


def why_after(last: Candidate, one: Candidate) -> tuple[str, str]:
    """Why one comes after the one above it, and what is left open between the two."""
    name, a, b = last.amendment.name, last.stand, one.stand
    if not b.section and not one.amendment.amends:
        return f"last, for its place is not known: {b.fault}", ""
    if a.section != b.section:
        return f"{_plural(b.section)} come after {_plural(a.section)}", ""
    if b.section.startswith("new") and last.amendment.gov != one.amendment.gov:
        return "after those of the member in charge", ""
    if a.where != b.where:
        return _further(a, b), ""
    if one.key and last.key != one.key:
        return f"after {name} as the paper sorts them by hand", ""
    if a.form != b.form:
        return f"at one line, {FORMS[b.form]} come after {FORMS[a.form]}", ""
    if a.form == INSIDE and -1 in (a.at, b.at):
        tie = f"{name} and this change one line: --print PRINT would tell which words come first"
        return f"at one line with {name}", tie
    if a.at != b.at:
        return f"its words come after those of {name} on the line", ""
    if b.section.startswith("new") and one.amendment.gov:
        return f"tabled after {name}", f"the member in charge may have {name} and this in any order"
    if _notice_known(last.amendment, one.amendment):
        return f"at one place with {name}, and tabled after it", ""
    return f"at one place with {name}", f"nothing says which of {name} and this was tabled first"


def _notice_known(one: Amendment, other: Amendment) -> bool:
    if one.number or other.number:
        return bool(one.number) and one.number != other.number
    return bool(one.date and other.date and one.date != other.date)


def _further(a: Stand, b: Stand) -> str:
    if a.provision != b.provision:
        return f"{b.provision} comes after {a.provision}"
    if a.side != b.side:
        return "after the amendments to it" if b.side > 0 else f"further on at {b.provision}"
    if a.page != b.page:
        return f"further on in {b.provision}: page {b.page} comes after page {a.page}"
    return f"further on: line {b.line} comes after line {a.line}"


def _plural(section: str) -> str:
    return f"{section}s" if section not in ("Title", "Preamble") else f"amendments to the {section}"
