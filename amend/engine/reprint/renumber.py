"""Which number each provision has when a Bill is printed again: consecutive ones (Erskine May, paragraph 30.83).

Numbers of the Bill's own provisions follow one another. Those inside text that the Bill puts into another Act are that
Act's, and stand, but for two: the parts of a provision that is itself new follow one another, and new sections that
amendments squeezed in before other new ones (194ZA before 194A) take their turn.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from amend.errors import AddressError
from amend.model.numbering import FIRST, LEVELS, Family, between, families, order, successor, to_roman
from amend.model.outline import held
from amend.model.provision import HOLDERS, NUMBERED, Bill, Path, Provision, unit

_LISTED = ("subsection", "subparagraph", "level", "paragraph")
_LONE = ("subsection", "subparagraph")
_CELLS = ("{http://www.w3.org/1999/xhtml}td", "{http://www.w3.org/1999/xhtml}th")
_STANDING = (NUMBERED | HOLDERS) | set(
    "akomaNtoso bill act preface preamble longTitle formula body quotedStructure authorialNote tblock foreign blockList"
    " item blockContainer".split()
)
"""What can hold a list of its own. Anything else only marks what it holds, as <b> does a subsection about privilege."""

_BASE = re.compile(r"(\d+)([A-Z]+)")


@dataclass(slots=True)
class Labels:
    """New labels, by the path of the provision.

    of: for each provision whose label changes. acts: for each section that the Bill puts into an Act and that has
    another number now, the old and the new one. alone: clauses, and paragraphs of Schedules, whose only subsection
    has no number any more.
    """

    of: dict[Path, str] = field(default_factory=dict)
    acts: dict[str, str] = field(default_factory=dict)
    alone: list[Path] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)


def relabelled(bill: Bill, before: Bill | None = None) -> Labels:
    """The new labels of a Bill.

    before: the print it was amended from, which tells which lists changed; without it, lists in quoted text are
    renumbered only where something was put into them.
    """
    return _Counter(bill, before).labels()


class _Counter:
    """Counts the provisions of each list."""

    def __init__(self, bill: Bill, before: Bill | None) -> None:
        self._bill = bill
        self._labels = Labels()
        self._clauses: list[tuple[Path, Provision]] = []
        self._schedules: list[tuple[Path, Provision]] = []
        self._parts: dict[tuple[Path, str], list[tuple[Path, Provision]]] = defaultdict(list)
        self._paragraphs: dict[Path, list[tuple[Path, Provision]]] = defaultdict(list)
        self._inserted: list[tuple[Path, Provision]] = []
        self._earlier = _lists(before) if before is not None else {}
        self._keeps = _keeps_numbers(bill)
        self._lists: list[list[tuple[Path, Provision]]] = []

    def labels(self) -> Labels:
        self._visit(self._bill.root, (), None, quoted=False, within_new=False)
        if self._keeps:
            self._fit_in()
            return self._labels
        self._count(self._clauses, "1", Family.NUMBER)
        if len(self._schedules) > 1 or any(node.label for _, node in self._schedules):
            self._count(self._schedules, "1", Family.NUMBER)
        for parts in self._parts.values():
            self._count_as_printed(parts)
        for paragraphs in self._paragraphs.values():
            self._count_paragraphs(paragraphs)
        self._count_sections_of_acts()
        return self._labels

    def _visit(self, node: Provision, path: Path, schedule: Path | None, *, quoted: bool, within_new: bool) -> None:
        """Take in the lists below a provision. schedule: the Schedule it is in. within_new: it is part of a provision
        that stands in the quotation too."""
        lists: dict[tuple[str, str | None], list[tuple[Path, Provision]]] = defaultdict(list)
        part: Path = ()
        for inner, child in _children(node, path):
            child_quoted = quoted or child.tag == "quotedStructure"
            name = child.get("name")
            if child.tag == "section" and not quoted:
                self._clauses.append((inner, child))
            elif child.tag == "section" and node.tag == "quotedStructure":
                self._inserted.append((inner, child))
            elif name == "schedule" and not quoted:
                self._schedules.append((inner, child))
            elif child.tag in ("part", "chapter") and not quoted:
                part = inner if child.tag == "part" else part
                self._parts[_counted_in(child, path, schedule, part), child.tag].append((inner, child))
            elif child.tag == "paragraph" and not quoted and schedule is not None:
                self._paragraphs[schedule].append((inner, child))
            elif child.tag in _LISTED:
                lists[child.tag, child.get("class")].append((inner, child))
            self._visit(
                child,
                inner,
                inner if name == "schedule" else schedule,
                quoted=child_quoted,
                within_new=child_quoted and (within_new or child.tag not in ("quotedStructure", "part", "chapter")),
            )
        for listed in lists.values():
            if node.tag in _CELLS:
                continue  # a row of a table goes on with the labels of the row above
            if self._keeps:
                self._lists.append(listed)
            elif not quoted:
                self._count_list(node, path, listed)
            elif within_new and node.tag != "quotedStructure":
                self._count_quoted(node, listed)
            elif node.tag == "quotedStructure":
                self._take_turns(listed)

    def _fit_in(self) -> None:
        """Give what has no number yet one between those that it stands between, and let the others stand."""
        runs = [self._clauses, self._schedules, *self._parts.values(), *self._paragraphs.values(), *self._lists]
        for run in runs:
            if not any(node.label for _, node in run) and (len(run) == 1 or run is not self._clauses):
                continue
            before = ""
            for index, (path, node) in enumerate(run):
                if not node.label and node.number is None and node.tag not in _LISTED:
                    following = next((other.label for _, other in run[index + 1 :] if other.label), "")
                    family = _family(run[0][1]) or Family.NUMBER
                    self._labels.of[path] = between(before or None, following or None, family)
                before = self._labels.of.get(path, node.label) or before

    def _count_list(self, node: Provision, path: Path, listed: Sequence[tuple[Path, Provision]]) -> None:
        """Number a list of the Bill's own; a subsection that is alone has no number, and where the second is the first
        that has one, the words above it are the first."""
        first = listed[0][1]
        earlier = self._earlier.get((_identity(node), first.tag), ())
        if [label for label, _ in earlier] == [child.label for _, child in listed]:
            return
        others = [item for item in node.items if isinstance(item, Provision) and item is not first]
        divided = node.tag in ("section", "paragraph") and first.tag in _LONE
        if divided and first.number and not others:
            self._labels.alone.append(path)
            return
        family = _family(first)
        if divided and first.label == "2" and _has_words(node, first):
            self._labels.opened.append(path)
            self._count(listed, "2", Family.NUMBER)
        elif family is not None:
            self._count(listed, FIRST[family], family)

    def _count_quoted(self, node: Provision, listed: Sequence[tuple[Path, Provision]]) -> None:
        """Number a list inside a provision that is new as a whole, if amendments changed it."""
        family = _family(listed[0][1])
        now = [child.label for _, child in listed]
        if family is None:
            return
        new = any(child.guid is None for _, child in listed) and any(child.guid for _, child in listed)
        earlier = self._earlier.get((_identity(node), listed[0][1].tag), ())
        was = [label for label, _ in earlier]
        changed = bool(earlier) and was != now and _consecutive(was, family)
        if changed and [known for _, known in earlier] == [_identity(child) for _, child in listed]:
            return  # nothing came or went: the numbers themselves were amended
        if new or changed:
            self._count(listed, FIRST[family], family)

    def _take_turns(self, listed: Sequence[tuple[Path, Provision]]) -> None:
        """Number anew those of one base (3A, 3ZA) that stand together in a quotation, where one was squeezed in."""
        for family, run in _runs(listed):
            for (path, node), label in zip(run, _turns(run, family), strict=True):
                if label != node.label:
                    self._labels.of[path] = label

    def _count_sections_of_acts(self) -> None:
        for _, run in _runs(self._inserted):
            for (path, node), label in zip(run, _turns(run, Family.NUMBER), strict=True):
                if label != node.label:
                    self._labels.of[path] = label
                    self._labels.acts[node.label] = label

    def _count_paragraphs(self, paragraphs: Sequence[tuple[Path, Provision]]) -> None:
        """Number the paragraphs of a Schedule: through its Parts, unless they start again in each."""
        starts = [index for index, (_, node) in enumerate(paragraphs) if node.label == "1"]
        cuts = starts if len(starts) > 1 and starts[0] == 0 else [0]
        for one, two in zip(cuts, [*cuts[1:], len(paragraphs)], strict=True):
            self._count(paragraphs[one:two], "1", Family.NUMBER)

    def _count_as_printed(self, parts: Sequence[tuple[Path, Provision]]) -> None:
        """Number Parts or Chapters in the manner of the first of them that has a number: 1, A or I."""
        first = next((node for _, node in parts if node.label), None)
        family = _family(first) if first is not None else Family.NUMBER
        if family is None or not all(_family(node) is family for _, node in parts if node.label):
            return
        labels = [node.label for _, node in parts if node.label]
        if family is Family.CAPITAL and set("".join(labels)) <= set("IVXL"):
            for count, (path, node) in enumerate(parts, 1):
                if node.label != to_roman(count).upper():
                    self._labels.of[path] = to_roman(count).upper()
        else:
            self._count(parts, FIRST[family], family)

    def _count(self, listed: Sequence[tuple[Path, Provision]], first: str, family: Family) -> None:
        label = first
        for path, node in listed:
            if node.label != label:
                self._labels.of[path] = label
            label = successor(label, family)


def _counted_in(group: Provision, path: Path, schedule: Path | None, part: Path) -> Path:
    """What the numbers of Parts or Chapters begin anew in: Chapters in each Part, Parts in each Schedule.

    path: what the group stands in. part: the Part before it there, in a file that keeps Chapters beside their Parts.
    """
    return (part or path) if group.tag == "chapter" else schedule or ()


def _children(node: Provision, path: Path) -> Iterator[tuple[Path, Provision]]:
    """The provisions right below one, those among its words and those inside an inline mark too."""
    for inner, child in held(node, path):
        if len(inner) == len(path) + 1 and child.tag not in _STANDING and "}" not in child.tag:
            yield from _children(child, inner)
        else:
            yield inner, child


def _family(node: Provision) -> Family | None:
    """How the list that a provision is the first of counts; None when that cannot be told."""
    style = LEVELS.get(node.get("class") or "") if node.tag == "level" else None
    shapes = families(node.label)
    if not shapes:
        return style or (Family.NUMBER if unit(node) and not node.label and node.tag != "level" else None)
    return style if style in shapes else shapes[0]


def _has_words(node: Provision, first: Provision) -> bool:
    """Whether a clause, or paragraph of a Schedule, has words or parts of its own above its first subsection."""
    above = node.items[: node.items.index(first)] if first in node.items else ()
    return any(isinstance(item, Provision) for item in above)


def _consecutive(labels: Sequence[str], family: Family) -> bool:
    label = FIRST[family]
    for one in labels:
        if one != label:
            return False
        label = successor(label, family)
    return True


def _identity(node: Provision) -> str:
    """What a provision is known by in a print and in what amendments made of it: an amendment changes neither."""
    return node.guid or node.eid or ""


def _lists(bill: Bill) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The label and the identity of each part of a list, by the identity of the provision and the tag of its parts."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)

    def visit(node: Provision, path: Path) -> None:
        for inner, child in _children(node, path):
            if child.tag in _LISTED and _identity(node):
                found[_identity(node), child.tag].append((child.label, _identity(child)))
            visit(child, inner)

    visit(bill.root, ())
    return found


def _runs(listed: Sequence[tuple[Path, Provision]]) -> Iterator[tuple[Family, list[tuple[Path, Provision]]]]:
    """Those that follow one number of an Act (194A, 194ZA), of which some were put in by amendments and some not."""
    bases: dict[tuple[str, str], list[tuple[Path, Provision]]] = defaultdict(list)
    for path, node in listed:
        match = _BASE.fullmatch(node.label)
        if match:
            bases[node.tag, match[1]].append((path, node))
    for run in bases.values():
        if any(node.guid is None for _, node in run) and any(node.guid for _, node in run):
            yield Family.NUMBER, run


def _turns(run: Sequence[tuple[Path, Provision]], family: Family) -> list[str]:
    """The labels of a run in order: A, B, C after its base; as they are where the Act may have others among them."""
    labels = [node.label for _, node in run]
    try:
        ranked = sorted(labels, key=lambda label: order(label, family))
        base = re.sub(r"[A-Z]+$", "", labels[0])
        kept = sorted((node.label for _, node in run if node.guid), key=lambda label: order(label, family))
        turn = [between(base, successor(base, family), family)]
        while len(turn) < len(labels):
            turn.append(successor(turn[-1], family))
    except AddressError:
        return labels
    if kept != turn[: len(kept)] or len(set(labels)) != len(labels):
        return labels
    rank = {label: turn[index] for index, label in enumerate(ranked)}
    return [rank[label] for label in labels]


def _keeps_numbers(bill: Bill) -> bool:
    """Whether it is a Bill of the Scottish Parliament, where what is inserted keeps its number (2A) between stages."""
    if bill.number.startswith("SP Bill") or "Scottish Parliament" in bill.house:
        return True
    return any(
        isinstance(node, Provision) and node.tag == "bill" and (node.get("name") or "").startswith("sp")
        for node in (bill.root, *bill.root.items)
    )
