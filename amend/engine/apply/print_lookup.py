"""What an amendment names, found on the printed page: lines, provisions, words; or a refusal that says where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amend.engine.apply.quoted_words import occurrences
from amend.errors import AddressError, LineError, Refusal
from amend.model.address import Address
from amend.model.amendment import Place, Words
from amend.model.citation import address_of, find
from amend.model.lines import Line, Reading
from amend.model.outline import HEADS, above, long_title
from amend.model.provision import Block, Path, unit

ENCLOSING = frozenset({"quotedStructure", "authorialNote", "foreign"})
"""What has an inside and an outside that no amendment may cut across."""


_COUNTS = re.compile(r"\d{1,4}( \d{1,4})*")
_WIDEST, _NARROWEST = 110, 35
"""Characters on a printed line of a new clause, at the most and at the least."""


class PrintLookup:
    """One print, to look things up on. What it does not find is refused, with the line as printed."""

    def __init__(self, reading: Reading, *, whole: bool = False, lines: str = "") -> None:
        """whole: look for words on no line but in all of the text, as in a new clause, whose lines are not kept; where
        they are (see `Amendment.lines`), on those."""
        self._reading = reading
        self._bill = reading.bill
        self._found: dict[Address, Path] = {}
        self._all = Line(0, 0, 1, 0, len(reading.words)) if whole else None
        self.own_lines = tuple(_own_lines(reading.words, lines)) if whole else ()

    def line(self, place: Place, page: int | None = None, line: int | None = None) -> tuple[Line, ...]:
        """The columns of the line that the place names, or of another line given."""
        if self._all is not None and place.page is None:
            if place.provision is not None:
                start, end = self._reading.extent(self._part(place.provision))
                return (self._all._replace(start=start, end=end),)
            number = line or place.line or 0
            return (self._own_line(number) if number and self.own_lines else self._all._replace(number=number),)
        if place.provision is not None and place.provision.unit not in ("Title", "clause", "Schedule"):
            raise Refusal(
                f"it names {place.provision} and no page and line",
                remedy="only an amendment to an amendment is placed so: name that with `amends:`, or write “Clause 3,"
                " page 2, line 15, …”",
            )
        if place.provision == Address("Title"):
            return self._title(place)
        page, line = page or place.page, line or place.line
        if page is None or line is None:
            raise Refusal("it names no page and line", remedy="add them: “Clause 3, page 2, line 15, …”")
        try:
            columns = self._reading.line(page, line)
        except LineError as error:
            raise Refusal(
                error.fault + self._last_line(page), remedy=error.remedy or self.provision_hint(place)
            ) from error
        if place.provision is not None:
            self._check_provision(place.provision, columns[0])
        return columns

    def _own_line(self, number: int) -> Line:
        """A printed line of what the amendment that is amended inserts."""
        if number <= len(self.own_lines):
            return self.own_lines[number - 1]
        last = self.own_lines[-1]
        raise Refusal(
            f"the amendment that it amends has no line {number}: its last is {last}, which reads"
            f" “{self._reading.text(last)}”",
            remedy="name the line as it is printed, or the subsection: “In subsection (1), …”",
        )

    def _part(self, address: Address) -> Path:
        """The one provision of a new clause that a subsection or paragraph named without its clause is."""
        found = [
            path
            for path, node in self._bill.provisions()
            if node.label == address.number.strip("()") and unit(node) == address.unit
        ]
        for label in address.labels:
            found = [
                path
                for path, node in self._bill.provisions()
                if node.label == label and any(path[: len(outer)] == outer and path != outer for outer in found)
            ]
        if len(found) != 1:
            where = "" if found else " in the text that it amends"
            raise Refusal(
                f"there is no {address}{where}"
                if not found
                else f"{address} may be {len(found)} provisions of that text",
                remedy="name a subsection or paragraph as it is printed in the amendment that this one amends",
            )
        return found[0]

    def _title(self, place: Place) -> tuple[Line, ...]:
        """The words of the long title, whose lines carry no mark and are counted by eye."""
        title = long_title(self._bill)
        if title is None:
            raise Refusal("the print has no long title")
        start, end = self._reading.extent((*title[0], len(title[1].items) - 1))
        return (Line(0, place.line or 1, 1, start, end),)

    def _check_provision(self, provision: Address, line: Line) -> None:
        """Refuse when the line is not in the clause or Schedule that the amendment names."""
        here = self.address(line.start)
        top = here.top() if here else None
        try:
            self._find(provision)
        except AddressError as error:
            fault = f"{error.fault}, and {line} is in {top}: {self.quoted(line)}"
            raise Refusal(fault, remedy=error.remedy) from error
        if top is None or top.unit != provision.unit or provision.number not in ("", top.number):
            where = f"in {top}" if top else "in no clause or Schedule"
            raise Refusal(
                f"{line} is {where}, not {provision}: {self.quoted(line)}",
                remedy=self.provision_hint(Place(provision)),
            )

    def _last_line(self, page: int) -> str:
        """What the last line of a page reads, or of the print when it has no such page; for the end of a message."""
        lines = self._reading.lines
        if not lines:
            return ""
        on_page = [line for line in lines if line.page == page]
        reads = "which reads" if on_page else "whose last line reads"
        return f", {reads} “{self._reading.text((on_page or lines)[-1])}”"

    def provision_hint(self, place: Place) -> str | None:
        """Where the provision that the amendment names is printed."""
        if place.provision is None or place.provision.unit == "Title":
            return None
        start, end = self._reading.extent(self.find(place.provision))
        first, last = self._reading.line_at(start), self._reading.line_at(max(start, end - 1))
        if first is None or last is None:
            return None
        return f"{place.provision} runs from {first} to {last}"

    def find(self, address: Address) -> Path:
        try:
            return self._find(address)
        except AddressError as error:
            raise Refusal(error.fault, remedy=error.remedy) from error

    def _find(self, address: Address) -> Path:
        """The path of a provision, found once. Raises AddressError when there is none."""
        if address not in self._found:
            self._found[address] = find(self._bill, address)
        return self._found[address]

    def address(self, position: int) -> Address | None:
        return address_of(self._bill, self._reading.locate(position)[0].path)

    def quoted(self, line: Line) -> str:
        if not line.page:
            words = self._reading.text(line)
            return f"it reads “{words if len(words) <= 160 else words[:160].rsplit(' ', 1)[0] + '…'}”"
        columns = self._reading.line(line.page, line.number)
        return f"it reads “{' | '.join(self._reading.text(column) for column in columns)}”"

    def words(self, words: Words, columns: tuple[Line, ...], *, after: int = -1) -> tuple[int, int]:
        """Where the quoted words stand on the line, from a position on. Raises Refusal when not just once."""
        line = columns[0]
        found = self._spans(words, columns, after)
        if words.occurrence is not None:
            if len(found) >= words.occurrence:
                return found[words.occurrence - 1]
            raise Refusal(
                f"“{words.quote}” is on {line} {_times(len(found))}, not {words.occurrence} times: {self.quoted(line)}",
                remedy="name another occurrence",
            )
        if not found:
            raise Refusal(
                f"“{words.quote}” is not on {line}: {self.quoted(line)}",
                remedy=self._elsewhere(words.quote, line),
            )
        if len(found) > 1:
            raise Refusal(
                f"“{words.quote}” is on {line} {_times(len(found))}: {self.quoted(line)}",
                remedy=f"say which, as in “the first “{words.quote}””, or quote more words",
            )
        return found[0]

    def refuse_unsaid(self, start: int, end: int, line: Line) -> None:
        """Refuse to leave words out of which a raised or lowered character is part that no character says: quoted words
        could be those of another number or name."""
        for segment in self._reading.segments_between(start, end):
            block = self._bill.at(segment.path)
            assert isinstance(block, Block)
            shift = segment.offset - segment.start
            at = max(start, segment.start) + shift, min(end, segment.end) + shift
            if block.text.has_raised and (said := block.text.raised(*at)) != block.text.exact.printed(*at):
                raise Refusal(
                    f"on {line} it is “{said}”, where ^ and _ stand for raised and lowered, which no quotation tells",
                    remedy="leave out the provision that it stands in, or have it tabled by hand",
                )

    def every(self, words: Words, columns: tuple[Line, ...]) -> list[tuple[int, int]]:
        """Where the quoted words stand on the line, each time. Raises Refusal when not as often as is said."""
        found = self._spans(words, columns, -1)
        line = columns[0]
        if len(found) < 2 or ("both" in words.places and len(found) != 2):
            raise Refusal(
                f"“{words.quote}” is on {line} {_times(len(found))}, not {words.places}: {self.quoted(line)}",
                remedy="say which, or amend each line by an amendment of its own",
            )
        return found

    def _spans(self, words: Words, columns: tuple[Line, ...], after: int) -> list[tuple[int, int]]:
        spans = [
            span
            for column in columns
            for span in occurrences(self._reading.words, words.quote, max(column.start, after), column.end)
        ]
        if surplus := words.quote.count("“") - words.quote.count("”"):
            return [self._past_mark(span) for span in spans if self._has_mark(span, closing=surplus < 0)]
        return spans

    def _has_mark(self, span: tuple[int, int], *, closing: bool) -> bool:
        """Whether the print has the quotation mark that the quoted words end or begin with, beyond those that pair."""
        segment, _ = self._reading.locate(span[1] if closing else span[0])
        printed = self._reading.printed(segment, max(span[0], segment.start), span[1])
        return printed.endswith(("”", '"')) if closing else printed.startswith(("“", '"'))

    def _past_mark(self, span: tuple[int, int]) -> tuple[int, int]:
        """The same, ending after the closing mark of quoted text where the file keeps that as an attribute."""
        start, end = span
        inner = self.quotation(end)
        if self._reading.words[end - 1 : end] in ("”", '"') or not inner or self._reading.extent(inner)[1] != end:
            return span
        outer, _ = self._reading.locate(end + 1)
        return (start, outer.start) if outer.path == inner[:-1] else span

    def check_line(self, place: Place, position: int) -> None:
        """Refuse a line of a new clause that words at a position of it cannot stand on, however it is printed."""
        if place.line is None or place.page is not None or self.own_lines:
            return
        before = [min(s.end, position) - s.start for s in self._reading.segments_between(0, position) if s.tag != "num"]
        least, most, about = (sum(-(-size // width) or 1 for size in before) for width in (_WIDEST, _NARROWEST, 70))
        if not least - 2 <= place.line <= most + 3:
            raise Refusal(
                f"line {place.line} of the amendment that it amends is not where this is: its words stand at about line"
                f" {about} of it",
                remedy="name the line as it is printed, or the subsection: “In subsection (1), …”",
            )

    def _elsewhere(self, quote: str, line: Line) -> str:
        """On which lines near by the words do stand."""
        near = [at for at in self.own_lines or self._reading.lines if abs(at.page - line.page) <= 1]
        spans = occurrences(self._reading.words, quote, near[0].start, near[-1].end) if near else []
        lines = [found for start, _ in spans if (found := self._line_at(start)) is not None]
        lines.sort(key=lambda at: (abs(at.page - line.page), abs(at.number - line.number)))
        if not lines:
            return "quote the words as they are printed, beginning on the line named"
        return f"the words are on {lines[0]}"

    def _line_at(self, position: int) -> Line | None:
        if not self.own_lines:
            return self._reading.line_at(position)
        return next((line for line in reversed(self.own_lines) if line.start <= position), None)

    def beginning(self, line: Line) -> int:
        """The first word of a line that is no number or heading of a provision."""
        for segment in self._reading.segments_between(line.start, line.end + 1):
            if segment.tag not in HEADS or segment.start < line.start:
                return max(segment.start, line.start)
        return line.start

    def starting_on(self, columns: tuple[Line, ...]) -> list[Path]:
        """The provisions whose first word is on the line, outermost first."""
        found: list[Path] = []
        for column in columns:
            for segment in self._reading.segments_between(column.start, column.end + 1):
                if segment.start < column.start:
                    continue
                for path, _ in above(self._bill, segment.path):
                    if path not in found and self._reading.extent(path)[0] == segment.start:
                        found.append(path)
        return found

    def quotation(self, position: int) -> Path:
        """The path of the innermost quoted structure, note or table that a position stands in."""
        holding = above(self._bill, self._reading.locate(position)[0].path)
        return next((path for path, node in reversed(holding) if node.tag in ENCLOSING), ())


def _own_lines(words: str, counts: str) -> Iterator[Line]:
    """The printed lines of words, from how many letters and digits stand on each; none where the sum is another."""
    sizes = [int(size) for size in counts.split()] if _COUNTS.fullmatch(counts) else []
    letters = [at for at, character in enumerate(words) if character.isalnum()]
    if not sizes or sum(sizes) != len(letters):
        return
    start = done = 0
    for number, size in enumerate(sizes, 1):
        done += size
        next_ = letters[done] if done < len(letters) else len(words)
        after = letters[done - 1] + 1 if done else 0
        gaps = [at for at in range(after, next_) if words[at].isspace()]
        until = gaps[-1] + 1 if gaps and done < len(letters) else next_
        yield Line(0, number, 1, start, start + len(words[start:until].rstrip()))
        start = until


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count} times")
