"""Where a range of words may begin and end: at no heading, in no number, on one side of quoted text."""

from __future__ import annotations

import re
from dataclasses import replace

from amend.engine.apply.print_lookup import PrintLookup
from amend.errors import Refusal
from amend.model.amendment import Matter
from amend.model.lines import Line, Reading
from amend.model.outline import HEADS, above
from amend.model.provision import HOLDERS, NUMBERED, Block, Path, Provision
from amend.model.text import OBJECT

_BRACKETED = re.compile(r"\([0-9A-Za-z]{1,6}\)(?=\s|$)")


class RangeEdges:
    """Moves the edges of ranges of one print to where they may stand, or refuses them with the line."""

    def __init__(self, reading: Reading, lookup: PrintLookup) -> None:
        self._reading = reading
        self._bill = reading.bill
        self._print = lookup

    def in_sentence(self, start: int, end: int, line: Line) -> tuple[int, int]:
        """A range of words, or a point among them, that takes in no heading and cuts no number.

        A point or beginning just after a number is where the words begin. Headings are the clerks' to change
        (Guide to Procedure, on drafting amendments), but for those of quoted text.
        """
        first, _ = self._reading.locate(start)
        if first.tag == "num" and start == first.end:
            following = next(self._reading.segments_between(start + 1, len(self._reading.words)), first)
            start = following.start
            end = max(start, end)
        inside = [s for s in self._reading.segments_between(start, end) if s.start < end and s.end > start]
        begins, _ = self._reading.locate(start)
        touched = inside if begins in inside or start == begins.start else [begins, *inside]
        for segment in touched or [begins]:
            if segment.tag in ("heading", "subheading"):
                if touched not in ([], [segment]) or not self._print.quotation(start):
                    raise Refusal(
                        f"a heading cannot be amended: {self._print.quoted(line)}",
                        remedy="the clerks change headings when the Bill is printed again",
                    )
            elif segment.tag == "num" and not (touched and start <= segment.start and segment.end <= end):
                raise Refusal(f"it cuts a number: {self._print.quoted(line)}", remedy="quote words after the number")
        return start, end

    def after_number(self, start: int, end: int, matter: Matter, line: Line) -> tuple[int, int, Matter]:
        """A range that takes in the number of a provision, and what comes in: both after the number where what comes in
        begins with it. Of “leave out “(a) entry” and insert “(a) bread”” the paragraph keeps its (a).

        Raises Refusal where another number would stand among words, or words in the place of a number.
        """
        first, _ = self._reading.locate(start)
        printed = self._reading.words[first.start : first.end]
        if first.tag != "num" or start != first.start or end < first.end or not _BRACKETED.fullmatch(printed):
            return start, end, matter
        label = _BRACKETED.match(matter.words)
        rest = matter.words[label.end() :].lstrip() if label else matter.words
        if label and label[0] == printed and (rest or matter.provisions):
            words = next(self._reading.segments_between(first.end + 1, len(self._reading.words)), first)
            return words.start, max(words.start, end), replace(matter, words=rest)
        number_only = bool(label) and not rest and not matter.provisions and end == first.end
        if number_only or not matter.words or (end > first.end and not label and not matter.provisions):
            return start, end, matter
        raise Refusal(
            f"it leaves out the number {printed}, and what is inserted does not begin with that:"
            f" {self._print.quoted(line)}",
            remedy="quote words after the number, or leave out the whole provision and insert it again",
        )

    def tiles(self, start: int, end: int) -> tuple[Path, ...]:
        """The provisions that make up a range exactly, one after another; none when it is more or less than they."""
        paths: list[Path] = []
        at = start
        while at < end:
            segment, _ = self._reading.locate(at)
            if segment.start != at:
                return ()
            outermost = next(
                (
                    path
                    for path, node in above(self._bill, segment.path)
                    if node.tag in NUMBERED
                    and self._reading.extent(path)[0] == at
                    and self._reading.extent(path)[1] <= end
                ),
                None,
            )
            if outermost is None:
                return ()
            paths.append(outermost)
            at = self._reading.extent(outermost)[1] + 1
        return tuple(paths)

    def within_quotation(self, start: int, end: int) -> int:
        """The end of a range, drawn back to the end of the quoted text it starts in when only a stop follows that."""
        outer = self._reading.locate(end)[0].path
        inner = self._reading.locate(start)[0].path
        if outer == inner[: len(outer)] and outer != inner:
            closed = self._reading.extent(inner[: len(outer) + 1])[1]
            if not any(character.isalnum() for character in self._reading.words[closed:end]):
                return closed
        return end

    def out_of_quotation(self, start: int, end: int) -> int:
        """The end of whole lines that begin outside quoted text and end with it, drawn on to the stop after that."""
        inner = self._print.quotation(end)
        if not inner or self._print.quotation(start) == inner:
            return end
        closed = self._reading.extent(inner)[1]
        if self._reading.words[end:closed].strip():
            return end
        outer, _ = self._reading.locate(closed + 1)
        if outer.path == inner[:-1] and not any(map(str.isalnum, self._reading.words[outer.start : outer.end])):
            return outer.end
        return closed

    def refuse_across_quotation(self, start: int, end: int, line: Line) -> None:
        """A range must not begin outside quoted text and end inside it, or the other way round."""
        one, other = self._print.quotation(start), self._print.quotation(end)
        if one != other:
            raise Refusal(
                "what is left out begins outside quoted text and ends inside it, or the other way round:"
                f" {self._print.quoted(line)}",
                remedy="leave out the two pieces by an amendment each",
            )

    def ends_provision(self, end: int) -> bool:
        """Whether the words after a position begin a new provision."""
        following = next(self._reading.segments_between(end + 1, len(self._reading.words)), None)
        return following is None or following.tag in HEADS

    def carried_on(self, end: int, matter: Matter) -> tuple[int, Matter]:
        """What is inserted, with what stands after it in its paragraph at the end of its last provision.

        When words and then provisions come into a sentence, what is left of that, a stop or what a bare label at the
        end is to hold, goes on from the last of them. Gives where that ends. Raises Refusal when nothing is left.
        """
        if not matter.words or not matter.provisions:
            return end, matter
        segment, offset = self._reading.locate(end)
        rest = self._reading.words[end : segment.end]
        bare = is_bare(matter.provisions[-1])
        if not bare and (not rest.strip() or any(map(str.isalnum, rest))):
            return end, matter
        block = self._bill.at(segment.path)
        assert isinstance(block, Block)
        until = offset + segment.end - end
        if bare and not rest.strip():
            raise Refusal(
                "what is inserted ends in a label alone, and nothing follows in the print for it to hold",
                remedy="put its words on the same row, or leave the label out",
            )
        if OBJECT in block.text.chars[until:]:
            return end, matter
        last = matter.provisions[-1]
        assert isinstance(last, Provision)
        carried = Block("p", block.text.slice(offset, until))
        return segment.end, replace(matter, provisions=(*matter.provisions[:-1], run_on(last, carried)))


def is_bare(item: Provision | Block) -> bool:
    """Whether the last provision in what is inserted is a label without words."""
    if isinstance(item, Block) or not item.items:
        return False
    last = item.items[-1]
    if isinstance(last, Provision) and last.tag in HOLDERS:
        empty = all(isinstance(one, Block) and not one.words and not one.objects for one in last.items)
        return empty and item.number is not None
    return (isinstance(last, Block) and last.tag == "num") or (isinstance(last, Provision) and is_bare(last))


def run_on(provision: Provision, rest: Block) -> Provision:
    """The provision with the rest of a sentence after its last words, or as its words where it has none."""
    *items, last = provision.items
    if isinstance(last, Block) and last.tag == "num":
        chars = rest.text.chars
        trimmed = replace(rest, text=rest.text.slice(len(chars) - len(chars.lstrip()), len(chars)))
        return replace(provision, items=(*items, last, Provision("content", (trimmed,))))
    if isinstance(last, Block):
        return replace(provision, items=(*items, replace(last, text=last.text + rest.text)))
    assert isinstance(last, Provision)
    return replace(provision, items=(*items, run_on(last, rest)))
