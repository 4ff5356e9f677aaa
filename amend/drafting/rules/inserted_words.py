"""Rules of the words that an amendment puts in, A301 to A314."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amend.drafting.rules.rule import CheckedAmendment, CheckedPaper, rule, told_in_reading, without_quotations
from amend.drafting.rules.terms import defined_in, uses
from amend.errors import AmendError
from amend.model.citation import address_of, find
from amend.model.outline import HEADS, blocks
from amend.model.provision import Block, Node, Path, Provision, walk

told_in_reading(
    "A301",
    "warning",
    """
    What is cited is there.

    A provision that is cited stands in the Bill as amended; a new clause is cited by its heading, and is among the
    amendments given.
    Bad: “under section 99”, in a Bill of 30 clauses
    Good: “under section (Duty to keep ponds)”, with the new clause of that heading
    Source: an amendment is out of order where it cannot be understood without others of which there is no notice
    (Erskine May, paragraph 28.105).
    """,
    on_print=True,
)


@rule("A302", "warning", on_print=True)
def definitions_are_used(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    A term that is defined is used.

    Bad: “In this section “newt” means a great crested newt.”, and newts nowhere else
    Good: the same where newts are spoken of
    Source: OPC, Drafting guidance, on definitions.
    """
    for part in one.put_in:
        if part.is_text and not part.quoted:
            for term in defined_in(part.words):
                if uses(term, paper.words) <= uses(term, part.words):
                    yield f"it defines “{term}”, which is used nowhere"


@rule("A303", "warning", on_print=True)
def terms_are_defined_where_they_are_used(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    A term that the Bill defines for one clause only is not used in another as if it were defined there.

    Terms of one word are passed over, for they are words of common speech as well.
    Bad: “A pond authority must count newts.”, in clause 5, where only clause 2 says “in this section “pond authority”
    means …”
    Good: the same with “In this section “pond authority” has the same meaning as in section 2.”
    Source: OPC, Drafting guidance, on definitions.
    """
    words = one.sentences
    if not words:
        return
    area = _area(one, paper)
    for term, places in paper.defined.items():
        if " " not in term or term in paper.newly_defined or not uses(term, words):
            continue
        if not any(not place.area or (area is not None and area[: len(place.area)] == place.area) for place in places):
            where = address_of(paper.bill, places[0].area)
            yield f"it uses “{term}”, which is defined for {where or 'another part'} only; define it here too"


def _area(one: CheckedAmendment, paper: CheckedPaper) -> Path | None:
    """The clause or Schedule of the print that an amendment is to; None for a new one, or where it is not known."""
    place = getattr(one.operation, "place", None)
    if place is None or place.provision is None:
        return None
    try:
        return find(paper.bill, place.provision)
    except AmendError:
        return None


_SHALL = re.compile(r"\bshall\b", re.IGNORECASE)
_GENDERED = re.compile(
    r"\b(?:he|him|his|himself|she|her|hers|herself|chairman|chairmen|policeman|policemen|manpower|foreman)\b",
    re.IGNORECASE,
)
_PAIRED = re.compile(r"\b(?:he or she|she or he|him or her|her or him|his or her|her or his)\b", re.IGNORECASE)
_TITLED = re.compile(r"\bH(?:is|er) Majesty\b|\bHIS MAJESTY\b", re.IGNORECASE)
_LEAVE_OUT = re.compile(r"\bleave out (?:“|paragraph|subsection|the (?:words|definition))|\bat end insert\b")
_OF_THE_BILL = re.compile(r"\bthis Bill\b|\bclauses? \d+[A-Z]*\b(?! of the (?:contract|lease|agreement|deed))")
_AND_OR = re.compile(r"\band/or\b", re.IGNORECASE)
_ARCHAIC = re.compile(
    r"\b(?:forthwith|hereinafter|hereinbefore|hereby|herein|hereto|heretofore|aforesaid|aforementioned|therein|thereto"
    r"|thereunder|whereby|whereof|notwithstanding anything)\b",
    re.IGNORECASE,
)
_PROVISO = re.compile(
    r"(?:^|[,;:.—]\s*)provided that\b|\bprovided always that\b"
    r"|\bprovided that (?:an?|the|any|no|each|every|all|such|this|there|it|they|if|where|nothing|nobody)\b",
    re.IGNORECASE | re.MULTILINE,
)
_MINISTER = re.compile(r"\b[Tt]he (?:Secretary of State for [A-Z][a-z]+|(?:Home|Foreign|Justice) Secretary)\b")
_PERIOD = re.compile(r"\bwithin (?:(?:a|the) period of )?(?:\w+ )?(?:days?|weeks?|months?|years?) of\b", re.IGNORECASE)


@rule("A304", "warning")
def must_and_not_shall(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    A duty is put with “must” and not with “shall”.

    Text for another Act is passed over, for it follows that Act.
    Bad: The keeper shall keep the pond clean.
    Good: The keeper must keep the pond clean.
    Source: OPC, Drafting guidance, on “shall”.
    """
    if _SHALL.search(one.own_sentences):
        yield "it says “shall”; write “must” for a duty, “is to” for what holds"


@rule("A305", "warning")
def words_for_everyone(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    No word names one sex where everyone is meant.

    Bad: The keeper must count his newts.
    Good: The keeper must count the keeper’s newts.
    Source: OPC, Drafting guidance, on gender-neutral drafting; practice of government Bills since 2007.
    """
    words = without_quotations("\n".join(part.words for part in one.put_in if part.is_text))
    words = _PAIRED.sub("", _TITLED.sub("", words))
    if found := _GENDERED.search(words):
        yield f"it says “{found[0]}”; repeat the noun, or write “the person” or “they”"


@rule("A306", "warning")
def acts_are_amended_in_the_words_of_bills(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    A clause that amends an Act says “omit”, “substitute” and “insert”.

    “Leave out” is what an amendment says to a Bill, not what a Bill says to an Act.
    Bad: In section 5 of the Ponds Act 1990, leave out “carp”.
    Good: In section 5 of the Ponds Act 1990, omit “carp”.
    Source: OPC, Drafting guidance, on amending Acts.
    """
    if found := _LEAVE_OUT.search(one.sentences):
        said = found[0].rstrip("“ ")
        yield f"the text that it puts in says “{said}”; an Act is amended by “omit”, “substitute”, “insert”"


@rule("A307", "warning")
def the_law_speaks_of_the_act(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    The text of a Bill calls itself this Act, and its clauses sections.

    Bad: a duty under clause 3 of this Bill
    Good: a duty under section 3
    Source: Guide to Procedure, on drafting amendments.
    """
    if found := _OF_THE_BILL.search(one.own_sentences):
        instead = "this Act" if "Bill" in found[0] else found[0].replace("clause", "section")
        yield f"the text that it puts in says “{found[0]}”; the law will say “{instead}”"


@rule("A308", "warning")
def sentences_are_ended(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    A clause or subsection that is put in ends with its full stop.

    Bad: (3A) Nobody may fish
    Good: (3A) Nobody may fish.
    Source: what is put in is printed as it stands, with its own stops (OPC, Amending Bills: style manual).
    """
    for node in one.provisions:
        if isinstance(node, Block) or node.tag not in ("section", "subsection"):
            continue
        last = None
        for _, block in blocks(node):
            last = block if block.words and block.tag not in ("num", "heading") else last
        if last is not None and last.words[-1].isalnum():
            end = " ".join(last.words.split()[-5:])
            yield f"what it puts in ends “{end}”, without a full stop"


@rule("A309", "warning")
def no_and_or(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    “And/or” is not used.

    Bad: carp and/or tench
    Good: carp or tench (or both)
    Source: OPC, Drafting guidance.
    """
    if _AND_OR.search(one.own_sentences):
        yield "it says “and/or”; write “x or y (or both)”"


@rule("A310", "note")
def words_of_today(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    Old lawyers’ words are not used.

    Bad: The keeper must forthwith tell the owner.
    Good: The keeper must immediately tell the owner.
    Source: OPC, Drafting guidance, on clarity.
    """
    if found := _ARCHAIC.search(one.own_sentences):
        yield f"it says “{found[0]}”; say it in the words of today"


@rule("A311", "warning")
def no_provisos(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    A condition or exception is no proviso.

    Bad: The keeper may charge for entry, provided that the pond is clean.
    Good: The keeper may charge for entry if the pond is clean.
    Source: OPC, Drafting guidance, on provisos.
    """
    if _PROVISO.search(one.own_sentences):
        yield "it says “provided that”; write “if”, “but” or a subsection of its own"


@rule("A312", "note")
def lists_say_and_or_or(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    The paragraph before the last ends with “and” or “or”, unless what leads in says how they go together.

    Bad: The keeper must not— (a) sell a fish, (b) lend it.
    Good: The keeper must not— (a) sell a fish, or (b) lend it.
    Source: OPC, Drafting guidance, on paragraphs.
    """
    for node in one.provisions:
        for _, inner in walk(node):
            if isinstance(inner, Provision):
                yield from _unjoined(inner)


_LEADS_IN = re.compile(r"following|any of|each of|all of|one or more|either|both|insert|substitute|means|includes|omit")
_JOINED = re.compile(r"\b(?:and|or|but)$")


def _unjoined(node: Provision) -> Iterator[str]:
    listed = [item for item in node.items if isinstance(item, Provision) and item.tag == "level" and item.label]
    if len(listed) < 2:
        return
    own = " ".join(
        block.words for item in node.items if _leads_in(item) for _, block in blocks(item) if block.tag not in HEADS
    )
    ends = " ".join(block.words for _, block in blocks(listed[-2])).rstrip()
    if not _LEADS_IN.search(own) and not _JOINED.search(ends):
        yield f"({listed[-2].label}) ends without “and” or “or” before ({listed[-1].label})"


def _leads_in(item: Node) -> bool:
    return not (isinstance(item, Provision) and item.tag == "level")


@rule("A313", "note")
def ministers_are_the_secretary_of_state(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    The law says “the Secretary of State”, whichever it is.

    Bad: the Secretary of State for Ponds; the Home Secretary
    Good: the Secretary of State
    Source: Interpretation Act 1978, Schedule 1.
    """
    if found := _MINISTER.search(one.own_sentences):
        yield f"it says “{found[0]}”; the law says “the Secretary of State”, who is any of them"


@rule("A314", "note")
def periods_say_when_they_begin(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    A period says on which day it begins.

    Bad: within 3 months of the end of the year
    Good: within the period of 3 months beginning with the day after that on which the year ends
    Source: OPC, Drafting guidance, on periods of time.
    """
    if found := _PERIOD.search(one.own_sentences):
        yield f"“{found[0]} …” leaves open whether the first day counts; write “the period of … beginning with …”"
