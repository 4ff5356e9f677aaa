"""What a file says of the amendments that were made to its print: their numbers, and who moved them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count, groupby

from amend.model.provision import Bill, Carried
from amend.model.text import NOT_XML

_RECORD = "amend-made"
"""The processing instruction with the numbers; the line marks of such a file are those of the print as published."""

_MOVERS = "amend-movers"
_SPACE = re.compile(r"\s+")
_UNSAID = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # commands, and what turns round the words beside it
_END = re.compile(r"\?+>")
_WIDEST = 80
"""Characters of a number or a name that are kept."""
_MOST = 2
"""Movers that are named; of more the numbers are told alone."""

_LONG = 10
"""Digits with which what stands for a number is none of a paper."""


def recorded(bill: Bill, numbers: Iterable[str], movers: Iterable[str] = ()) -> Bill:
    """The Bill with a note before it of the amendments made, added to any that stands there.

    movers: who moved them, each once or more; "" for one that is not known.
    """
    notes = [Carried(f"<?{_RECORD} {'; '.join((*made(bill), *map(_said, numbers)))}?>")]
    names = dict.fromkeys((*movers_of(bill), *filter(None, map(_said, movers))))
    if names:
        notes.append(Carried(f"<?{_MOVERS} {'; '.join(names)}?>"))
    cleared = unrecorded(bill)
    return replace(cleared, outside=((*cleared.outside[0], *notes), bill.outside[1]))


def unrecorded(bill: Bill) -> Bill:
    """The Bill without a note of amendments made, as a print is."""
    before = tuple(c for c in bill.outside[0] if not c.xml.startswith((f"<?{_RECORD} ", f"<?{_MOVERS} ")))
    return replace(bill, outside=(before, bill.outside[1]))


def made(bill: Bill) -> tuple[str, ...]:
    """The numbers of the amendments that a file says were made to the print; empty for a print as published."""
    return _noted(bill, _RECORD)


def movers_of(bill: Bill) -> tuple[str, ...]:
    """Who moved the amendments made, each once; those that are not known are not there."""
    return _noted(bill, _MOVERS)


def amendments_of(name: str) -> str:
    """Somebody's amendments, in words: "Lord Moss’s amendments", "Police Chiefs’ amendments"."""
    return f"{name}{'’' if name.endswith('s') and not name.endswith('ss') else '’s'} amendments"


def told(bill: Bill) -> str:
    """The amendments made, in words: "amendments 1 to 4, NC1 (Baroness Hay)"; "" where there are none.

    The numbers of two movers may be those of two papers, so then the movers are named instead.
    """
    numbers, movers = made(bill), movers_of(bill)
    if not numbers:
        return ""
    if 1 < len(movers) <= _MOST:
        return f"the amendments of {' and of '.join(movers)}"
    named = f" ({', '.join(movers)})" if 0 < len(movers) <= _MOST else ""
    return f"amendment{'s' if len(numbers) > 1 else ''} {', '.join(_runs(numbers))}{named}"


def _noted(bill: Bill, name: str) -> tuple[str, ...]:
    for carried in bill.outside[0]:
        if carried.xml.startswith(f"<?{name} "):
            return tuple(carried.xml[len(name) + 3 : -2].split("; "))
    return ()


def _said(words: str) -> str:
    """A number or a name as it can stand in a note."""
    plain = _SPACE.sub(" ", _UNSAID.sub("", NOT_XML.sub("", _SPACE.sub(" ", words))))
    kept = _END.sub(">", plain.replace(";", ",")).strip(" ,?")
    return kept if len(kept) <= _WIDEST else f"{kept[: _WIDEST - 1]}…"


def _runs(numbers: Sequence[str]) -> list[str]:
    """Numbers as they are told: three or more that follow one another by the first and the last."""
    found: list[str] = []
    counted = count()
    for _, group in groupby(
        numbers, lambda one: int(one) - next(counted) if one.isdecimal() and len(one) < _LONG else one
    ):
        run = list(group)
        found += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else run
    return found
