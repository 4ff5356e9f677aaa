"""References that stay in a Bill and lead to what amendments leave out of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

from amend.drafting.known_print import KnownPrint, KnownText
from amend.engine.apply.apply import Made
from amend.engine.reprint.crossrefs import CrossReferences
from amend.engine.reprint.renumber import Labels
from amend.model.amendment import Amendment
from amend.model.citation import address_of
from amend.model.finding import RuleFinding
from amend.model.lines import Reading
from amend.model.outline import above, blocks
from amend.model.provision import Block, Path, Provision, unit, walk

_GONE = " a provision that was left out: "


def left_behind(
    print_: KnownPrint, text: KnownText, edits: Sequence[Made], amendments: Sequence[Amendment]
) -> list[RuleFinding]:
    """A note for each reference of the text that stands to a provision that is left out and does not come in again.

    text: as amended by the edits, whose index is that of an amendment.
    """
    places = _left_out(print_.reading, edits)
    if not places:
        return []
    gone = {said: amendments[at].name for said, (at, _) in places.items()}
    came_in = {id(inner) for edit in edits for node in edit.inserted for _, inner in walk(node)}
    following = CrossReferences(text.targets, Labels(), print_.text.targets)
    cites = _citing(print_, [path for _, path in places.values()], following.dead)
    for path, block in blocks(text.bill.root):
        if id(block) not in came_in and cites(block):
            following.follow(path, block)
    found = []
    for sentence in dict.fromkeys(following.left):
        _, said, provision = sentence.rpartition(_GONE)
        if said and provision in gone:
            found.append(RuleFinding(f"{sentence}; amend it too", amendment=gone[provision], level="note", code="A409"))
    return found


def _citing(print_: KnownPrint, gone: Sequence[Path], dead: Set[str]) -> Callable[[Block], bool]:
    """Tells the paragraphs that may cite a provision that is gone, by its number, by its heading or by a mark.

    A part of what is gone whole is cited by that, for what stands outside finds no other way to it. dead: what a mark
    leads to that leads to one.
    """
    said: set[str] = set()
    for path in gone:
        node = print_.bill.at(path)
        if isinstance(node, Provision) and not any(path[: len(outer)] == outer != path for outer in gone):
            printed = node.number.words if node.number else ""
            label, heading = re.escape(node.label), re.escape(node.heading.words) if node.heading else ""
            said |= {rf"\({label}\)" if "(" in printed else rf"(?<!\w){label}(?!\w)"} if label else set()
            said |= {heading} if heading else set()
    cited = re.compile("|".join(said) or "(?!)", re.IGNORECASE)

    def cites(block: Block) -> bool:
        if cited.search(block.text.chars):
            return True
        return any(mark.name == "ref" and dict(mark.attributes).get("href") in dead for mark in block.text.marks)

    return cites


def _left_out(reading: Reading, edits: Sequence[Made]) -> dict[str, tuple[int, Path]]:
    """The provisions of the print that are left out whole, as cited, each with the index of the amendment."""
    found: dict[str, tuple[int, Path]] = {}
    seen: set[Path] = set()
    for edit in edits:
        for segment in reading.segments_between(edit.start, edit.end) if edit.start < edit.end else ():
            for path, node in above(reading.bill, segment.path):
                if path in seen or not unit(node):
                    continue
                seen.add(path)
                start, end = reading.extent(path)
                if edit.start <= start and end <= edit.end:
                    found.setdefault(str(address_of(reading.bill, path) or ""), (edit.index, path))
    return found
