"""Rules of the House in which an amendment is tabled, and of its paper, A501 to A508."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amend.drafting.rules.rule import CheckedAmendment, CheckedPaper, rule
from amend.model.amendment import Insert, LeaveOut, NewProvision, Place, Substitute, Whole
from amend.model.house import House

STATEMENT = 50
"""Words of an explanatory statement, at most."""
NAMES = 4
"""Names to an amendment in the Lords, at most."""

_ARGUES = re.compile(
    r"\b(?:crucial|vital|essential|disgrace\w*|scandal\w*|unacceptable|shameful|rightly|wrongly|unfair\w*|outrag\w*"
    r"|common sense|sensible|regrettabl[ey]|draconian|much[- ]needed|urgent(?:ly)? need\w*)\b",
    re.IGNORECASE,
)


@rule("A501", "warning")
def statements_are_short(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    A Member’s explanatory statement has at most 50 words.

    Bad: a statement of 70 words
    Good: “This amendment would require the keeper to count the newts.”
    Source: Procedure Committee, HC 410 of 2009-10; Erskine May, paragraph 29.26, for the Lords.
    """
    count = len(one.amendment.statement.split())
    if count > STATEMENT:
        yield f"its explanatory statement has {count} words; {STATEMENT} is the most"


@rule("A502", "warning")
def four_names_in_the_lords(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    In the Lords an amendment has at most four names.

    Bad: a mover and four supporters
    Good: a mover and three supporters
    Source: practice of the Lords’ Marshalled Lists.
    """
    names = len([name for name in (one.amendment.mover, *one.amendment.supporters) if name])
    if one.amendment.house == House.LORDS and names > NAMES:
        yield f"it has {names} names; the Lords print {NAMES}"


@rule("A503", "warning")
def clauses_are_opposed_in_lords_committee(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    In Committee of the Lords a clause is opposed by notice, not left out by amendment.

    Bad: Leave out Clause 48
    Good: Lord Pond gives notice of his intention to oppose the Question that Clause 48 stand part of the Bill.
    Source: Companion to the Standing Orders of the House of Lords, on committees.
    """
    match one.operation:
        case LeaveOut(object=Whole(provision), place=place) if place == Place() and _in_committee(one, House.LORDS):
            yield (
                f"in a Committee of the Lords this is a notice to oppose the Question that {provision} stand part of"
                " the Bill"
            )


@rule("A504", "error")
def new_clauses_of_the_commons_name_no_place(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    In the Commons a new clause has a number and no place.

    Bad: Before Clause 1, insert the following new Clause—
    Good: To move the following Clause—
    Source: Guide to Procedure, on new clauses.
    """
    match one.operation:
        case NewProvision(unit=unit) if one.amendment.house == House.COMMONS and _names_place(one):
            yield f"in the Commons it is “To move the following {unit}—”; the place is agreed with the clerks"


@rule("A505", "error")
def new_clauses_of_the_lords_name_their_place(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    In the Lords a new clause names the clause that it goes after.

    Bad: To move the following Clause—
    Good: After Clause 2, insert the following new Clause—
    Source: Companion to the Standing Orders of the House of Lords, on amendments.
    """
    match one.operation:
        case NewProvision(unit=unit) if one.amendment.house == House.LORDS and not _names_place(one):
            yield f"in the Lords it is “After {unit} …, insert the following new {unit}—”"


def _names_place(one: CheckedAmendment) -> bool:
    return not re.search(r"\bto move the following\b", one.amendment.words[:200], re.IGNORECASE)


@rule("A506", "warning")
def clauses_are_voted_against_in_commons_committee(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    In committee of the Commons a clause is opposed on the Question that it stand part.

    Such an amendment is printed, and is not called.
    Bad: Page 20, line 8, leave out Clause 26
    Good: a vote against clause 26 standing part, or the same amendment on report
    Source: Erskine May, paragraph 28.105.
    """
    match one.operation:
        case LeaveOut(object=Whole(provision)) if _in_committee(one, House.COMMONS):
            if str(provision).lower().startswith("clause"):
                yield f"in committee {provision} is opposed on the Question that it stand part; this will not be called"


@rule("A507", "note")
def the_government_signs_alone(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    An amendment of the Government has one name, that of the Minister in charge.

    Bad: a Government amendment with supporters
    Good: the Minister in charge, alone
    Source: OPC, Amending Bills: style manual, paragraphs 1.4 and 1.5.
    """
    if one.amendment.gov and one.amendment.supporters:
        yield f"an amendment of the Government has one name, and this has {1 + len(one.amendment.supporters)}"


@rule("A508", "note")
def statements_do_not_argue(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    An explanatory statement says what the amendment does, and does not argue for it.

    Bad: This vital amendment would end a scandal.
    Good: This amendment would require the keeper to count the newts.
    Source: Procedure Committee, HC 410 of 2009-10.
    """
    if found := _ARGUES.search(one.amendment.statement):
        yield f"its explanatory statement says “{found[0]}”; say what the amendment does, without argument"


@rule("A509", "note")
def the_title_follows_the_text(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    The long title is amended only for what the text has come to contain.

    Bad: Title, line 1, at end insert “and newts”, alone
    Good: the same with a new clause about newts
    Source: Erskine May, on the title of a Bill: it is taken last.
    """
    if _is_title(one) and all(_is_title(other) or other.operation is None for other in paper.amendments):
        yield "it amends the long title, and no other of those given changes the text"


def _is_title(one: CheckedAmendment) -> bool:
    match one.operation:
        case Insert(place=place) | LeaveOut(place=place) | Substitute(place=place):
            return str(place.provision or "").startswith("Title")
    return False


def _in_committee(one: CheckedAmendment, house: House) -> bool:
    return one.amendment.house == house and "committee" in one.amendment.stage.lower()
