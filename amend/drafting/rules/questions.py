"""Rules that only ask, for a person must answer: scope and money, A601 and A602."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amend.drafting.rules.rule import CheckedAmendment, CheckedPaper, rule
from amend.drafting.rules.terms import stems
from amend.model.amendment import NewProvision
from amend.model.house import House

_COMMON = stems(
    "about after against amendment before between certain clause commencement duties extent further general means other"
    " power powers provision purposes regulations report review schedule section support their under where which within"
    " requirement requirements guidance assessment duty impact strategy plan"
)
_MONEY = re.compile(
    r"\b(?:pay(?:s|ments?|able)?|paid|funds?|funding|grants?|lev(?:y|ies)|compensation|remuneration|subsid(?:y|ies)"
    r"|expenditure|financial assistance|allowances?|fees?|tax(?:es)?)\b",
    re.IGNORECASE,
)


@rule("A601", "note", on_print=True)
def scope(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    A new clause is within the scope of the Bill: a question, where its heading speaks of what the Bill nowhere does.

    Bad: a new clause “Bicycles” to a Bill about ponds
    Good: a new clause “Ponds in cities”
    Source: Erskine May, paragraph 28.105; the Chair decides.
    """
    match one.operation:
        case NewProvision(matter=provision) if provision.heading is not None:
            heading = provision.heading.words
            spoken = stems(heading) - _COMMON
            if spoken and not spoken & paper.spoken_of:
                yield f"is “{heading}” within the scope of the Bill? The Bill has none of the words of that heading"


@rule("A602", "note")
def money(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    A charge is covered by the money or ways and means resolution: a question, where words of money are put in.

    In the Lords cost is no bar, and nothing is asked.
    Bad: The Secretary of State must pay the keeper’s expenses.
    Good: the same, where the money resolution covers it
    Source: Erskine May, paragraphs 35.22 and 35.27; the Chair decides.
    """
    found = _MONEY.search(one.own_sentences)
    if found and one.amendment.house != House.LORDS:
        yield f"does “{found[0]}” put a charge on public funds or on people that no resolution of the House covers?"
