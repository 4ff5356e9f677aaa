"""What a Bill says of Acts: the names of the one that it becomes, and the words that amend others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amend.model.provision import Bill, Block, Node, Provision

_AMENDING = re.compile(r"\b(?:insert|substitute|omit|repealed|amended)\b")  # “amend or repeal” is said of a power
_BILL = re.compile(r"(?:\s+\(No\.\s*\d+\))?\s+Bill(?: \[\w+\])?\s*$")
_NUMBERED_BILL = re.compile(r"\s+Bill(?: \[\w+\])?\s*$")
_MAY_BE_CITED = re.compile(r"This Act may be cited as the ([^.;]{3,200}? Act)(?: \d{4})?\b")


def names_of_the_act(bill: Bill) -> tuple[str, ...]:
    """What text put into another Act calls the Act that the Bill becomes, without a year: by the Bill's title, with and
    without “(No. 2)”, and by the clause that says how the Act may be cited."""
    found = [f"{pattern.sub('', bill.title)} Act" for pattern in (_NUMBERED_BILL, _BILL) if bill.title]
    for chars in _paragraphs(bill.root):
        if "cited" in chars and (cited := _MAY_BE_CITED.search(chars)):
            found.append(cited[1])
    return tuple(dict.fromkeys(found))


def amending_words(bill: Bill) -> Iterator[str]:
    """The words that amend Acts, and so name those that the Bill amends."""
    return (chars for chars in _paragraphs(bill.root) if "Act" in chars and _AMENDING.search(chars))


def _paragraphs(root: Provision) -> Iterator[str]:
    """The words of every paragraph, in reading order."""
    pending: list[Node] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, Provision):
            pending += reversed(node.items)
        elif isinstance(node, Block):
            yield node.text.chars
            pending += reversed(node.objects)
