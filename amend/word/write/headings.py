"""The headings of a Bill in a Word file: how high each stands in the outline, and where an entry of the contents leads.

Word's navigation pane shows the outline, and a screen reader goes by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amend.engine.compare.redline import Pair, flat
from amend.model.outline import above, is_quoted
from amend.model.printed import HEADINGS, PrintedParagraph
from amend.model.provision import Bill, Path, Provision
from amend.word.ooxml import anchors

_OVER = ("crossheading", "schedule")
_LOWEST = 9


def outline_level(bill: Bill, paragraph: PrintedParagraph) -> int | None:
    """How high a heading, or the number over one, stands in the outline of its text, from 1; None for another paragraph
    and for a heading that is put into an Act. A Part stands over its clauses, a heading of its own over them too."""
    if paragraph.role not in HEADINGS or not paragraph.path or is_quoted(bill, paragraph.path):
        return None
    holders = [node for _, node in above(bill, paragraph.path)]
    over = sum(_groups(node) for node in holders)
    return min(over + (not _groups(holders[-1]) if holders else 1), _LOWEST)


def _groups(node: Provision) -> bool:
    return node.tag in ("part", "chapter") or (node.tag == "hcontainer" and node.get("name") in _OVER)


class ContentsLinks:
    """Where each entry of the contents leads: the name of the bookmark on its heading.

    A paragraph of the old text has the bookmark that ties it to its print; one that is in the new text alone has one of
    its own where an entry leads to it.
    """

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.added: dict[Path, str] = {}
        sides: tuple[dict[Path, str], dict[Path, str]] = {}, {}
        listed = set()
        marked = 0
        for beside in flat(pairs):
            name = anchors.bookmark(marked)
            marked += beside.old is not None
            if beside.shown.role.startswith("contents"):
                listed.add(beside.shown.path)
            if beside.old is not None and beside.old.role in HEADINGS:
                sides[0][beside.old.path] = name
            if beside.new is not None and beside.new.role in HEADINGS:
                if beside.old is None and beside.new.path in listed:
                    name = self.added[beside.new.path] = f"_amdnew_{len(self.added) + 1:04}"
                if beside.old is not None or beside.new.path in listed:
                    sides[1][beside.new.path] = name
        self._of_old: Mapping[Path, str] = sides[0]
        self._of_new: Mapping[Path, str] = sides[1]

    def anchor(self, old: PrintedParagraph | None, new: PrintedParagraph | None) -> str:
        """The bookmark that an entry of the contents leads to; "" for another paragraph, and for one without."""
        shown = new or old
        if shown is None or not shown.role.startswith("contents"):
            return ""
        return self._of_new.get(shown.path, "") if new is not None else self._of_old.get(shown.path, "")
