"""Which other amendments an amendment names: in its explanatory statement by number, in its words by their heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from amend.drafting.understood import understood_once
from amend.errors import AmendError
from amend.formats.listed import number_run
from amend.model.amendment import Amendment, NewProvision

_NUM = r"(?:(?:NC|NS)\s?)?\d+[A-Z]{0,3}"
_CITED = re.compile(
    rf"\b(?:(?P<kind>amendments?|new\s+clauses?|new\s+schedules?)\s+(?:nos?\.?\s*)?(?=\d|NC|NS)|(?=(?:NC|NS)\s?\d))"
    rf"(?P<list>{_NUM}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+or\s+|\s+to\s+)(?:amendments?\s+)?{_NUM})*)\b",
    re.IGNORECASE,
)
_ONE = re.compile(rf"({_NUM})(?:\s+to\s+({_NUM}))?", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_HEADED = re.compile(r"\b(?:section|clause|Schedule)s?\s+\(((?:[^()]|\([^()]*\)){4,}?)\)")
_SERIES = {"new clause": "NC", "new schedule": "NS"}


@dataclass(frozen=True, slots=True)
class Link:
    """That an amendment names another. number: of that. consequential: whether it says that it only follows from it."""

    number: str
    consequential: bool = False


def links_of(amendment: Amendment) -> tuple[Link, ...]:
    """The amendments that the explanatory statement of one names, each once; ranges are taken apart."""
    found: dict[str, bool] = {}
    for sentence in _SENTENCE.split(" ".join(amendment.statement.split())):
        for cited in _CITED.finditer(sentence):
            consequential = "consequential" in sentence[: cited.start()].casefold()
            series = _SERIES.get(" ".join((cited["kind"] or "").lower().split()).rstrip("s"), "")
            for one in _ONE.finditer(cited["list"]):
                first, last = ((_number(said, series) if said else None) for said in one.groups())
                for number in number_run(first or "", last):
                    found[number] = found.get(number, False) or consequential
    found.pop(amendment.number, None)
    return tuple(Link(number, consequential) for number, consequential in found.items())


def heading_of_new(amendment: Amendment) -> str:
    """The heading of the new clause or Schedule that an amendment adds; "" where it adds none."""
    try:
        operation = understood_once(amendment.words).operation
    except AmendError:
        return ""
    match operation:
        case NewProvision(_, matter) if matter.heading:
            return matter.heading.text.printed()
    return ""


def cited_headings(amendment: Amendment, headings: Mapping[str, str]) -> tuple[str, ...]:
    """The numbers of the new clauses and Schedules that the words of an amendment cite by their heading, “section
    (Keeping of herons)”. headings: by heading, as `folded_heading` gives it, the number."""
    cited = (headings.get(folded_heading(one[1])) for one in _HEADED.finditer(amendment.words))
    return tuple(dict.fromkeys(number for number in cited if number and number != amendment.name))


def folded_heading(words: str) -> str:
    """A heading for comparison: without case, spaces and marks."""
    return re.sub(r"[\W_]", "", words.casefold())


def _number(said: str, series: str) -> str:
    plain = said.replace(" ", "").upper()
    return plain if plain[0] == "N" else series + plain
