"""Citations in what amendments put in that lead nowhere: no clause has that number or heading, or it was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amend.engine.apply.apply import Made
from amend.engine.reprint.crossrefs import CrossReferences
from amend.engine.reprint.renumber import Labels
from amend.engine.reprint.whose import Belongs, Fate
from amend.model.amendment import Amendment
from amend.model.citation import address_of
from amend.model.citations import citations
from amend.model.finding import RuleFinding
from amend.model.outline import above, blocks, is_top
from amend.model.provision import Bill, Block, Path, Provision, walk

_LOST = re.compile(r"leads? nowhere|was left out")
_PARTS = ("subsection", "paragraph", "sub-paragraph")


def dangling(
    before: Bill, bill: Bill, edits: Sequence[Made], amendments: Sequence[Amendment]
) -> tuple[RuleFinding, ...]:
    """A finding for each citation that leads nowhere in what amendments put in.

    before, bill: the print, and as amended by the edits, whose index is that of an amendment. A new clause that is
    cited by its heading may be in amendments that are not among these: the finding says so.
    """
    following = CrossReferences(bill, Labels(), before)
    found: list[RuleFinding] = []
    for name, words, path, block in _put_in(before, bill, edits, amendments):
        said, met = len(following.left), following.met
        following.follow(path, block)
        sentences = [one for one in following.left[said:] if _LOST.search(one)]
        for place, cited, address, whose, leads, fate in following.found(met):
            if leads is not None or fate is not Fate.ELSEWHERE or address.within or address.unit not in _PARTS:
                continue
            if whose is Belongs.HERE:
                where = address_of(bill, place)
                sentences.append(f"“{cited}” in {where} leads nowhere: {where.top() if where else 'the Bill'} has none")
            elif (
                whose is Belongs.QUOTED
                and (act := _section_put_in(bill, place)) is not None
                and address.number.strip("()") not in _labels(bill, act)  # in Regulations “paragraph (1)” is one such
            ):
                sentences.append(
                    f"“{cited}” in {address_of(bill, place)} leads nowhere: {address_of(bill, act)} has none"
                )
        for sentence in dict.fromkeys(sentences):
            if not words or sentence.removeprefix("“").split("”", 1)[0] in words:
                more = "; give the amendment that puts it in with these" if "no clause has" in sentence else ""
                found.append(RuleFinding(sentence + more, amendment=name, code="A301"))
    return tuple(dict.fromkeys(found))


def _labels(bill: Bill, path: Path) -> set[str]:
    """The numbers of the parts of a provision, and of their parts."""
    return {node.label for _, node in walk(bill.at(path)) if isinstance(node, Provision)}


def _section_put_in(bill: Bill, place: Path) -> Path | None:
    """The section or Schedule that is put into an Act whole, in which a place of its text is; None where only parts of
    one are, for the Act may have what they cite."""
    found: Path | None = None
    quoted = False
    for path, node in above(bill, place):
        quoted = quoted or node.tag == "quotedStructure"
        if quoted and is_top(node):
            found = path
    return found


def _put_in(
    before: Bill, bill: Bill, edits: Sequence[Made], amendments: Sequence[Amendment]
) -> Iterator[tuple[str, str, Path, Block]]:
    """The paragraphs that amendments put in or change, each with the name of the amendment and the words that it puts
    there; "" for all of the paragraph."""
    whole = {id(node): amendments[edit.index].name for edit in edits for node in edit.inserted}
    changes = [(amendments[edit.index].name, " ".join(edit.words.split())) for edit in edits if citations(edit.words)]
    old = {id(block) for _, block in blocks(before.root)} if changes else set[int]()
    for path, node in walk(bill.root):
        if id(node) in whole:
            yield from ((whole[id(node)], "", inner, block) for inner, block in blocks(node, path))
        elif changes and isinstance(node, Block) and id(node) not in old:
            printed = " ".join(node.text.chars.split())
            yield from ((name, words, path, node) for name, words in changes if words in printed)
