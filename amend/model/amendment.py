"""An amendment, and the few operations it is made of."""

from __future__ import annotations

from pathlib import PurePath

from amend.model.address import Address
from amend.model.frozen import frozen
from amend.model.provision import Block, Provision


@frozen
class Place:
    """Where an amendment says it falls, on one print.

    provision: the clause or Schedule named, or Address("Title"); None when only page and line are given. page and
    line count from 1; None where the form names none ("After Clause 15, …"). A line with neither provision nor page
    is one of the printed new clause that an amendment to an amendment changes.
    """

    provision: Address | None = None
    page: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        parts = [str(self.provision)] if self.provision else []
        parts += [f"page {self.page}"] if self.page is not None else []
        parts += [f"line {self.line}"] if self.line is not None else []
        return ", ".join(parts)


@frozen
class Words:
    """Words of the print as quoted. occurrence: 1 for "the first “x”", 2 for the second; None when not said.

    places: how the amendment says that every one on the line is meant, "in both places where it occurs"; "" otherwise.
    """

    quote: str
    occurrence: int | None = None
    places: str = ""


@frozen
class Beginning:
    """The beginning of a line: of the one the amendment names, or of `line`, on `page` when that is another page."""

    line: int | None = None
    page: int | None = None


@frozen
class LineEnd:
    """The end of a line: of the one the amendment names, or of `line`, on `page` when that is another page."""

    line: int | None = None
    page: int | None = None


@frozen
class ProvisionEnd:
    """The end of a provision, where a range ends: "to the end of subsection (1)".

    unit: in the singular, "" for a bare "to end", which must be the end of the line and of its sentence at once. label:
    without brackets; bare: whether it is printed without them. article: whether it is "the end".
    """

    unit: str = ""
    label: str = ""
    bare: bool = False
    article: bool = True


@frozen
class Before:
    """Just before quoted words."""

    words: Words


@frozen
class After:
    """Just after quoted words."""

    words: Words


@frozen
class WordsIn:
    """Quoted words on another line, where a range ends: "to “the” in line 32". page: None when it is the same."""

    words: Words
    line: int
    page: int | None = None


@frozen
class Range:
    """From one point of the print to another; in an amendment to a Bill the quoted words at both ends stay.

    The opposite holds in amendments of Acts (Guide to Procedure, on drafting amendments).
    """

    start: Beginning | Words
    end: LineEnd | Words | WordsIn | ProvisionEnd


@frozen
class Lines:
    """Whole printed lines of the page that the place names, first to last."""

    first: int
    last: int


@frozen
class Provisions:
    """Provisions by their name and labels: "subsections (3) and (4)".

    unit: in the singular. labels: without brackets. through: whether the second is the last of a run. bare: whether
    the numbers are printed without brackets, as those of sections and of paragraphs of a Schedule are. conjunction: the
    word before them that goes too, in "paragraph (b) and the “and” before it"; "" for none.
    """

    unit: str
    labels: tuple[str, ...]
    through: bool = False
    bare: bool = False
    conjunction: str = ""


@frozen
class Whole:
    """A whole clause or Schedule."""

    provision: Address


Point = Beginning | LineEnd | Before | After
Object = Words | Range | Lines | Provisions | Whole


@frozen
class Matter:
    """What an amendment puts in: words that run on from what stands before, then whole provisions; either may be empty.

    dash: whether the instruction breaks off with a dash before it ("insert—"), as it does before structure.
    """

    words: str = ""
    provisions: tuple[Provision | Block, ...] = ()
    dash: bool = False


@frozen
class Insert:
    """ "after “x” insert “y”", "at end insert—"."""

    place: Place
    point: Point
    matter: Matter


@frozen
class LeaveOut:
    """ "leave out …" without anything in its place."""

    place: Place
    object: Object


@frozen
class Substitute:
    """ "leave out … and insert …"."""

    place: Place
    object: Object
    matter: Matter


@frozen
class NewProvision:
    """A new clause or Schedule. unit: "Clause" or "Schedule". matter: the provision, heading first.

    after, before: the provision it stands next to; both None in the Commons, where it has no place until reprint.
    """

    unit: str
    matter: Provision
    after: Address | None = None
    before: Address | None = None


@frozen
class StandPart:
    """A notice in the Lords to oppose the Question that a clause stand part of the Bill; carried, it goes."""

    provision: Address


@frozen
class Move:
    """ "Transpose Clause 5 to after Clause 9". after, before: where it goes; one of the two is None.

    place: the clause that the amendment names before its instruction, if it does.
    """

    provision: Address
    after: Address | None = None
    before: Address | None = None
    place: Place = Place()


@frozen
class Divide:
    """ "Divide Clause 7 into two clauses, …". first, second: what each is to consist of."""

    provision: Address
    first: Provisions
    second: Provisions


Operation = Insert | LeaveOut | Substitute | NewProvision | StandPart | Move | Divide


@frozen
class Amendment:
    """An amendment as it is tabled and kept.

    words: the words of the paper, one printed paragraph a row. print: the print it is made to ("HL Bill 54").
    number, house ("Commons", "Lords"), stage, mover, decision and title are "" where not known; supporters are
    in the order in which they added their names. statement: the Member's explanatory statement, "" for none.
    after, before: what a new clause or Schedule goes beside, where its words do not say, as a citation; "" for nothing
    said.
    amends: for an amendment to an amendment, the number of its target; "" otherwise.
    gov: whether it is in the name of the member in charge. star: "★" on its first appearance, "☆" on its second
    without full notice, else "". withdrawn: when, as the paper says it; "" when it was not.
    dnum, type, target_page, target_provision, sort_key: what an official paper says of it in its XML, "" for none
    (Lawmaker’s amendment list). note: the words that the paper prints above it, such as "As an amendment to …".
    lines: how many letters and digits stand on each printed line of what it inserts, "28 61 70", where its paper gives
    those lines; an amendment to it names them. "" for none.
    date: when it was tabled, or was first known, as a position's (see amend.model.position.When); "" for nothing said.
    source: the file it was read from, for messages; "" when it comes from none.
    """

    words: str
    number: str = ""
    house: str = ""
    stage: str = ""
    print: str = ""
    mover: str = ""
    supporters: tuple[str, ...] = ()
    decision: str = ""
    title: str = ""
    statement: str = ""
    after: str = ""
    before: str = ""
    amends: str = ""
    gov: bool = False
    star: str = ""
    withdrawn: str = ""
    note: str = ""
    dnum: str = ""
    type: str = ""
    target_page: str = ""
    target_provision: str = ""
    sort_key: str = ""
    lines: str = ""
    date: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        """Its number, or while it has none the name of its file."""
        return self.number or PurePath(self.source).stem or "unnumbered"
