"""References that stay in a Bill and lead to what amendments leave out of it."""

from __future__ import annotations

from collections.abc import Sequence

from amend.engine.apply.apply import Made
from amend.engine.reprint.crossrefs import CrossReferences
from amend.engine.reprint.renumber import Labels
from amend.model.amendment import Amendment
from amend.model.citation import address_of
from amend.model.finding import RuleFinding
from amend.model.lines import Reading
from amend.model.outline import above, blocks
from amend.model.provision import Bill, Block, Path, unit, walk

_GONE = " a provision that was left out: "


def left_behind(
    reading: Reading, bill: Bill, edits: Sequence[Made], amendments: Sequence[Amendment]
) -> list[RuleFinding]:
    """A note for each reference of the text that stands to a provision that is left out and does not come in again.

    reading: of the print. bill: as amended by the edits, whose index is that of an amendment.
    """
    gone = _left_out(reading, edits, amendments)
    if not gone:
        return []
    came_in = {id(inner) for edit in edits for node in edit.inserted for _, inner in walk(node)}
    following = CrossReferences(bill, Labels(), reading.bill)
    for path, block in blocks(bill.root):
        if id(block) not in came_in and isinstance(block, Block):
            following.follow(path, block)
    found = []
    for sentence in dict.fromkeys(following.left):
        _, said, provision = sentence.rpartition(_GONE)
        if said and provision in gone:
            found.append(RuleFinding(f"{sentence}; amend it too", amendment=gone[provision], level="note", code="A409"))
    return found


def _left_out(reading: Reading, edits: Sequence[Made], amendments: Sequence[Amendment]) -> dict[str, str]:
    """The provisions of the print that are left out whole, as cited, each with the name of the amendment."""
    found: dict[str, str] = {}
    seen: set[Path] = set()
    for edit in edits:
        for segment in reading.segments_between(edit.start, edit.end) if edit.start < edit.end else ():
            for path, node in above(reading.bill, segment.path):
                if path in seen or not unit(node):
                    continue
                seen.add(path)
                start, end = reading.extent(path)
                if edit.start <= start and end <= edit.end:
                    found.setdefault(str(address_of(reading.bill, path) or ""), amendments[edit.index].name)
    return found
