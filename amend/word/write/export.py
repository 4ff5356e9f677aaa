"""A Bill with amendments made as a Word file, each change in the hand of whoever moved the amendment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from amend.drafting import make
from amend.engine.apply.apply import Applied, Prepared
from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import Comparison
from amend.engine.compare.redline import Pair, in_place, new_side
from amend.engine.compare.side_by_side import renumbered
from amend.engine.reprint.renumber import relabelled
from amend.engine.reprint.reprint import Relabelled, with_labels
from amend.model.amendment import Amendment
from amend.model.provision import Bill
from amend.word.write.attribution import attributed, followed
from amend.word.write.document import document, tracked
from amend.word.write.revisions import Hand


@dataclass(frozen=True, slots=True)
class Exported:
    """A Word file, what became of the amendments, and the references that could not be followed, a sentence each."""

    data: bytes
    applied: Applied
    left: tuple[str, ...] = ()


def export(
    bill: Bill,
    amendments: Iterable[Amendment] = (),
    *,
    tracked: bool = False,
    renumber: bool = True,
    day: date | None = None,
) -> Exported:
    """A Bill as a Word file, with the amendments made, and an outcome for each.

    tracked: whether every change is tracked, by the mover of its amendment, with the statement as a comment; else the
    file is a clean copy. renumber: whether the numbers that only follow do follow, and references with them. day: the
    date of the file, and of changes whose amendment has none; None for no date. The same input gives the same bytes.
    Raises WriteError for a character that no document can hold.
    """
    return (tracked_redline if tracked else clean)(bill, amendments, renumber=renumber, day=day)


def clean(
    bill: Bill, amendments: Iterable[Amendment] = (), *, renumber: bool = True, day: date | None = None
) -> Exported:
    """The Bill, as amended where there are amendments, without a mark of any change.

    renumber: whether what follows an amendment is numbered anew, as when the Bill is printed again; references follow.
    day: the date of the file. The same input gives the same bytes. Raises WriteError for a character that no document
    can hold.
    """
    drafts = list(amendments)
    if not drafts:
        return Exported(document(bill, day), Applied(bill, ()))
    result = make.apply(bill, drafts)
    if not renumber:
        return Exported(document(result.bill, day, as_printed=False), result)
    again = _again(result.bill, bill)
    return Exported(document(again.bill, day, as_printed=False), result, again.left)


def tracked_redline(
    bill: Bill, amendments: Iterable[Amendment], *, renumber: bool = True, day: date | None = None
) -> Exported:
    """The Bill as amended with every change tracked: the edit of an amendment by its mover, of its date where it has
    one, with its number and statement as a comment. Numbers that only follow are by “amend: renumbering”.

    renumber: whether they do follow. day: the date of the other changes, None for none. The same input gives the same
    bytes. Raises WriteError as `clean` does.
    """
    drafts = list(amendments)
    prepared = Prepared(bill)
    result = make.apply(prepared, drafts)
    return tracked_of(prepared, drafts, result, compare(bill, result.bill), renumber=renumber, day=day)


def tracked_of(
    prepared: Prepared,
    drafts: Sequence[Amendment],
    result: Applied,
    comparison: Comparison,
    *,
    renumber: bool = True,
    day: date | None = None,
    cautions: Sequence[str] = (),
    hashed: str = "",
) -> Exported:
    """The same of amendments that were made already. result: what came of them, in the order given. comparison: of the
    whole print with that. cautions: what must be said of the amendments, which stands at the head of each page. hashed:
    what the print is known by in Word files, where several are made of it (see `anchors.digest`)."""
    bill, reading = prepared.bill, prepared.reading
    pairs = attributed(in_place(comparison.redline), reading, result)
    if not renumber:
        data = tracked(bill, result.bill, pairs, hands(drafts), day, reading=reading, hashed=hashed, further=cautions)
        return Exported(data, result)
    again = _again(result.bill, bill)
    further = renumbered(result.bill, new_side(pairs), again.bill, again.came)
    pairs = followed(pairs, in_place(further))
    data = tracked(bill, again.bill, pairs, hands(drafts), day, reading=reading, hashed=hashed, further=cautions)
    return Exported(data, result, again.left)


def redline_of(comparison: Comparison, day: date | None = None) -> bytes:
    """The new text of a comparison, which must have its redline, as a Word file in which every change is tracked, by
    “amend”; numbers that only follow are by “amend: renumbering”. day: of all of them, None for no date. Raises
    WriteError as `clean` does."""
    return tracked(comparison.old, comparison.new, comparison.redline, day=day)


def tracked_by(
    old: Bill, new: Bill, pairs: Sequence[Pair], authors: Mapping[str, str], day: date | None = None
) -> bytes:
    """The new of two texts as a Word file in which every change from the old one is tracked, by its author.

    pairs: the two paragraph beside paragraph. authors: by the `by` of each change; of any other it is “amend”. day: of
    all of them, None for no date. Raises WriteError as `clean` does.
    """
    return tracked(old, new, in_place(pairs), {key: Hand(author) for key, author in authors.items()}, day)


def hands(drafts: Sequence[Amendment]) -> dict[str, Hand]:
    """Whose changes those of each amendment are, by its index: its mover's, or its own number's when it has none."""
    return {str(index): _hand(draft, drafts) for index, draft in enumerate(drafts)}


def _hand(amendment: Amendment, drafts: Sequence[Amendment]) -> Hand:
    author = amendment.mover or f"Amendment {amendment.name}"
    note = list(_note(amendment))
    for other in drafts:
        if other.amends and not amendment.amends and other.amends == amendment.number:
            note += _note(other)
    return Hand(author, _tabled(amendment), tuple(note))


def _tabled(amendment: Amendment) -> date | None:
    """The first day on which it may have been tabled; None where nothing is known."""
    if not amendment.date:
        return None
    from amend.model.position import When  # only here: few amendments say when they were tabled

    return When.of(amendment.date).earliest


def _note(amendment: Amendment) -> list[str]:
    """The rows of the comment on an amendment: number, those in whose names it stands, statement."""
    target = f" to amendment {amendment.amends}" if amendment.amends else ""
    names = ", ".join(filter(None, (amendment.mover, *amendment.supporters)))
    head = f"Amendment {amendment.name}{target}" + (f", {names}" if names else "")
    return [head, *(row for row in amendment.statement.split("\n") if row)]


def _again(bill: Bill, print_: Bill) -> Relabelled:
    return with_labels(bill, relabelled(bill, print_), before=print_)
