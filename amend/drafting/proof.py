"""Whether amendments give the text that they were written for.

What must be equal: every word of every clause and Schedule, and the space between words; quotation marks, in any shape;
which provision stands in which, and that it has a number; the numbers in text put into an Act, which are that Act's;
tables and what else is no words; the order of clauses and Schedules and the Part or heading each is under; words that
stand outside them; the headings of those that come in; the long title. The new text is read in the old print's numbers
(see amend.drafting.old_numbers), so that a reference is equal when it leads to the same provision. What may differ, for
it is done when a Bill is printed again, or by no amendment: the Bill's own numbers, headings of clauses that stay, of
Parts and over groups of clauses, notes, the enacting words, the shape of quotation marks, the length of white space.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from itertools import takewhile

from amend.drafting.proof_rows import OBJECTS, QUOTATION, QUOTATION_ENDS, marks_in, nested, tokens_of
from amend.drafting.proof_rows import ProofRow as ProofRow
from amend.model.address import Address
from amend.model.citation import address_of
from amend.model.outline import HEADS, blocks, is_group, is_quoted, is_top, long_title, top_of, tops, words_of
from amend.model.provision import NUMBERED, Bill, Block, Node, Path, Provision, unit, walk
from amend.model.text import OBJECT

NEW = "new: "
ONE_SHAPE = str.maketrans("“”‘’", "\"\"''")
"""Quotation marks and apostrophes, of which the clerks may print one shape for another."""

_PRIME, _BASE = 2**61 - 1, 1_000_003
"""Of the numbers that words are told by (Karp and Rabin)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two texts are not the same. key: the clause or Schedule; None for the order of them. full_out: the
    words that should stand full out below a list that holds another, where nothing else differs there."""

    key: str | None
    place: Address | None
    wanted: str
    got: str
    full_out: str = ""


def said_of(found: Difference) -> str:
    """Where a difference is, for a message: what comes in by its name, else its place."""
    new = found.key.removeprefix(NEW) if found.key and found.key.startswith(NEW) else ""
    return f"“{new}”" if new else str(found.place or "the order of clauses")


def same_in_both(old: ProofText, a: Path, new: ProofText, b: Path) -> bool:
    """Whether a provision of one text reads the same as one of another and has the same shape."""
    one = old.bill.at(a)
    # The number of a clause is the clerks'; that of a section put into an Act is the Act's.
    clerks = isinstance(one, Provision) and is_top(one) and not is_quoted(old.bill, a)
    if plainly_the_same(one, new.bill.at(b), number=not clerks):
        return True
    if old.told(a) == new.told(b):
        return True
    return old.has_quotation(a) and reads_the_same(old.rows(a), new.rows(b))


_SHOWN = frozenset({"class", "name", "startQuote", "endQuote"})


def plainly_the_same(one: Node, other: Node, *, number: bool = True) -> bool:
    """Whether two nodes have the same words in the same blocks, so that there is nothing to compare, as is so of
    nearly all. number: whether their own numbers count."""
    if one is other:
        return True
    if isinstance(one, Block):
        if not isinstance(other, Block) or one.tag != other.tag:
            return False
        if not (one.text.marks or other.text.marks):
            if one.text.chars != other.text.chars:
                return False
        elif one.text.exact.chars != other.text.exact.chars or one.text.quotes() != other.text.quotes():
            return False
        inner: Iterator[tuple[Node, Node]] = zip(one.objects, other.objects, strict=False)
        return len(one.objects) == len(other.objects) and all(plainly_the_same(*pair) for pair in inner)
    if not isinstance(one, Provision) or not isinstance(other, Provision):
        return type(one) is type(other)
    if one.tag != other.tag or len(one.items) != len(other.items):
        return False
    if one.attributes != other.attributes and _shown(one) != _shown(other):
        return False
    own = None if number else one.number
    for ours, theirs in zip(one.items, other.items, strict=True):
        if (own is None or ours is not own) and not plainly_the_same(ours, theirs):
            return False
    return True


def _shown(node: Provision) -> list[tuple[str, str]]:
    """The attributes that what is read depends on."""
    return [pair for pair in node.attributes if pair[0] in _SHOWN]


def unproved(wanted: ProofText, got: Bill, keys: dict[Path, str], passed: Set[str] = frozenset()) -> list[Difference]:
    """Where two texts differ.

    keys: what each clause and Schedule of the wanted text is called in the other: the eId that it had in the old
    print, or for one that comes in `new` of its heading. passed: the keys of those that are not looked at.
    """
    found: list[Difference] = []
    ours = _by_key([(path, keys[path]) for path, _ in tops(wanted.bill) if keys[path] not in passed])
    theirs = _by_key([(path, key) for path, node in tops(got) if (key := key_of(node)) not in passed])
    made = ProofText(got)
    for key, path in ours.items():
        there = theirs.get(key)
        if there is None:
            found.append(Difference(key, address_of(wanted.bill, path), _words(wanted.rows(path)), ""))
        elif not same_in_both(wanted, path, made, there):
            found.append(_first(key, address_of(wanted.bill, path), wanted.rows(path), made.rows(there)))
    found += [
        Difference(key, address_of(got, path), "", _words(made.rows(path)))
        for key, path in theirs.items()
        if key not in ours
    ]
    if not found and list(ours) != list(theirs):
        odd = next(key for key, other in zip(ours, theirs, strict=True) if key != other)
        found.append(Difference(None, address_of(wanted.bill, ours[odd]), ", ".join(ours), ", ".join(theirs)))
    title = [_title_words(bill) for bill in (wanted.bill, got)]
    if title[0] != title[1]:
        found.append(Difference("Title", Address("Title"), *title))
    return found


def key_of(node: Provision) -> str:
    """What a clause or Schedule of an amended print is called: its eId there, or for one that came in its heading."""
    return node.eid if node.eid and node.number is not None else name_of_new(node)


def name_of_new(node: Provision) -> str:
    """What a clause or Schedule that comes in is called."""
    return f"{NEW}{_folded(node.heading.text.printed()) if node.heading else ''}"


def _by_key(named: list[tuple[Path, str]]) -> dict[str, Path]:
    """The clauses and Schedules by their keys; a second of one heading is told apart by its turn."""
    found: dict[str, Path] = {}
    for path, key in named:
        turn, one = 1, key
        while one in found:
            turn += 1
            one = f"{key} ({turn})"
        found[one] = path
    return found


class ProofText:
    """A text as it is read for a proof, each clause and Schedule put together once for all that ask of it."""

    def __init__(self, bill: Bill) -> None:
        self.bill = bill
        self._rows: list[ProofRow] = []
        self._spans: dict[Path, tuple[int, int]] = {}
        self._told, self._counts, self._quotes = [0], [0], [0]  # up to each row: see `told`

    def rows(self, path: Path) -> list[ProofRow]:
        """The paragraphs of a provision, and its shape; a clause or Schedule without its own number."""
        start, end = self._span(path)
        return [row for row in self._rows[start:end] if row.words or row.shape]

    def told(self, path: Path) -> tuple[int, int]:
        """What a provision says, wherever the file breaks it, as a number that no other has, and how many words it is.

        The number of a part follows from those of what is up to its two ends, so that it costs nothing to ask again.
        """
        start, end = self._span(path)
        count = self._counts[end] - self._counts[start]
        return (self._told[end] - self._told[start] * pow(_BASE, count, _PRIME)) % _PRIME, count

    def has_quotation(self, path: Path) -> bool:
        """Whether there is a quotation mark in a provision."""
        start, end = self._span(path)
        return self._quotes[end] > self._quotes[start]

    def _span(self, path: Path) -> tuple[int, int]:
        if path not in self._spans:
            top = top_of(self.bill, path) or ()
            node = self.bill.at(top)
            assert isinstance(node, Provision)
            first = len(self._rows)
            self._provision(node, top, quoted=False)
            for row in self._rows[first:]:
                said = tokens_of([row])
                told = self._told[-1]
                for token in said:
                    told = (told * _BASE + hash(token)) % _PRIME
                self._told.append(told)
                self._counts.append(self._counts[-1] + len(said))
                self._quotes.append(self._quotes[-1] + ('"' in row.words))
        return self._spans[path]

    def _provision(self, node: Provision, path: Path, *, quoted: bool) -> None:
        tag = node.tag.rpartition("}")[2]
        shape = tag if tag in OBJECTS else ""
        label = ""
        if node.tag in NUMBERED and node.number is not None and node.label and (quoted or not is_group(node)):
            named = unit(node, quoted=quoted) if tag != "level" else ""  # which level it is, is what it stands in
            shape, label = named or tag, _folded(node.number.words).rstrip(".")
        start = len(self._rows)
        if shape:
            self._rows.append(ProofRow(label if quoted else "", shape, label))
        inner = len(self._rows)
        for index, item in enumerate(node.items):
            if isinstance(item, Provision):
                self._provision(item, (*path, index), quoted=quoted)
            elif isinstance(item, Block) and not (shape and item is node.number):
                self._block(item, (*path, index), quoted=quoted)
        end = len(self._rows)
        if shape:
            self._rows.append(ProofRow("", f"end of {shape}"))
        self._spans[path] = (inner, end) if is_top(node) and not quoted else (start, len(self._rows))

    def _block(self, block: Block, path: Path, *, quoted: bool) -> None:
        if block.tag in HEADS and not quoted:
            return
        out = self._rows
        pieces = block.text.exact.printed().split(OBJECT)
        out.append(ProofRow(_folded(pieces[0]), marks=marks_in(pieces[0]), begins=True))
        for index, (thing, tail) in enumerate(zip(block.objects, pieces[1:], strict=True)):
            if thing.tag == "authorialNote":
                last = out[-1]
                if not last.shape:
                    out[-1] = replace(last, words=_folded(f"{last.words}{tail}"), marks=last.marks + marks_in(tail))
                continue
            if thing.tag == "quotedStructure":
                opens, ends = (thing.get(name) or "" for name in ("startQuote", "endQuote"))
                out += [ProofRow(_folded(opens), marks=marks_in(opens)), ProofRow("", QUOTATION)]
                self._provision(thing, (*path, index), quoted=True)
                out += [ProofRow("", QUOTATION_ENDS), ProofRow(_folded(ends), marks=marks_in(ends, ends=True))]
            else:
                self._provision(thing, (*path, index), quoted=quoted)
            out.append(ProofRow(_folded(tail), marks=marks_in(tail)))


def marks(bill: Bill, path: Path) -> str:
    """The quotation marks of a provision, as they are shaped."""
    words = (block.text.chars for _, block in blocks(bill.at(path)) if block.tag == "p")
    return "".join(mark for chars in words for mark in chars if mark in "“”‘’\"'")


def reads_the_same(ours: list[ProofRow], theirs: list[ProofRow]) -> bool:
    """Whether two lists of paragraphs read the same and have the same shape, wherever the files break them.

    In a subsection with a quotation, where every number is the same too, what stands in which is told by those: files
    nest “(a)” of quoted words as they happen to.
    """
    if ours == theirs or tokens_of(ours) == tokens_of(theirs):
        return True
    return any('"' in row.words for row in ours) and nested(ours) == nested(theirs)


def odd_row(old: Node, new: Node) -> str:
    """The words of a row that came into a table, or went from one; "" where both texts have as many rows."""
    ours, theirs = (Counter(_table_rows(node)) for node in (old, new))
    if ours.total() == theirs.total():
        return ""
    return next(iter((theirs - ours) if theirs.total() > ours.total() else (ours - theirs)))


def _table_rows(node: Node) -> Iterator[str]:
    for _, row in walk(node):
        if isinstance(row, Provision) and row.tag.endswith("}tr"):
            yield words_of(row)


def _folded(words: str) -> str:
    return " ".join(words.translate(ONE_SHAPE).split())


def _first(key: str, place: Address | None, wanted: list[ProofRow], got: list[ProofRow]) -> Difference:
    """The first place in which two lists of paragraphs differ, with a little of what stands before it."""
    ours, theirs = tokens_of(wanted), tokens_of(got)
    at = next(
        (i for i, (one, two) in enumerate(zip(ours, theirs, strict=False)) if one != two), min(len(ours), len(theirs))
    )
    near = [tokens[max(at - 3, 0) : at + 12] for tokens in (ours, theirs)]
    said = [_said(tokens) for tokens in near]
    if said[0] == said[1]:  # only what stands in what is not the same
        said = [_said(tokens, ends=True) for tokens in near]
    return Difference(key, place, said[0], said[1], _full_out(wanted, got))


def _full_out(wanted: list[ProofRow], got: list[ProofRow]) -> str:
    """The words before which more provisions should have ended, where that is the first thing to differ; else ""."""
    tell = nested if any('"' in row.words for row in wanted) else tokens_of
    ours, theirs = tell(wanted), tell(got)
    at = next((i for i, (one, two) in enumerate(zip(ours, theirs, strict=False)) if one != two), len(ours))
    rest = ours[at:]
    while rest and rest[0][0].startswith("end"):
        rest = rest[1:]
    if len(rest) == len(ours[at:]) or not rest or rest[0][0] or theirs[at : at + 1] != rest[:1]:
        return ""
    return " ".join(word for _, word in takewhile(lambda token: not token[0] and token[1] != '"', rest[:12]))


def _said(tokens: list[tuple[str, str]], *, ends: bool = False) -> str:
    """Tokens as a person may read them. ends: also where a provision ends."""
    named = ((shape.replace("level", "paragraph"), word) for shape, word in tokens)
    said = (f"[{shape} {word}".rstrip() + "]" if shape else word for shape, word in named)
    return " ".join(words for words in said if ends or not words.startswith("[end of "))


def _words(said: list[ProofRow]) -> str:
    return " / ".join([row.words for row in said if not row.shape][:3])


def _title_words(bill: Bill) -> str:
    title = long_title(bill)
    return " ".join(_folded(block.text.printed()) for _, block in blocks(title[1])) if title else ""
