"""What a Bill does to an Act: a place in the Act, and the change that is made there.

The words, ends and matter are those of amendments to Bills (`amend.model.amendment`). What an Act needs besides is
here: it is cited by its provisions, not by page and line, so that a place names one, or a part of its words that has no
number, and a change is made to that place as a whole, beside it, or to words in it.
"""

from __future__ import annotations

from typing import Literal

from amend.model.address import Address
from amend.model.amendment import After, Before, Beginning, Matter, ProvisionEnd, Words
from amend.model.frozen import frozen
from amend.model.provision import Path

PortionKind = Literal[
    "heading",
    "italic heading",
    "opening words",
    "closing words",
    "paragraph",
    "table",
    "entry",
    "row",
    "column",
    "definition",
    "item",
    "list",
    "sentence",
    "words in brackets",
    "long title",
]


@frozen
class Portion:
    """A part of a provision that has no number of its own.

    kind: "heading" is its own heading; "italic heading" the one before it, over it and what follows; "opening words"
    and "closing words" those before and after its numbered parts; "paragraph" one without a number; "entry", "row" and
    "column" are of the table in it; "list" is one without numbers, "item" a part of such a list or of a table; the
    "long title" is of the Act itself.
    label: which, as it is said: the paragraph that the opening words stand before, "(a)"; the entry's first words; the
    number of a table; "" for the only one. ordinal: 2 for the second row, paragraph or definition, -1 for the last;
    None when not said.
    """

    kind: PortionKind
    label: str = ""
    ordinal: int | None = None

    def __str__(self) -> str:
        which = "" if self.ordinal is None else f"{'last' if self.ordinal < 0 else self.ordinal} "
        return f"{which}{self.kind}{f' {self.label}' if self.label else ''}"


@frozen
class HeadingHint:
    """What a citation says in brackets of a place: "section 104 (winding-up orders)". It has no force.

    provision: None for what is said of the Act itself.
    """

    provision: Address | None
    words: str


@frozen
class ActPlace:
    """A place in an Act.

    act: its title as cited, "Housing Act 2004", a short name given in the Bill (“the 1988 Act”) put at length.
    provision: None for the whole of the Act. through: the last of a run of provisions that begins with it, "sections 14
    to 16", all of which are meant; None for it alone. portions: narrower than the provision, outermost first: the
    table, then what is in it. text: which text of the Act is meant, where it says ("Welsh language text",
    "as it applies otherwise than to Scotland"); "" for all. described: see `HeadingHint`.
    """

    act: str
    provision: Address | None = None
    through: Address | None = None
    portions: tuple[Portion, ...] = ()
    text: str = ""
    described: tuple[HeadingHint, ...] = ()

    def __str__(self) -> str:
        run = " to ".join(str(one) for one in (self.provision, self.through) if one is not None)
        return ", ".join(filter(None, (self.act, run, *map(str, self.portions))))


# Where something comes in


@frozen
class NextTo:
    """Just before or after the place itself, as its next sibling and so after all that is in it.

    linking: a word at the end of the place that what comes in goes before: after paragraph (a) (but before the “or” at
    the end); "" for none.
    """

    side: Literal["before", "after"]
    linking: str = ""


@frozen
class InOrder:
    """At the appropriate place among the definitions, entries or rows there, which stand in alphabetical order."""


ActPoint = Beginning | ProvisionEnd | Before | After | NextTo | InOrder
"""`Beginning` and `ProvisionEnd` are the ends of the place; `Before` and `After` are beside words in it."""


# What goes


@frozen
class Itself:
    """The place itself, whole.

    but: what of it stays: "" for nothing, "heading" for “excluding the italic heading”, else the words at its end that
    stay: omit paragraph (b) (but not the “and” at the end).
    """

    but: str = ""


@frozen
class LinkingWord:
    """The “and” or “or” that links the place to what stands next to it. side: on which side of the place.

    Where it is after the place, it is the last word of the place's own text.
    """

    word: str
    side: Literal["before", "after"]


@frozen
class ActRange:
    """From one point of the words at the place to another; quoted words at either end go with the rest.

    The opposite holds in an amendment to a Bill (see `amend.model.amendment.Range`). `After` as the start, and `Before`
    as the end, leave the words named standing: "the words after “excuse”". ProvisionEnd(): the end of the place.
    """

    start: Beginning | Words | After
    end: ProvisionEnd | Words | Before


ActObject = Words | ActRange | Itself | LinkingWord


# The changes


@frozen
class InsertInAct:
    """ "After subsection (1) insert—", "after “x” insert “y”"."""

    place: ActPlace
    point: ActPoint
    matter: Matter


@frozen
class OmitFromAct:
    """ "Omit section 5", "the words “x” are repealed". A place without provision and portion is the Act, repealed."""

    place: ActPlace
    object: ActObject


@frozen
class SubstituteInAct:
    """ "For subsection (2) substitute—", "for the words from “x” to “y” substitute “z”"."""

    place: ActPlace
    object: ActObject
    matter: Matter


@frozen
class BecomeInAct:
    """ "The existing text becomes subsection (1)", "paragraphs (a) to (c) become paragraphs (i) to (iii) of …".

    becomes: where it then stands; where that lies in the place itself, the text of the place is put below that number.
    None for what has no number: form: "unnumbered paragraph", "definition".
    """

    place: ActPlace
    object: ActObject
    becomes: Address | None = None
    form: str = ""


@frozen
class MoveInAct:
    """ "Ground 16 moves to after Ground 2ZA".

    after: None for the appropriate place among its like (see `InOrder`). heading: whether the italic heading before it
    goes with it.
    """

    place: ActPlace
    after: Address | None = None
    heading: bool = False


ActOperation = InsertInAct | OmitFromAct | SubstituteInAct | BecomeInAct | MoveInAct


@frozen
class Instruction:
    """A sentence of a Bill that amends Acts, and what it asks for, in its order.

    path, eid, cited: of the provision of the Bill that it stands in, “clause 5(2)(a)”; eid "" where the file has none.
    words: of the sentence. above: the sentences above it that say where, outermost first. operations: none where it was
    not understood: then `reason` says why, and `act` is the Act that it is aimed at, "" where that is not known.
    notes: what was put right in reading.
    """

    path: Path
    eid: str
    cited: str
    words: str
    above: tuple[str, ...] = ()
    operations: tuple[ActOperation, ...] = ()
    reason: str = ""
    notes: tuple[str, ...] = ()
    act: str = ""
