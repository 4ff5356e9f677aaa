"""Where a provision that an amendment inserts belongs: beside or below which, by its label and the place named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from amend.engine.apply.mid_sentence import refuse_in_sentence
from amend.errors import AddressError, Refusal
from amend.model.amendment import Matter
from amend.model.citation import address_of
from amend.model.frozen import frozen
from amend.model.lines import Line, Reading
from amend.model.numbering import bare, families, order, successor
from amend.model.outline import above, is_quoted, is_top, words_of
from amend.model.provision import HOLDERS, NUMBERED, Bill, Block, Node, Path, Provision

_SUBSECTIONS = frozenset({"subsection", "subparagraph"})
"""What a clause, or a paragraph of a Schedule, is divided into."""

NAMES_ALIKE = {
    "subsection": ("subsection", "sub-paragraph"),
    "paragraph": ("paragraph", "sub-paragraph"),
    "sub-paragraph": ("sub-paragraph", "paragraph", "sub-sub-paragraph"),
    "sub-sub-paragraph": ("sub-sub-paragraph", "sub-paragraph"),
    "section": ("section", "clause"),
    "article": ("article",),
}
"""What a provision may be called besides its own name: (a) of a Schedule's paragraph is a sub-paragraph there."""


@frozen
class Home:
    """Provisions and the path of the item before which they go; its last index may be one past the last item."""

    path: Path
    provisions: tuple[Provision | Block, ...]


def homes(reading: Reading, start: int, end: int, matter: Matter, line: Line) -> tuple[Home, ...]:
    """The homes of provisions that come in at start, where [start, end) is left out: one for each run of a kind.

    A label decides: "(c)" goes after the "(b)" that ends there, "17A" after paragraph 17. Raises Refusal when no
    provision that ends there, or begins its list there, has labels beside which this one sorts.
    """
    out: list[Home] = []
    for run in _runs(matter.provisions):
        search = _Search(reading, start, end, matter.words)
        path = search.home(run[0], line)
        search.refuse_out_of_place(path, run, line)
        out.append(Home(path, _held(reading.bill, path, run) or fit(reading.bill, path, run)))
    return tuple(out)


def _held(bill: Bill, path: Path, run: Sequence[Provision | Block]) -> tuple[Provision | Block, ...]:
    """Paragraphs in what holds them there; none for provisions."""
    if not isinstance(run[0], Block):
        return ()
    parent = bill.at(path[:-1])
    if isinstance(parent, Provision) and parent.tag in HOLDERS:
        return tuple(run)
    listed = isinstance(parent, Provision) and any(
        isinstance(item, Provision) and item.tag not in HOLDERS for item in parent.items[: path[-1]]
    )
    return (Provision("wrapUp" if listed else "content", tuple(run)),)


def in_place_of(reading: Reading, whole: Sequence[Path], matter: Matter) -> tuple[Home, ...]:
    """The home of provisions of the kind of those that are left out whole, which they take the place of, or of words
    that take the place of all parts of a provision; else none."""
    first = reading.bill.at(whole[0]) if whole else None
    runs = _runs(matter.provisions)
    if not isinstance(first, Provision) or matter.words or len(runs) != 1:
        return ()
    if isinstance(runs[0][0], Block):
        parent = reading.bill.at(whole[0][:-1])
        below = parent.items if isinstance(parent, Provision) else ()
        parts = [(*whole[0][:-1], index) for index, item in enumerate(below) if isinstance(item, Provision)]
        return (Home(whole[0], (Provision("content", tuple(runs[0])),)),) if parts == list(whole) else ()
    alike = runs[0][0].number is not None and _printed_alike(first, runs[0][0])
    return (Home(whole[0], fit(reading.bill, whole[0], runs[0])),) if alike else ()


def only_end(reading: Reading, matter: Matter) -> int:
    """The one place in a text where a provision can be put in "at end": after the last of the list it continues.

    For a new clause, whose printed lines are not kept. Raises Refusal when there is no such place, or more.
    """
    new = matter.provisions[0] if matter.provisions else None
    found: dict[Path, int] = {}
    if isinstance(new, Provision) and new.label:
        for segment in reading.segments:
            search = _Search(reading, segment.end, segment.end, "")
            for path in search._ending():
                node = search._node(path)
                if node and search._sorts_after(path, new) and _is_next(node.label, new.label):
                    found.setdefault(path, segment.end)
    if len(found) != 1:
        printed = new.number.words if isinstance(new, Provision) and new.number else "what is inserted"
        raise Refusal(
            f"{printed} can go in {len(found) or 'no'} place{'' if len(found) == 1 else 's'} of the new clause, whose"
            " lines are not kept",
            remedy="say after which words",
        )
    return next(iter(found.values()))


def _is_next(last: str, new: str) -> bool:
    """Whether a label comes just after another, or is that one with letters added: (c), (ba) and (bza) after (b)."""
    if new.startswith(last) and new != last:
        return True
    return any(successor(last, family) == new for family in families(new) if family in families(last))


def fit(bill: Bill, path: Path, provisions: Sequence[Provision | Block]) -> tuple[Provision | Block, ...]:
    """The provisions in the tag and class of those they will stand among, where these count the same way."""
    parent = bill.at(path[:-1])
    siblings = [
        item
        for item in (parent.items if isinstance(parent, Provision) else ())
        if isinstance(item, Provision) and item.tag in NUMBERED and item.number is not None
    ]
    fitted: list[Provision | Block] = []
    for provision in provisions:
        if isinstance(provision, Provision):
            blank = provision.number is not None and not provision.label  # "( )", whose number is left to the clerks
            alike = [s for s in siblings if (s.tag == provision.tag if blank else _printed_alike(s, provision))]
            like = alike[0] if alike else None
            if like is not None and (like.tag, like.get("class")) != (provision.tag, provision.get("class")):
                kept = tuple((key, value) for key, value in like.attributes if key in ("class", "name"))
                provision = replace(provision, tag=like.tag, attributes=kept)
            elif not siblings and provision.tag == "subsection" and getattr(parent, "tag", "") == "paragraph":
                provision = replace(provision, tag="subparagraph", attributes=(("class", "schProv2"),))
        fitted.append(provision)
    return tuple(fitted)


class _Search:
    """Looks for the home of one provision at a place."""

    def __init__(self, reading: Reading, start: int, end: int, words: str) -> None:
        self._reading = reading
        self._bill = reading.bill
        self._start, self._end, self._words = start, end, words
        self._lead = words or reading.words[:start]  # what stands just before the provision

    def home(self, new: Provision | Block, line: Line) -> Path:
        candidates = self._ending()
        if isinstance(new, Block) or not new.label:
            return self._unlabelled(new, candidates, line)
        # "(i)" below words that end in a dash opens a list in (b), rather than going on with that of (b).
        opens = self._lead.rstrip().endswith("—") and _is_first(new)
        if opens and (below := self._first_below(new)) is not None:
            return below
        fitting = [path for path in candidates if self._sorts_after(path, new)]
        # "(d)" goes on the list that has reached "(c)" rather than on one inside it that has reached "(ca)".
        near = [path for path in fitting if (node := self._node(path)) and _is_next(node.label, new.label)]
        for path in near or fitting:
            return (*path[:-1], path[-1] + 1)
        for place in (self._first_below(new), self._beginning(new), self._divided(new, candidates)):
            if place is not None:
                return place
        printed = new.number.words if new.number else new.label
        refuse_in_sentence(self._reading, (self._start, self._end), self._words, printed)
        ending = [str(node.number.words) for path in candidates if (node := self._node(path)) and node.number]
        raise Refusal(
            f"{printed} has no place at {line}: it reads"
            f" “{self._reading.text(line)}”" + (f", where {' and '.join(ending)} end" if ending else ""),
            remedy="name the last line of the provision it follows, or correct the label",
        )

    def refuse_out_of_place(self, path: Path, run: Sequence[Provision | Block], line: Line) -> None:
        """Refuse a clause put in "at end", and a number that another paragraph of the Schedule has already."""
        new = run[0]
        if isinstance(new, Block):
            return
        above = [node for depth in range(len(path)) if isinstance(node := self._bill.at(path[:depth]), Provision)]
        if any(node.tag == "quotedStructure" for node in above) or self._bill.root.tag == "body":
            return
        beside = self._node((*path[:-1], path[-1] - 1)) if path[-1] else None
        if new.tag == "section" or (beside is not None and beside.tag == "section"):
            address = address_of(self._bill, self._reading.locate(line.start)[0].path)
            raise Refusal(
                f"{new.number.words if new.number else 'what is inserted'} is a new clause, and a clause is not put in"
                " “at end”",
                remedy=f"write “After {str(address.top()).capitalize() if address else 'Clause 5'}, insert the"
                " following new Clause—”, or in the Commons “To move the following Clause—”",
            )
        schedule = next((depth for depth, node in enumerate(above) if node.get("name") == "schedule"), None)
        if new.tag != "paragraph" or schedule is None:
            return
        labels = [item.label for item in run if isinstance(item, Provision) and item.label]
        for found, node in self._bill.provisions():
            inside = found[:schedule] == path[:schedule] and node.tag == "paragraph"
            if inside and node.label in labels and self._stays(found):
                where = self._reading.line_at(self._reading.extent(found)[0])
                raise Refusal(
                    f"paragraph {node.label} of that Schedule is there already" + (f", on {where}" if where else ""),
                    remedy="give it a number that sorts between those it stands among, such as 1A after 1",
                )

    def _unlabelled(self, new: Provision | Block, candidates: list[Path], line: Line) -> Path:
        """A definition goes after the definition, or the opening of the list, that ends there; a plain paragraph goes
        below the heading of a clause or Schedule that ends there."""
        if isinstance(new, Provision):
            for path in candidates:
                node = self._node(path)
                listed = node is not None and (node.number is None) is (new.number is None)
                if node and listed and node.tag == new.tag and node.get("name") == new.get("name"):
                    return (*path[:-1], path[-1] + 1)
            below = self._first_below(new)
            if below is not None:
                return below
        else:
            segment, _ = self._reading.locate(self._start)
            holder = self._node(segment.path[:-1])
            headed = holder is not None and is_top(holder)
            if headed and segment.tag == "heading" and self._start == self._end == segment.end:
                return (*segment.path[:-1], segment.path[-1] + 1)
            closing = self._closing(candidates)
            if closing is not None:
                return closing
        raise Refusal(
            f"what is inserted at {line} has no number to place it by: the line reads “{self._reading.text(line)}”",
            remedy="give it a number, or insert it as words",
        )

    def _closing(self, ending: Sequence[Path]) -> Path | None:
        """Where words stand full out below a list: after those that do so already, or where they end or begin with
        the place; else after the one list whose last part ends there. None where that is no list, or more than one."""
        if self._start != self._end:
            return None
        segment, _ = self._reading.locate(max(self._start - 1, 0))
        holder = self._node(segment.path[:-1])
        if holder is not None and holder.tag == "wrapUp":
            return (*segment.path[:-1], segment.path[-1] + 1) if segment.end <= self._start else None
        found: list[Path] = []
        for path in ending:
            parent = self._node(path[:-1])
            if parent is None or self._reading.extent(path)[1] > self._start or not _opens_list(parent):
                continue
            after = [(index, item) for index, item in enumerate(parent.items) if index > path[-1]]
            parts = [index for index, item in after if isinstance(item, Provision) and item.tag != "wrapUp"]
            closed = [index for index, item in after if isinstance(item, Provision) and item.tag == "wrapUp"]
            if not parts:
                found.append((*path[:-1], closed[0], 0) if closed else (*path[:-1], path[-1] + 1))
        return found[0] if len(found) == 1 else None

    def _ending(self) -> list[Path]:
        """The provisions that end at the place but for punctuation, the innermost first."""
        words = self._reading.words
        at = self._start
        if self._reading.locate(at)[0].start == at:
            at -= 1  # what begins there is left out, or comes after
        found: list[Path] = []
        while at > 0:
            segment, _ = self._reading.locate(at)
            for path, node in above(self._bill, segment.path):
                if node.tag not in NUMBERED or path in found:
                    continue
                closed = self._reading.extent(path)[1]
                if closed <= self._start or self._only_left_out(closed):
                    found.append(path)
            if any(character.isalnum() for character in words[segment.start : self._start]):
                break
            at = segment.start - 1
        found.sort(key=len, reverse=True)
        return found

    def _only_left_out(self, closed: int) -> bool:
        """Whether all between the place and the end of a provision is left out by the same amendment."""
        return self._start < closed <= self._end

    def _sorts_after(self, path: Path, new: Provision) -> bool:
        """Whether the new provision sorts after the one at path and before the next that stays."""
        node = self._node(path)
        if node is None or not _printed_alike(node, new):
            return False
        following = self._siblings_after(path)
        last = not following and _is_next(node.label, new.label)  # (aa) after (z)
        return (last or _ordered(node, new)) and all(_ordered(new, later) for later in following[:1])

    def _siblings_after(self, path: Path) -> list[Provision]:
        parent = self._node(path[:-1])
        later = parent.items[path[-1] + 1 :] if parent else ()
        return [
            item
            for index, item in enumerate(later, path[-1] + 1)
            if isinstance(item, Provision)
            and item.tag in NUMBERED
            and item.number is not None
            and self._stays((*path[:-1], index))
        ]

    def _stays(self, path: Path) -> bool:
        start, end = self._reading.extent(path)
        return not (self._start <= start and end <= self._end)

    def _first_below(self, new: Provision) -> Path | None:
        """Before the first of the parts of the provision whose opening words end at the place."""
        segment, _ = self._reading.locate(self._start)
        if self._reading.words[max(self._start, self._end) : segment.end].strip():
            return None
        for path, node in reversed(above(self._bill, segment.path)):
            if node.tag not in NUMBERED:
                continue
            index = _after_opening(node)
            if segment.path[len(path)] >= index:
                return None
            parts = self._siblings_after((*path, index - 1))
            if parts:
                listed = _printed_alike(parts[0], new) if new.label else parts[0].tag == new.tag
                return (*path, index) if listed and _ordered(new, parts[0]) else None
            opens = self._words or (self._lead.rstrip().endswith("—") and _is_first(new))
            return (*path, index) if opens and _may_hold(node, new) else None
        return None

    def _beginning(self, new: Provision) -> Path | None:
        """Before the provision that begins at the place."""
        for segment in self._reading.segments_between(self._start, self._start + 1):
            if segment.start != self._start:
                continue
            for path, node in above(self._bill, segment.path):
                if node.tag in NUMBERED and node.number and _printed_alike(node, new):
                    starts = self._reading.extent(path)[0] == self._start
                    if starts and _ordered(new, node):
                        return path
        return None

    def _divided(self, new: Provision, ending: Sequence[Path]) -> Path | None:
        """After all that a clause, or paragraph of a Schedule, says without subsections: "(2)", for its words are the
        first when the Bill is printed again; or "(1)" where they are left out. In quoted text there is no such place,
        for the numbers there are the Act's."""
        wanted = "(2)" if self._start == self._end else "(1)"
        if new.number is None or new.number.words != wanted or self._words:
            return None
        for path in ending:
            node = self._node(path)
            if node is None or node.tag not in ("section", "paragraph"):
                continue
            parts = [item for item in node.items if isinstance(item, Provision) and item.tag in _SUBSECTIONS]
            listed = any(part.label for part in parts)
            if not is_quoted(self._bill, path):
                below = (*path, _after_heads(node))
                whole = self._reading.extent(below)[0] == self._start or wanted == "(2)"
                return (*path, len(node.items)) if whole and not listed else None
            if not listed and self._reading.extent(path)[1] == self._start:
                return None  # it may be meant for that one
        return None

    def _node(self, path: Path) -> Provision | None:
        node: Node = self._bill.at(path)
        return node if isinstance(node, Provision) else None


def _runs(provisions: Sequence[Provision | Block]) -> list[list[Provision | Block]]:
    """The provisions cut where their kind changes."""
    runs: list[list[Provision | Block]] = []
    for provision in provisions:
        last = runs[-1][-1] if runs else None
        if isinstance(last, Provision) and isinstance(provision, Provision) and _kind(last) == _kind(provision):
            runs[-1].append(provision)
        else:
            runs.append([provision])
    return runs


def _kind(provision: Provision) -> tuple[str, str | None]:
    return provision.tag, provision.get("class")


def _printed_alike(one: Provision, other: Provision) -> bool:
    """Whether two numbers are of one list: both bracketed or both bare, and of a family."""
    if one.number is None or other.number is None:
        return False
    first, second = one.number.words, other.number.words
    if first.startswith("(") != second.startswith("(") or (one.tag == "level") != (other.tag == "level"):
        return False
    if one.tag == other.tag == "level":
        return bool(set(families(bare(first))) & set(families(bare(second)))) and (
            one.get("class") == other.get("class") or len(families(bare(second))) > 1
        )
    return bool(set(families(bare(first))) & set(families(bare(second))))


def _ordered(one: Provision, other: Provision) -> bool:
    """Whether the first sorts before the second in a family that both can be of."""
    if not other.label or not one.label:
        return True
    for family in families(one.label):
        try:
            return order(one.label, family) < order(other.label, family)
        except AddressError:
            continue
    return False


def _opens_list(node: Provision) -> bool:
    """Whether the opening words of a provision end in a dash, so that what stands below them is one list."""
    opening = [item for item in node.items if isinstance(item, Provision) and item.tag in ("intro", "content")]
    return any(words_of(item).rstrip().endswith("—") for item in opening)


def _after_heads(node: Provision) -> int:
    """The index of the first item below the number and heading of a provision."""
    return next((index for index, item in enumerate(node.items) if isinstance(item, Provision)), len(node.items))


def _after_opening(node: Provision) -> int:
    """The index of the first item that is not the number, heading or opening words of a provision."""
    for index, item in enumerate(node.items):
        if isinstance(item, Provision) and item.tag not in ("intro", "content"):
            return index
    return len(node.items)


def _is_first(new: Provision) -> bool:
    """Whether a provision can be the first of its list: (1), (a), (i), (A), or one without a number."""
    return new.label in ("", "1", "a", "i", "A")


def _may_hold(node: Provision, new: Provision) -> bool:
    """Whether a provision without parts may get this one as its first."""
    level = {"section": 0, "paragraph": 0, "subsection": 1, "subparagraph": 1, "article": 0}
    depth = {"para1": 2, "para2": 3, "para3": 4}
    holder = level.get(node.tag, depth.get(node.get("class") or "", 9))
    part = level.get(new.tag, depth.get(new.get("class") or "", 5))
    return holder < part
