"""The new text with the old text's numbers, so that only what must be amended is different.

An amendment is made to the old print, so what it puts in is labelled to fit there, and refers to clauses by their
numbers there; a clause that is itself new is referred to by its heading until the Bill is printed again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from amend.drafting.known_print import KnownText
from amend.engine.compare.pairing import Pairing
from amend.engine.reprint.renumber import Labels
from amend.engine.reprint.reprint import left_standing, with_labels
from amend.errors import AddressError
from amend.model.numbering import Family, between, families, order, successor
from amend.model.outline import is_group, is_quoted, parts, sections_of_acts, tops
from amend.model.provision import NUMBERED, Bill, Path, Provision, along, unit

_SUFFIXED = re.compile(r"(\d+)[A-Z]+")


@dataclass(frozen=True, slots=True)
class Renumbered:
    """The new text in the old one's numbers. Its paths are those of the new text."""

    bill: Bill
    left: tuple[str, ...]


def in_old_numbers(pairing: Pairing, known: KnownText | None = None) -> Renumbered:
    """The new text of a pairing, with the numbers of the old for all that stands in both.

    A number in text put into an Act is that Act's: it is the old one only where what came or went beside it is why the
    new text has another. known: what was found out of the old text before.
    """
    known = known or KnownText(pairing.old)
    labels = Labels()
    changed = _Changed(pairing)
    for (a, b), (old, new) in zip(pairing.pairs, pairing.nodes, strict=True):
        if new is old or (b in pairing.moved and new.tag != "section"):
            continue  # it goes there and comes here, with a label that fits here
        if old.number is None or new.number is None or old.number.text == new.number.text:
            continue  # as nearly all
        if not new.label or not old.label or old.label == new.label:
            continue
        quoted = is_quoted(pairing.new, b)
        alike = unit(old) == unit(new) and set(families(old.label)) & set(families(new.label))
        if not alike or (quoted and not changed.explains(a, b)):
            continue
        labels.of[b] = old.label
        if new.tag == "section" and quoted:
            labels.acts[new.label] = old.label
    _label_sections(pairing, labels)
    for path, clause in tops(pairing.new):
        if pairing.old_of(path) is not None or clause.tag != "section" or clause.heading is None:
            continue
        if clause.number is not None:  # to give one without a number would move the paths of what is in it
            labels.of[path] = f"({clause.heading.words})"
    odd = _over_odd(pairing)
    for (_, b), (_, node) in zip(pairing.pairs, pairing.nodes, strict=True) if odd else ():
        if b in odd and node.tag in (*NUMBERED, "quotedStructure") and not is_group(node):
            _label_parts(pairing, labels, b)
    if not labels.of and not labels.acts:
        among = known.apart(pairing.new)[1]
        return Renumbered(pairing.new, left_standing(pairing.new, lambda chars: chars not in known.paragraphs, among))
    stays = _staying(pairing, labels, known)
    again = with_labels(pairing.new, labels, lambda path: _was(pairing, path), words_only=True, stays=stays)
    return Renumbered(again.bill, again.left)


def _cited_by(node: Provision) -> set[str]:
    """The words that a citation of a provision has: its number, in brackets where it is printed so."""
    if not node.label or node.number is None:
        return set()
    return {f"({node.label})" if "(" in node.number.words else node.label}


def _over_odd(pairing: Pairing) -> set[Path]:
    """The provisions of the new text of which a part came in or was moved, those that stand under headings too."""
    found: set[Path] = set()
    for path in (*pairing.came, *pairing.moved):
        while path:
            path = path[:-1]
            found.add(path)
            node = pairing.new.at(path)
            if not isinstance(node, Provision) or not is_group(node):
                break
    return found


def _staying(pairing: Pairing, labels: Labels, known: KnownText) -> Callable[[Provision], bool] | None:
    """Tells the clauses and Schedules, the very same in both texts, of which no word changes with the labels; None
    where none is sure to.

    It is so where only what came in is labelled, for what stood before cites that by no mark, and where neither the
    number that it was given stands in them nor that of anything that went or was moved, to which they may lead.
    """
    came = set(pairing.came)
    if labels.acts or not labels.of.keys() <= came:
        return None
    words: set[str] = set()
    for path in labels.of:
        node = pairing.new.at(path)
        assert isinstance(node, Provision)
        heading = node.heading.words if node.heading else ""
        if node.eid in known.eids or (heading and any(heading in said for said in known.paragraphs)):
            return None
        words |= _cited_by(node)
    for text, odd in ((pairing.old, set(pairing.gone)), (pairing.new, pairing.moved)):
        for path in odd:
            node = text.at(path)
            if isinstance(node, Provision) and path[:-1] not in odd:
                words |= _cited_by(node)
    same = {id(new) for old, new in pairing.nodes if old is new}
    holding = {id(node) for path in labels.of for node in along(pairing.new.root, path)}

    def stays(node: Provision) -> bool:
        own = known.tokens.get(id(node))
        return own is not None and id(node) in same and id(node) not in holding and own.isdisjoint(words)

    return stays


def _was(pairing: Pairing, path: Path) -> Provision | None:
    """The provision of the old text that one of the new was; None for one that comes in."""
    old = pairing.old_of(path)
    node = pairing.old.at(old) if old is not None else None
    return node if isinstance(node, Provision) else None


class _Changed:
    """Which lists in quoted text something came into or went from, so that printing again numbers them anew."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing

    @cached_property
    def _bases(self) -> set[str]:
        """The numbers of Acts after which a section came in or went."""
        pairing = self._pairing
        odd = [node for path, node in sections_of_acts(pairing.old) if pairing.new_of(path) is None]
        odd += [node for path, node in sections_of_acts(pairing.new) if not _stays(pairing, path)]
        return {_base(node.label) for node in odd}

    def explains(self, a: Path, b: Path) -> bool:
        """Whether that is why a provision of quoted text, at a in the old text and b in the new, has another number."""
        old, new = self._pairing.old.at(a), self._pairing.new.at(b)
        assert isinstance(old, Provision)
        assert isinstance(new, Provision)
        above = self._pairing.old_of(b[:-1])
        if above != a[:-1] and getattr(self._pairing.new.at(b[:-1]), "tag", "") != "quotedStructure":
            return False
        if old.tag == "section" and _base(old.label) == _base(new.label) in self._bases:
            return True
        beside = [path for path, _ in parts(self._pairing.new, b[:-1])]
        before = [path for path, _ in parts(self._pairing.old, a[:-1])]
        return not all(_stays(self._pairing, path) for path in beside) or not all(
            self._pairing.new_of(path) in beside for path in before
        )


def _base(label: str) -> str:
    """The number of an Act that a label was put in after: 194 of 194ZA."""
    return label.rstrip(ascii_uppercase)


def _label_sections(pairing: Pairing, labels: Labels) -> None:
    """Find another label for a section put into an Act where one that stays has, in the old print, the label that the
    new text gives it: 194ZA, where 194A is now 194B."""
    if not any(getattr(pairing.new.at(path), "tag", "") == "section" for path in (*pairing.came, *pairing.moved)):
        return
    by_base: dict[str, list[Path]] = {}
    for path, node in sections_of_acts(pairing.new):
        by_base.setdefault(_base(node.label), []).append(path)
    for base, run in by_base.items():
        kept = {_label(pairing, labels, path) for path in run if _stays(pairing, path)}
        came = [path for path in run if not _stays(pairing, path)]
        if not any(_label(pairing, labels, path) in kept for path in came):
            continue
        try:
            run.sort(key=lambda path: order(_printed(pairing, path), Family.NUMBER))
            for index, path in enumerate(run):
                if path not in came:
                    continue
                before = _label(pairing, labels, run[index - 1]) if index else base
                following = next((_label(pairing, labels, p) for p in run[index + 1 :] if p not in came), None)
                label = between(before, following or successor(base, Family.NUMBER), Family.NUMBER)
                if label != _printed(pairing, path):
                    labels.of[path] = labels.acts[_printed(pairing, path)] = label
        except AddressError:
            continue  # the proof refuses two of one number


def _printed(pairing: Pairing, path: Path) -> str:
    node = pairing.new.at(path)
    return node.label if isinstance(node, Provision) else ""


def _label_parts(pairing: Pairing, labels: Labels, path: Path) -> None:
    """Find a label for each part of a provision that is only in the new text, between those it stands between."""
    found = list(parts(pairing.new, path))
    for index, (inner, child) in enumerate(found):
        if _stays(pairing, inner) or not child.label:
            continue
        before = _label(pairing, labels, found[index - 1][0]) if index else ""
        following = next(
            (
                _label(pairing, labels, p)
                for p, c in found[index + 1 :]
                if c.tag == child.tag and _has_label(pairing, p)
            ),
            "",
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


def _has_label(pairing: Pairing, path: Path) -> bool:
    """Whether a provision of the new text stays, and has a number in the old."""
    was = _was(pairing, path) if _stays(pairing, path) else None
    return was is not None and bool(was.label)


def _label(pairing: Pairing, labels: Labels, path: Path) -> str:
    """The label that a provision of the new text is given."""
    return labels.of[path] if path in labels.of else _printed(pairing, path)
