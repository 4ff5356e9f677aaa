"""The new text with the old text's numbers, so that only what must be amended is different.

An amendment is made to the old print, so what it puts in is labelled to fit there, and refers to clauses by their
numbers there; a clause that is itself new is referred to by its heading until the Bill is printed again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from amend.engine.pairing import Pairing
from amend.engine.renumber import Labels
from amend.engine.reprint import with_labels
from amend.errors import AddressError
from amend.model.numbering import between, families
from amend.model.provision import NUMBERED, Bill, Path, Provision
from amend.reverse.parts import is_group, parts, tops

_SUFFIXED = re.compile(r"(\d+)[A-Z]+")


@dataclass(frozen=True, slots=True)
class Renumbered:
    """The new text in the old one's numbers. Its paths are those of the new text."""

    bill: Bill
    left: tuple[str, ...]


def renumbered(pairing: Pairing) -> Renumbered:
    """The new text of a pairing, with the numbers of the old for all that stands in both."""
    labels = Labels()
    for a, b in pairing.pairs:
        old, new = pairing.old.at(a), pairing.new.at(b)
        if not isinstance(old, Provision) or not isinstance(new, Provision):
            continue
        if b in pairing.moved and new.tag != "section":
            continue  # it goes there and comes here, with a label that fits here
        if new.label and old.label and old.label != new.label:
            labels.of[b] = old.label
            if new.tag == "section" and _quoted(pairing.new, b):
                labels.acts[new.label] = old.label
    for path, clause in tops(pairing.new):
        if pairing.old_of(path) is None and clause.tag == "section" and clause.heading is not None:
            labels.of[path] = f"({clause.heading.words})"
    for _, b in pairing.pairs:
        node = pairing.new.at(b)
        if isinstance(node, Provision) and node.tag in (*NUMBERED, "quotedStructure") and not is_group(node):
            _label_parts(pairing, labels, b)
    bill, left = with_labels(pairing.new, labels)
    return Renumbered(bill, left)


def _label_parts(pairing: Pairing, labels: Labels, path: Path) -> None:
    """Find a label for each part of a provision that is only in the new text, between those it stands between."""
    found = list(parts(pairing.new, path))
    for index, (inner, child) in enumerate(found):
        if _stays(pairing, inner) or not child.label:
            continue
        before = _label(pairing, labels, found[index - 1][0]) if index else ""
        following = next(
            (_label(pairing, labels, p) for p, c in found[index + 1 :] if c.tag == child.tag and _stays(pairing, p)), ""
        )
        if not before and following and (suffixed := _SUFFIXED.fullmatch(following)):
            before = suffixed[1]
        if not before and not following:
            continue
        for family in families(child.label):
            try:
                label = between(before or None, following or None, family)
            except AddressError:
                continue
            if label != child.label:
                labels.of[inner] = label
            break


def _stays(pairing: Pairing, path: Path) -> bool:
    return pairing.old_of(path) is not None and path not in pairing.moved


def _label(pairing: Pairing, labels: Labels, path: Path) -> str:
    """The label that a provision of the new text is given."""
    if path in labels.of:
        return labels.of[path]
    node = pairing.new.at(path)
    return node.label if isinstance(node, Provision) else ""


def _quoted(bill: Bill, path: Path) -> bool:
    return any(getattr(bill.at(path[:depth]), "tag", "") == "quotedStructure" for depth in range(1, len(path)))
