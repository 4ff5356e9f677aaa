"""Whose words each printed line of a Bill is made of: those of an amendment, of an earlier print, of the print itself.

Nothing is guessed from likeness. A run of words that a print does not have is an amendment's where a comparison of the
text with the print under that amendment has the whole run in both; one that the amendments of one package put in
together is shared out among them. Letters and marks count, not the spaces between them. What the clerks change as they
print a Bill again, numbers and references that follow, is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from amend.drafting import make
from amend.engine.apply.apply import Outcome
from amend.engine.compare.compare import compare, is_set_form
from amend.engine.compare.redline import read
from amend.engine.reprint.layout import lined
from amend.engine.reprint.reprint import reprint
from amend.errors import AmendError, DraftError, ReadError
from amend.formats import akn, draft
from amend.formats.files import real_path
from amend.ledger.prints import AtHand, Print, at_hand, by_print
from amend.model.amendment import Amendment
from amend.model.house import same_print
from amend.model.lines import Line, Reading, Segment
from amend.model.made import made
from amend.model.nearest import did_you_mean
from amend.model.provision import Bill, along


@dataclass(frozen=True, slots=True)
class Whose:
    """Where words come from.

    actor, amendment: whose amendment put them in, and its number; "" where it was none, or it is not known which.
    print: the number of the print that it is to or, without an actor, that first had them; all three "" where nothing
    at hand tells.
    """

    print: str = ""
    actor: str = ""
    amendment: str = ""

    def __str__(self) -> str:
        return f"{self.actor} {self.amendment}".rstrip() if self.actor else self.print or "not recorded"


@dataclass(frozen=True, slots=True)
class OriginRun:
    """Words of a line that have one origin, with the space before them.

    whose: each origin that they may have, for two amendments may put in the same words; empty where they are the oldest
    print's, or nobody's.
    """

    words: str
    whose: tuple[Whose, ...] = ()


@dataclass(frozen=True, slots=True)
class Owned:
    """A printed line: its place, its words run by run, and the first segment of the Bill that is on it."""

    line: Line
    runs: tuple[OriginRun, ...]
    segment: Segment

    @property
    def words(self) -> str:
        """The whole line."""
        return "".join(run.words for run in self.runs)

    @property
    def whose(self) -> tuple[Whose, ...]:
        """Every origin of words on it, in order, each once."""
        return tuple(dict.fromkeys(whose for run in self.runs for whose in run.whose))


@dataclass(frozen=True, slots=True)
class Blame:
    """A Bill line by line.

    bill: as it was given, or as amendments made it here. reading: of it as it is printed. prints: the numbers of the
    prints that it was compared with, the oldest first. outcomes: of the amendments that were made to it here, one each.
    broken: what is wrong with amendments of the record that could not be looked at.
    """

    bill: Bill
    reading: Reading
    prints: tuple[str, ...]
    lines: tuple[Owned, ...]
    outcomes: tuple[Outcome, ...] = ()
    broken: tuple[AmendError, ...] = ()


Letters = bytes
"""For each letter of a text, 1 or 0."""

Owners = list[tuple[Whose, ...]]
"""For each letter of a text, its origins."""


@dataclass(frozen=True, slots=True)
class _New:
    """Letters of one paragraph that follow one another, none of which a print has: from start, up to end. number: where
    the number before them begins and ends; nothing where the paragraph has none, or it begins with other words."""

    start: int
    end: int
    number: tuple[int, int]

    def letters(self) -> Iterator[int]:
        """The places of its letters, and of those of the number."""
        yield from range(*self.number)
        yield from range(self.start, self.end)


def blame(what: Path | str, start: Path | str = ".") -> Blame:
    """Whose words the printed lines of a text are, by the prints and the record that are at hand in a folder.

    what: a file or folder that is there (a Bill, or drafts that are made to their print), else an actor of the record,
    else the number of a print. Raises ReadError for what is none of these, DraftError for drafts to several prints.
    """
    here, place = at_hand(start), Path(what)
    if place.is_dir() or place.suffix == ".md":
        return _of_folder(here, draft.read_all([place]), place if place.is_dir() else real_path(place).parent)
    if place.exists() or place.suffix == ".xml":
        return of_text(here, akn.read(place))
    said = str(what)
    if said in here.actors:
        return _of_folder(here, here.package(said), here.record / said)
    try:
        return of_text(here, here.numbered(said).bill)
    except ReadError as error:
        prints = [one.bill.number for one in here.prints]
        raise ReadError(
            f"“{said}” is no file, no actor of the record and no print at hand",
            remedy=did_you_mean(said, (*here.actors, *prints))
            or f"the actors are {', '.join(here.actors)}; the prints {', '.join(prints)}",
        ) from error


def _of_folder(here: AtHand, amendments: Sequence[Amendment], folder: Path) -> Blame:
    package = by_print(amendments)
    if not package:
        raise DraftError(f"{folder.name} has no amendments in the record", place=str(folder))
    if len(package) > 1:
        raise DraftError(
            f"the amendments are to {' and '.join(package)}, and lines are those of one print",
            place=str(folder),
            remedy="put those to each print into a folder of their own",
        )
    number, those = next(iter(package.items()))
    return of_package(here.numbered(number), those, real_path(folder).name)


def of_package(print_: Print, amendments: Sequence[Amendment], actor: str) -> Blame:
    """Whose words each line is of a print under amendments, set in lines anew.

    Its numbers are those of the print and the amendments, as the clerks have not been at it: so each word that was put
    in can be told. Amendments that are refused are not made, and have no words in it.
    """
    result = make.apply(print_.bill, amendments)
    text = _LinedText(lined(result.bill))
    owners: Owners = [()] * text.count
    applied = [one for one, outcome in zip(amendments, result.outcomes, strict=True) if outcome.outcome == "applied"]
    new = list(text.runs(text.shared(print_.bill)))
    _put_in(text, print_, applied, actor, new, owners)
    return Blame(result.bill, text.reading, (print_.bill.number,), tuple(text.lines(owners)), result.outcomes)


def of_text(here: AtHand, bill: Bill) -> Blame:
    """Whose words each line is of a print, or of one with amendments made, by the prints and the record at hand.

    Words are of the oldest print that has them. Those that a newer print or the text itself brought are of the recorded
    amendments to the print before it that put in the same ones, else of that print.
    """
    text = _LinedText(lined(bill) if made(bill) or not Reading(bill).lines else bill)
    chain = [one for one in here.upto(bill) if made(bill) or not same_print(one.bill.number, bill.number)]
    known = bytes(text.count)
    owners: Owners = [()] * text.count
    broken: dict[str, AmendError] = {}
    for before, one in zip([None, *chain], [*chain, None], strict=True):
        found = text.shared(one.bill) if one else b"\1" * text.count
        if before is not None:
            mine = bytes(have and not had for have, had in zip(found, known, strict=True))
            new = list(text.runs(bytes(not letter for letter in mine)))
            settled = bytearray(text.count)
            for run in _recorded(text, here, before, new, owners, broken):
                for at in run.letters():
                    settled[at] = 1
            number = one.bill.number if one else "" if made(bill) else bill.number
            for at, letter in enumerate(mine):
                if letter and not settled[at]:
                    owners[at] = (Whose(number),)
        known = bytes(map(max, known, found))
    numbers = tuple(one.bill.number for one in chain)
    return Blame(bill, text.reading, numbers, tuple(text.lines(owners)), broken=tuple(broken.values()))


def _recorded(
    text: _LinedText, here: AtHand, print_: Print, new: Sequence[_New], owners: Owners, broken: dict[str, AmendError]
) -> list[_New]:
    """Give new words to the recorded amendments to a print that put them in, and say which are accounted for so; note
    the drafts that are broken."""
    accounted: list[_New] = []
    for actor in here.actors if new else ():
        try:
            package = by_print(here.package(actor))
        except AmendError as error:
            broken.setdefault(actor, error)
            continue
        for number, amendments in package.items():
            if same_print(number, print_.bill.number):
                accounted += _put_in(text, print_, amendments, actor, new, owners)
    return accounted


def _put_in(
    text: _LinedText, print_: Print, amendments: Sequence[Amendment], actor: str, new: Sequence[_New], owners: Owners
) -> list[_New]:
    """Give the runs of new words that amendments to a print put in to those of them that did; which runs these are.

    Where the text is printed again, a reference that an amendment has by heading has a number, which is nobody's. A run
    in which nothing is as any one of them has it is that of the actor, with no amendment named.
    """
    under = make.apply(print_.bill, amendments).bill
    together = printed = text.shared(under)
    if not all(_has(together, run) for run in new):
        printed = bytes(map(max, together, text.shared(reprint(under, print_.bill).bill)))
    accounted = [run for run in new if _has(printed, run)]
    if not accounted:
        return []
    alone = {
        Whose(print_.bill.number, actor, amendment.name): _alone(text, print_, amendments, amendment)
        for amendment in amendments
    }
    for run in accounted:
        found = False
        for part in _parts(run, together):
            whole = [(whose, letters) for whose, letters in alone.items() if _has(letters, part)]
            for whose, letters in whole or alone.items():
                for at in (at for at in part.letters() if letters[at]):
                    owners[at], found = (*owners[at], whose), True
        if not found:
            for at in run.letters():
                owners[at] = (*owners[at], Whose(print_.bill.number, actor))
    return accounted


def _alone(text: _LinedText, print_: Print, amendments: Sequence[Amendment], amendment: Amendment) -> Letters:
    """The letters that are in the print under one amendment; under one to an amendment, not in it under that alone."""
    target = [one for one in amendments if amendment.amends and one.number == amendment.amends and not one.amends]
    letters = text.shared(make.apply(print_.bill, [*target, amendment]).bill)
    if not target:
        return letters
    without = text.shared(make.apply(print_.bill, target).bill)
    return bytes(have and not had for have, had in zip(letters, without, strict=True))


def _parts(run: _New, letters: Letters) -> Iterator[_New]:
    """The parts of a run that are among some letters."""
    start = letters.find(1, run.start, run.end)
    while start >= 0:
        stop = letters.find(0, start, run.end)
        end = stop if stop >= 0 else run.end
        yield _New(start, end, run.number if start == run.start else (0, 0))
        start = letters.find(1, end, run.end) if stop >= 0 else -1


def _has(letters: Letters, run: _New) -> bool:
    return letters.count(1, run.start, run.end) == run.end - run.start


class _LinedText:
    """A Bill with its printed lines, each letter of which can be asked for by its place among all of them."""

    def __init__(self, bill: Bill) -> None:
        self.reading = Reading(bill)
        self._segments = [segment for segment in self.reading.segments if not self._apart(segment)]
        self.count = sum(_count(self._printed(segment)) for segment in self._segments)

    def shared(self, older: Bill) -> Letters:
        """The letters that are also in another text of the Bill, or differ from it only as printing makes them."""
        flags = bytearray()
        for row in read(compare(older, self.reading.bill, front=False).redline):
            for piece in row.visible:
                if piece.kind != "left out":
                    flags += (b"\1" if piece.kind == "same" or piece.printing else b"\0") * _count(piece.words)
        if len(flags) != self.count:
            raise ReadError(
                f"its redline has {len(flags)} letters and its lines have {self.count}",
                place=self.reading.bill.number or "the text",
                remedy="report it, with the file",
            )
        return bytes(flags)

    def runs(self, had: Letters) -> Iterator[_New]:
        """The runs of letters that are not among those given; numbers stand apart, and make no run of their own."""
        at, number = 0, (0, 0)
        for segment in self._segments:
            end = at + _count(self._printed(segment))
            if segment.tag == "num":
                number = (at, end)
            else:
                start = had.find(0, at, end)
                while start >= 0:
                    stop = had.find(1, start, end)
                    yield _New(start, stop if stop >= 0 else end, number if start == at else (0, 0))
                    start = had.find(0, stop, end) if stop >= 0 else -1
                number = (0, 0)
            at = end

    def lines(self, owners: Owners) -> Iterator[Owned]:
        """Each printed line, with the origins of its words."""
        at = sum(_count(self._before(segment)) for segment in self._segments)
        for line in self.reading.lines:
            owned: list[tuple[str, tuple[Whose, ...]]] = []
            segments = [segment for segment in self.reading.on(line) if not self._apart(segment)]
            for segment in segments:
                words = " ".join(self.reading.printed(segment, line.start, line.end).split())
                space = " " if owned and words else ""
                for character in words:
                    if character == " ":
                        space = " "
                        continue
                    owned.append((space + character, owners[at]))
                    space, at = "", at + 1
            runs = tuple(
                OriginRun("".join(c for c, _ in run), whose) for whose, run in groupby(owned, lambda one: one[1])
            )
            if segments:
                yield Owned(line, _closed(runs), segments[0])

    def _apart(self, segment: Segment) -> bool:
        """Whether it is a set form of the title page, which is not compared."""
        return any(map(is_set_form, along(self.reading.bill.root, segment.path)))

    def _printed(self, segment: Segment) -> str:
        return self.reading.printed(segment, segment.start, segment.end)

    def _before(self, segment: Segment) -> str:
        """What of a segment stands before the first printed line."""
        first = self.reading.lines[0].start if self.reading.lines else segment.end
        return self.reading.printed(segment, segment.start, first) if segment.start < first else ""


def _closed(runs: tuple[OriginRun, ...]) -> tuple[OriginRun, ...]:
    """The runs without a space between a closing quotation mark and the mark that follows it: see Reading.text."""
    out: list[OriginRun] = []
    for run in runs:
        words = run.words.replace("” .", "”.").replace("” ,", "”,").replace("” ;", "”;").replace("” :", "”:")
        if out and out[-1].words.endswith("”") and words[:2] in (" .", " ,", " ;", " :", " )"):
            words = words[1:]
        out.append(OriginRun(words.replace("” )", "”)"), run.whose))
    return tuple(out)


def _count(words: str) -> int:
    return len("".join(words.split()))
