"""Rules of the labels of what is put in, A201 to A207."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from amend.drafting.rules.rule import CheckedAmendment, CheckedPaper, rule, told_in_reading
from amend.errors import AddressError
from amend.model.citation import address_of
from amend.model.numbering import between, families, order, successor
from amend.model.outline import is_quoted, own_paragraphs, top_of
from amend.model.provision import Block, Path, Provision, unit

told_in_reading(
    "A201",
    "warning",
    """
    One number is given to one amendment.

    Bad: two drafts with the number 12
    Good: 12 and 13
    Source: numbers are given once for each Bill and stage (Guide to Procedure, on amendment papers).
    """,
)
told_in_reading(
    "A202",
    "warning",
    """
    The same amendment is not given twice.

    Bad: 3 and 7 in the same words
    Good: 3, with the names of both movers
    Source: a Member adds a name to an amendment that was tabled (Guide to Procedure, on tabling amendments).
    """,
)
told_in_reading(
    "A203",
    "warning",
    """
    A label that is put in is free.

    The labels in amendments are provisional, and the clerks number anew; but until then two of one label cannot be
    told apart.
    Bad: two new subsections (3A) in one clause
    Good: (3A) and (3B)
    Source: OPC, Drafting guidance, part 6.4.
    """,
    on_print=True,
)
told_in_reading(
    "A204",
    "warning",
    """
    Labels stand in their order.

    Bad: (3B), then (3A)
    Good: (3A), then (3B)
    Source: OPC, Drafting guidance, part 6.4.
    """,
    on_print=True,
)


@rule("A205", "note", on_print=True)
def labels_follow_practice(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    What is put in between two provisions has the label that practice gives it.

    Between (3) and (4) it is (3A), after the last (5) it is (6), before (1) it is (A1).
    Bad: “(4)” put in between (3) and (4)
    Good: “(3A)”
    Source: OPC, Drafting guidance, part 6.4.
    """
    for path, node in _first_of_runs(one, paper):
        beside = [(at, other) for at, other in _list(paper, path) if id(other) not in paper.inserted or at == path]
        place = [at for at, _ in beside].index(path)
        before = beside[place - 1][1].label if place else None
        after = beside[place + 1][1].label if place + 1 < len(beside) else None
        if not node.label or before == "" or after == "" or (before is None and after is None):
            continue
        wanted = _labels_between(before, after, node.label)
        if wanted and node.label not in wanted:
            yield f"{_printed(node)} would be “{wanted[0]}” by the practice of the clerks, who number anew in the end"


@rule("A206", "warning")
def runs_of_labels_miss_none(one: CheckedAmendment, _paper: CheckedPaper) -> Iterator[str]:
    """
    Provisions that are put in together have labels that follow one another.

    Bad: (3A), (3C)
    Good: (3A), (3B)
    Source: OPC, Drafting guidance, part 6.4.
    """
    for siblings in _lists(one.provisions):
        for first, second in pairwise(siblings):
            if unit(first) != unit(second) or not first.label or not second.label:
                continue
            following = _following(first.label, second.label)
            if following and second.label not in following and _is_later(second.label, following[0]):
                yield f"{_printed(second)} follows {_printed(first)}; ({following[0]}) is missing between them"


@rule("A207", "warning", on_print=True)
def a_clause_has_a_subsection_1_before_a_2(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[str]:
    """
    A clause without subsections gets its (1) when it gets a (2).

    Bad: Clause 2, page 1, line 8, at end insert— “(2) Nobody may fish.”, and nothing more
    Good: that, and Clause 2, page 1, line 8, at beginning insert “(1)”
    Source: OPC, Amending Bills: style manual; what stands there becomes subsection (1).
    """
    for path, node in _first_of_runs(one, paper):
        top = top_of(paper.made, path)
        if node.tag != "subsection" or top is None or is_quoted(paper.made, path) or len(path) != len(top) + 1:
            continue
        labels = [other.label for _, other in _list(paper, path) if other.tag == "subsection"]
        own = own_paragraphs(paper.made, top, closing=False)
        if labels and labels[0] == node.label != "1" and own and not own[0][1].words.startswith("(1)"):
            where = address_of(paper.made, top)
            yield f"{where} has words without a label before {_printed(node)}; put “(1)” in at their beginning as well"


def _first_of_runs(one: CheckedAmendment, paper: CheckedPaper) -> Iterator[tuple[Path, Provision]]:
    """The first provision that each edit of an amendment puts in, with its path in the Bill as amended."""
    for edit in one.edits:
        first = next((node for node in edit.inserted if isinstance(node, Provision)), None)
        path = paper.inserted.get(id(first)) if first is not None else None
        if first is not None and path is not None and unit(first) in _LABELLED:
            yield path, first


_LABELLED = ("subsection", "paragraph", "sub-paragraph", "sub-sub-paragraph")


def _list(paper: CheckedPaper, path: Path) -> list[tuple[Path, Provision]]:
    """The provisions of the list that one stands in, itself among them."""
    found = ((at, paper.targets.provision(at)) for at in paper.targets.list_of(path))
    return [(at, node) for at, node in found if node is not None]


def _lists(provisions: Sequence[Provision | Block]) -> Iterator[list[Provision]]:
    """The lists of provisions beside one another, outermost first, at every depth."""
    pending: list[Sequence[object]] = [provisions]
    while pending:
        row = [node for node in pending.pop() if isinstance(node, Provision)]
        yield row
        pending += [node.items for node in row]


def _labels_between(before: str | None, after: str | None, like: str) -> list[str]:
    found: list[str] = []
    for family in families(like):
        try:
            found.append(between(before, after, family))
        except AddressError:
            continue
    return found


def _successors(label: str, like: str) -> list[str]:
    found: list[str] = []
    for family in set(families(label)) & set(families(like)):
        try:
            found.append(successor(label, family))
        except AddressError:
            continue
    return found


def _following(label: str, like: str) -> list[str]:
    """The labels that may follow one: after 3A that is 3B, and 4, which follows the 3 that it is put in after."""
    outer = (label[:end] for end in range(len(label) - 1, 0, -1))
    return [one for each in (label, *outer) for one in _successors(each, like)]


def _is_later(label: str, other: str) -> bool:
    for family in set(families(label)) & set(families(other)):
        try:
            if order(label, family) <= order(other, family):
                return False
        except AddressError:
            continue
    return True


def _printed(node: Provision) -> str:
    return node.number.words if node.number else node.label
