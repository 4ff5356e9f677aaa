"""Three layers in one view: the Act, what the Bill does to it, and what amendments to the Bill do to that.

The view is made of two redlines: the Act beside the Act as the Bill leaves it, and that beside the Act as the amended
Bill leaves it. Each change says whose it is: the provision of the Bill, or the amendment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from amend.acts.consolidate import Keeling, keeling
from amend.acts.whose_changes import attributed_to
from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import unit_title
from amend.engine.compare.redline import Beside, Pair, flat, joined_pieces
from amend.engine.compare.words import Piece
from amend.errors import AddressError
from amend.model.address import Address
from amend.model.amendment import Amendment
from amend.model.citation import Citations
from amend.model.lines import Reading
from amend.model.printed import OUTSIDE
from amend.model.provision import Bill, Block, along
from amend.model.textual import Instruction

BOTH = "|"
"""Stands, in the `by` of words that the Bill put in and an amendment took out again, between the two hands."""

TextOf = Literal["act", "bill", "amended"]
_Row = tuple[Beside, TextOf]


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose a change is: a provision of the Bill, "clause 5(2)(a)", or of the amendments that make it, "amendment 3
    (Baroness Hay)". amendments: these; none for the Bill."""

    of: Literal["Bill", "amendment"]
    name: str
    amendments: tuple[Amendment, ...] = ()

    @property
    def statement(self) -> str:
        """Of the amendments; "" for none."""
        return "\n".join(one.statement for one in self.amendments if one.statement)

    @property
    def clause(self) -> str:
        """The clause or Schedule of the Bill alone, "Clause 5", for whoever shows no more."""
        name = self.name
        with suppress(AddressError):  # the name of an amendment is no citation
            name = str(Address.parse(name).top())
        return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Layers:
    """The Act in its three layers.

    plain: what the Bill does. amended: what the Bill as amended does; the same where there are no amendments.
    redline: the Act beside the Act as the amended Bill leaves it, each row with the heading of its section or Schedule;
    the `by` of each change is a key of `makers`, or two with `BOTH` between them for words that come and go. A row that
    comes and goes whole has its paragraph as the old one. makers: whose the changes are.
    """

    plain: Keeling
    amended: Keeling
    redline: tuple[tuple[str, Beside], ...]
    makers: dict[str, Hands]

    def under(self) -> Iterator[tuple[str, list[Beside]]]:
        """The rows of each section and Schedule, under its heading."""
        for title, rows in groupby(self.redline, key=lambda found: found[0]):
            yield title, [row for _, row in rows]

    @property
    def changed(self) -> bool:
        """Whether anything is different in any layer."""
        return any(row.changed for _, row in self.redline)

    @property
    def amendments(self) -> list[Hands]:
        """The amendments that change something, in their order."""
        found = [(key, hands) for key, hands in self.makers.items() if hands.of == "amendment"]
        return [hands for _, hands in sorted(found, key=lambda one: [int(part) for part in one[0][1:].split("+")])]

    def hands(self, piece: Piece) -> list[Hands]:
        """Whose a piece is: of words that come and go, who put them in and who took them out."""
        return [self.makers[key] for key in piece.by.split(BOTH) if key in self.makers]


def layers(act: Bill, bill: Bill, drafts: Iterable[Amendment] = (), *, title: str = "") -> Layers:
    """The Act with what a Bill does to it, and what amendments to the Bill change in that.

    title: as of `keeling`.
    """
    amendments = list(drafts)
    if not amendments:
        return of_keelings(keeling(act, bill, title=title))
    amended = keeling(act, bill, amendments, title=title)
    return of_keelings(keeling(act, bill, title=amended.title), amended, amendments)


def of_keelings(plain: Keeling, amended: Keeling | None = None, drafts: Sequence[Amendment] = ()) -> Layers:
    """The three layers of an Act as a Bill leaves it, and as it does once drafts are made to the Bill."""
    then = amended or plain
    makers: dict[str, Hands] = {}
    first = list(flat(_of_bill(plain, makers)))
    rows: Iterable[_Row] = ((row, "act" if row.new is None else "amended") for row in first)
    if amended is not None:
        rows = _composed(first, list(flat(_of_amendments(plain, amended, drafts, makers))))
    titles = _Titles(plain, then)
    return Layers(plain, then, tuple((titles.of(row, text), row) for row, text in rows if _is_read(row)), makers)


def bills_layer(made: Keeling) -> tuple[tuple[Pair, ...], dict[str, Hands]]:
    """The redline of the Act beside the Act as a Bill leaves it, cover and contents too, and whose its changes are."""
    makers: dict[str, Hands] = {}
    return _of_bill(made, makers, front=True), makers


# Whose a change is


def _of_bill(made: Keeling, makers: dict[str, Hands], *, front: bool = False) -> tuple[Pair, ...]:
    for index, instruction in enumerate(made.instructions):
        makers[f"b{index}"] = Hands("Bill", instruction.cited)
    pairs = compare(made.act, made.amended, front=front).redline
    whose = made.whose

    def went(block: Block, at: int) -> str:
        taken = whose.gone_by(block, at)
        return "" if taken is None else f"b{taken}"

    def came(block: Block, at: int) -> str:
        source = whose.source_at(block, at)
        return f"b{source.at}" if source is not None and source.block is None else ""

    return attributed_to(pairs, made.act, made.amended, went, came)


def _of_amendments(
    plain: Keeling, amended: Keeling, drafts: Sequence[Amendment], makers: dict[str, Hands]
) -> tuple[Pair, ...]:
    touching = _AmendmentsTo(plain, amended, drafts, makers)

    def went(block: Block, at: int) -> str:
        source = plain.whose.source_at(block, at)
        if source is None:
            return ""
        if source.block is None:
            return touching.plain(source.at)
        taken = amended.whose.gone_by(source.block, source.at)
        return "" if taken is None else touching.amended(taken)

    def came(block: Block, at: int) -> str:
        source = amended.whose.source_at(block, at)
        if source is None:
            return ""
        if source.block is None:
            return touching.amended(source.at)
        taken = plain.whose.gone_by(source.block, source.at)
        return "" if taken is None else touching.plain(taken)

    pairs = compare(plain.amended, amended.amended, front=False).redline
    return attributed_to(pairs, plain.amended, amended.amended, went, came)


class _AmendmentsTo:
    """Which amendments changed an instruction of the Bill, as it stood and as it is amended."""

    def __init__(self, plain: Keeling, amended: Keeling, drafts: Sequence[Amendment], makers: dict[str, Hands]) -> None:
        self._plain, self._amended = plain, amended
        self._drafts = drafts
        self._makers = makers
        self._reading = Reading(plain.bill)
        self._edits = amended.applied.edits
        self._inserted = {id(node): edit.index for edit in self._edits for node in edit.inserted}
        self._by_eid = {(one.eid, one.cited): one for one in plain.instructions}
        self._known: dict[tuple[str, int], str] = {}

    def plain(self, index: int) -> str:
        """The key of the amendments that changed an instruction of the Bill as it stood."""
        key = "plain", index
        if key not in self._known:
            self._known[key] = self._key(self._changing(self._plain.instructions[index]))
        return self._known[key]

    def amended(self, index: int) -> str:
        """The key of the amendments that made an instruction of the Bill as amended what it is."""
        key = "amended", index
        if key not in self._known:
            self._known[key] = self._key(self._making(self._amended.instructions[index]))
        return self._known[key]

    def _making(self, instruction: Instruction) -> list[int]:
        found = [
            self._inserted[id(node)]
            for node in along(self._amended.bill.root, instruction.path)
            if id(node) in self._inserted
        ]
        if found:
            return found[-1:]
        before = self._by_eid.get((instruction.eid, instruction.cited))
        return self._changing(before) if before is not None else []

    def _changing(self, instruction: Instruction) -> list[int]:
        """The amendments whose edits fall in an instruction, or else in what holds it."""
        for depth in range(len(instruction.path), 2, -1):
            start, end = self._reading.extent(instruction.path[:depth])
            found = [edit.index for edit in self._edits if edit.start <= end and edit.end >= start]
            if found:
                return sorted(set(found))
        return []

    def _key(self, found: Sequence[int]) -> str:
        """The key of amendments; of all where it is not known which."""
        indices = list(found) or sorted({edit.index for edit in self._edits})
        key = "a" + "+".join(map(str, indices))
        if key not in self._makers:
            drafts = tuple(self._drafts[index] for index in indices)
            names = [f"{draft.name}{f' ({draft.mover})' if draft.mover else ''}" for draft in drafts]
            many = "s" if len(names) > 1 else ""
            self._makers[key] = Hands("amendment", f"amendment{many} {' and '.join(names)}", drafts)
        return key


# One view of two redlines


def _is_read(row: Beside) -> bool:
    """Whether a row is one of the text: no cover, no contents, and of what moved where it stands."""
    if row.shown.role in OUTSIDE or row.shown.role == "set form":
        return False
    return bool(row.pieces) and not all(piece.place == "went" for piece in row.pieces)


def _composed(first: Sequence[Beside], further: Sequence[Beside]) -> Iterator[_Row]:
    """The rows of the first text beside the third, and of which text the paragraph is that each shows."""
    places = {row.old.path: index for index, row in enumerate(further) if row.old is not None}
    at = 0
    for row in first:
        if row.new is None:
            yield row, "act"
            continue
        index = places.get(row.new.path, -1)
        assert index >= at, "the second text is not the one that the first gave"
        yield from ((inner, "amended") for inner in further[at:index])
        at, then = index + 1, further[index]
        both = replace(row, new=then.new, pieces=_both(row.pieces, then.pieces), by=row.by or then.by)
        if then.new is not None:
            yield both, "amended"
        elif row.old is not None:
            yield both, "act"
        else:
            yield replace(both, old=row.new), "bill"
    yield from ((inner, "amended") for inner in further[at:])


def _both(first: Sequence[Piece], then: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of a row after those of the next redline have been made in what they gave."""
    found: list[Piece] = []
    waiting = list(reversed(then))
    for piece in first:
        if piece.kind == "left out" or piece.place == "went":
            found.append(piece)
            continue
        words = piece.words
        while words and waiting:
            after = waiting.pop()
            if after.kind == "inserted" or after.place == "went":
                found.append(after)
                continue
            taken = min(len(words), len(after.words))
            if after.kind == "same":
                found.append(replace(piece, words=words[:taken], raised=""))
            else:
                by = f"{piece.by}{BOTH}{after.by}" if piece.kind == "inserted" else after.by
                found.append(replace(after, words=words[:taken], raised="", by=by))
            words = words[taken:]
            if taken < len(after.words):
                waiting.append(replace(after, words=after.words[taken:], raised=""))
    found += reversed(waiting)
    return joined_pieces(found)


class _Titles:
    """The heading that a row stands under: of its section or Schedule, in the text that it is of."""

    def __init__(self, plain: Keeling, amended: Keeling) -> None:
        texts = {"act": plain.act, "bill": plain.amended, "amended": amended.amended}
        self._cited = {name: Citations(text) for name, text in texts.items()}

    def of(self, row: Beside, text: TextOf) -> str:
        """The heading of a row whose paragraph is of one of the three texts."""
        return unit_title(self._cited[text].cited(row.shown.path))
