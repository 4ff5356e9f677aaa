"""What an amendment paper lists, in whatever form it came: the amendments, and what could not be made out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.frozen import frozen

NUMBER = r"(?:NC|NS|[A-Z]{1,2})?\d+[A-Z]{0,3}"
"""The pattern of a number on a paper: 12, NC4, NS1, 34C, A1, ZA1."""

UNDATED = "withdrawn"
"""What `Amendment.withdrawn` says where the paper gives no date."""

_LISTED = re.compile(rf"({NUMBER})(?:\s+to\s+({NUMBER}))?(\s+\([^()]*\))?")
_WITHDRAWN_ON = re.compile(
    r"(?:The following (?:amendments were|amendment was) )?withdrawn(?: on ([^:]+))?:\s*", re.IGNORECASE
)
_COUNTED = re.compile(r"(\D*)(\d+)([A-Z]*)")
_MOST = 10_000
_TARGET = re.compile(rf"\bamendments?\s+to\b.*?(?:\bamendment\s+|\(Gov\s+|\()({NUMBER})\b", re.IGNORECASE)


@frozen
class Paper:
    """Amendments as an amendment paper lists them; also what was pasted, or came from the Bills API.

    bill: the title of the Bill. number: the print that is amended ("Bill 351", "HL Bill 54"). house: "Commons" or
    "Lords". stage: "Committee", "Report". date: of the paper, "2026-06-28". Each is "" where it is not said.
    withdrawn: number and date ("22 June 2026") of those that the paper lists as withdrawn; it no longer prints them.
    cautions: what must be said of the print that is amended, such as that it is a working print.
    """

    bill: str = ""
    number: str = ""
    house: str = ""
    stage: str = ""
    date: str = ""
    amendments: tuple[Amendment, ...] = ()
    findings: tuple[Finding, ...] = ()
    withdrawn: tuple[tuple[str, str], ...] = ()
    cautions: tuple[str, ...] = ()


def target_of(note: str) -> str:
    """The number of the amendment that a note such as "As an amendment to amendment 4" names; "" for none."""
    found = _TARGET.search(note)
    return found[1] if found else ""


def withdrawn_list(listed: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Number and date of each amendment that rows such as "… were withdrawn on 22 June 2026: 5 and NC3" name.

    Second, the words that could not be made out.
    """
    text = " ".join(listed)
    found: list[tuple[str, str]] = []
    unread: list[str] = []
    pieces = _WITHDRAWN_ON.split(text)
    if pieces[0].strip():
        unread.append(pieces[0].strip())
    for date, numbers in zip(pieces[1::2], pieces[2::2], strict=True):
        for match in _LISTED.finditer(numbers):
            found += [(number, date or UNDATED) for number in number_run(match[1], match[2], match[3] or "")]
        left = re.sub(r"\band\b|[,;.\s]", "", _LISTED.sub("", numbers))
        if left:
            unread.append(numbers.strip())
    return tuple(found), tuple(unread)


def withdrawn_rows(listed: Paper) -> Iterator[str]:
    """What a paper says at its end of those withdrawn, a row for each date: "The following amendments were withdrawn on
    22 June 2026: 5 and 12"."""
    found = dict(listed.withdrawn)
    found |= {a.number: a.withdrawn for a in listed.amendments if a.withdrawn and a.number not in found}
    for day in dict.fromkeys(found.values()):
        numbers = [number for number, when in found.items() if when == day]
        on = f" on {day}" if re.search(r"\d", day) else ""
        told = ", ".join(numbers[:-1]) + (" and " if len(numbers) > 1 else "") + numbers[-1]
        were = "amendments were" if len(numbers) > 1 else "amendment was"
        yield f"The following {were} withdrawn{on}: {told}"


def number_run(first: str, last: str | None, remark: str = "") -> list[str]:
    """ "3 to 6" as 3, 4, 5, 6; a remark such as "(duplicate)" stays with the number."""
    numbers = run_of(first, last) if last else ()
    return list(numbers) or [" ".join((number + remark).split()) for number in (first, last) if number]


def run_of(first: str, last: str) -> tuple[str, ...]:
    """The numbers from one to another of its series: NC2, NC3 and NC4, or 12A, 12B and 12C; none where these do not
    follow one another, or are more than any stage has."""
    one, other = _COUNTED.fullmatch(first), _COUNTED.fullmatch(last)
    if one is None or other is None or (other[1] and other[1] != one[1]):
        return ()
    if one[3] or other[3]:
        lettered = one[2] == other[2] and len(one[3]) == len(other[3]) == 1
        letters = range(ord(one[3]), ord(other[3]) + 1) if lettered else ()
        return tuple(f"{one[1]}{one[2]}{chr(letter)}" for letter in letters)
    if int(other[2]) - int(one[2]) > _MOST:
        return ()
    return tuple(f"{one[1]}{number}" for number in range(int(one[2]), int(other[2]) + 1))


def number_said(number: str, amends: str) -> str:
    """A number as findings name it: that of an amendment to an amendment with its target, "(a) to NC4"."""
    return f"{number} to {amends}" if amends and number.startswith("(") else number


def by_number(given: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Which of some amendments, each by its number and by that of what it amends, a number names.

    Sooner one to the Bill than one to an amendment; of several the first. "(a) to NC4" is told from "(a) to NC5", and
    "(a)" alone is the first of them.
    """
    found: dict[str, int] = {}
    bill = [(number, at) for at, (number, amends) in enumerate(given) if not amends]
    said = [(number_said(number, amends), at) for at, (number, amends) in enumerate(given)]
    for number, at in (*bill, *said, *((number, at) for at, (number, _) in enumerate(given))):
        found.setdefault(number, at)
    found.pop("", None)
    return found
