"""The short names that a Bill gives to Acts: “the 1988 Act” means the Housing Act 1988."""

from __future__ import annotations

import re

from amend.english.textual.sentence import TITLE
from amend.model.provision import Bill, Block, walk

_MEANS = re.compile(rf"[“‘](?:the )?(?P<short>[^“”]{{2,60}})[”’],? (?:means|is) (?:the )?(?P<title>{TITLE})")
_INLINE = re.compile(
    rf"\b[Tt]he (?P<title>{TITLE})(?: \([^()“”]*\))? \((?:in this \w+ )?“(?:the )?(?P<short>[^“”]{{2,60}})”\)"
)
_MAY_NAME = re.compile(r"Act|Measure|Order|Regulations|Rules|Scheme")


def short_names(bill: Bill) -> dict[str, str]:
    """The title of each Act that the Bill gives a short name, by that name without “the”; those of quoted text not.

    A name that the Bill gives to two Acts is left out, for which is meant is not to be told from the name.
    """
    found: dict[str, set[str]] = {}
    for words in _own_words(bill):
        for pattern in (_MEANS, _INLINE):
            for match in pattern.finditer(words):
                found.setdefault(match["short"].strip(), set()).add(match["title"])
    return {short: next(iter(titles)) for short, titles in found.items() if len(titles) == 1}


def _own_words(bill: Bill) -> list[str]:
    walked = walk(bill.root, into=lambda node: node.tag != "quotedStructure")
    texts = (node.text.printed() for _, node in walked if isinstance(node, Block) and _MAY_NAME.search(node.text.chars))
    return [" ".join(text.split()) for text in texts if "“" in text]
