"""Citations in what amendments put in that lead nowhere: no clause has that number or heading, or it was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amend.drafting.known_print import KnownText
from amend.engine.apply.apply import Made
from amend.engine.reprint.crossrefs import CrossReferences
from amend.engine.reprint.nowhere import lacking
from amend.engine.reprint.renumber import Labels
from amend.engine.reprint.whose import Fate, in_quotation_marks
from amend.model.amendment import Amendment
from amend.model.citation import address_of
from amend.model.citations import citations
from amend.model.finding import RuleFinding
from amend.model.outline import above, blocks, is_top
from amend.model.provision import Bill, Block, Path, unit, walk

_LOST = re.compile(r"leads? nowhere|was left out")
_THIS = re.compile(r"\b[Tt]his\s+(?P<unit>section|subsection|paragraph|sub-paragraph|Schedule)\b(?!\s+\d)")


def dangling(
    before: KnownText, text: KnownText, edits: Sequence[Made], amendments: Sequence[Amendment]
) -> tuple[RuleFinding, ...]:
    """A finding for each citation that leads nowhere in what amendments put in.

    before, text: the print, and as amended by the edits, whose index is that of an amendment. A new clause that is
    cited by its heading may be in amendments that are not among these: the finding says so.
    """
    following: CrossReferences | None = None
    bill = text.bill
    found: list[RuleFinding] = []
    for name, words, path, block in _put_in(*before.apart(bill), edits, amendments):
        following = following or CrossReferences(text.targets, Labels(), before.targets)
        said, met = len(following.left), following.met
        following.follow(path, block)
        sentences = [one for one in following.left[said:] if _LOST.search(one)]
        for place, cited, address, whose, leads, fate in following.found(met):
            if leads is None and fate is Fate.ELSEWHERE and not address.within:
                what = lacking(bill, place, address, whose)
                if what:
                    sentences.append(f"“{cited}” in {address_of(bill, place)} leads nowhere: {what} has none")
        sentences += _misnamed(bill, path, block)
        for sentence in dict.fromkeys(sentences):
            if not words or sentence.removeprefix("“").split("”", 1)[0] in words:
                more = "; give the amendment that puts it in with these" if "no clause has" in sentence else ""
                found.append(RuleFinding(sentence + more, amendment=name, code="A301"))
    return tuple(dict.fromkeys(found))


def _misnamed(bill: Bill, path: Path, block: Block) -> list[str]:
    """A sentence for each “this section” that stands in no section, “this Schedule” that stands in none, and the like.

    In text put into an Act nobody can tell what surrounds it, but for a section or Schedule put in whole.
    """
    words = block.text.chars
    said = [found for found in _THIS.finditer(words) if not in_quotation_marks(words, found.start())]
    if not said:
        return []
    holding = [node for _, node in above(bill, path)]
    quoted = [at for at, node in enumerate(holding) if node.tag == "quotedStructure"]
    inside = holding[quoted[-1] if quoted else 0 :]
    where = address_of(bill, path)
    tops = [node for node in inside if is_top(node)]
    if where is None or not tops or (quoted and tops[0].heading is None):  # “1A” of a Schedule is read as a section
        return []
    names = {unit(node, quoted=True) for node in inside}
    if quoted or any(name.endswith("paragraph") for name in names):  # (a) of a Schedule goes by more than one name
        names |= {"paragraph", "sub-paragraph"}
    return [
        f"“{' '.join(found[0].split())}” in {where} leads nowhere: it stands in no {found['unit']}"
        for found in said
        if found["unit"] not in names
    ]


def _cites(words: str) -> bool:
    return bool(citations(words)) or _THIS.search(words) is not None


def _put_in(
    before: Bill, bill: Bill, edits: Sequence[Made], amendments: Sequence[Amendment]
) -> Iterator[tuple[str, str, Path, Block]]:
    """The paragraphs that amendments put in or change, each with the name of the amendment and the words that it puts
    there; "" for all of the paragraph."""
    whole = {id(node): amendments[edit.index].name for edit in edits for node in edit.inserted}
    changes = [(amendments[edit.index].name, " ".join(edit.words.split())) for edit in edits if _cites(edit.words)]
    old = {id(block) for _, block in blocks(before.root)} if changes else set[int]()
    for path, node in walk(bill.root):
        if id(node) in whole:
            yield from ((whole[id(node)], "", inner, block) for inner, block in blocks(node, path))
        elif changes and isinstance(node, Block) and id(node) not in old:
            printed = " ".join(node.text.chars.split())
            yield from ((name, words, path, node) for name, words in changes if words in printed)
