"""Whether amendments give the text that they were written for.

What must be equal: every word of every clause and Schedule, the order of these, the headings of those that come in, and
the long title. The new text is read in the old print's numbers (see amend.reverse.numbers), so that a reference is
equal when it leads to the same provision. What may differ, for it is done when a Bill is printed again: the numbers of
provisions, headings of clauses that stay, of Parts and over groups of clauses, notes beside a Schedule, the enacting
words, the shape of quotation marks, and white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from amend.model.address import Address
from amend.model.citation import address_of
from amend.model.provision import Bill, Block, Carried, Node, Path, Provision, walk
from amend.model.text import OBJECT
from amend.reverse.parts import tops

_SPACE = re.compile(r"\s+")
NEW = "new: "
_ONE_SHAPE = str.maketrans("“”‘’", "\"\"''")
_QUOTES = str.maketrans("", "", '“”"')


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two texts are not the same. key: the clause or Schedule; None for the order of them."""

    key: str | None
    place: Address | None
    wanted: str
    got: str


def differences(wanted: Bill, got: Bill, keys: dict[Path, str]) -> list[Difference]:
    """Where two texts differ.

    keys: what each clause and Schedule of the wanted text is called in the other: the eId that it had in the old
    print, or for one that comes in `new` of its heading.
    """
    found: list[Difference] = []
    ours = _by_key(wanted, [(path, keys[path]) for path, _ in tops(wanted)])
    theirs = _by_key(got, [(path, key_of(node)) for path, node in tops(got)])
    for key, (path, said) in ours.items():
        other = theirs.get(key)
        if other is None:
            found.append(Difference(key, address_of(wanted, path), _words(said), ""))
        elif not same(said, other[1]):
            found.append(_first(key, address_of(wanted, path), said, other[1]))
    found += [
        Difference(key, address_of(got, path), "", _words(said))
        for key, (path, said) in theirs.items()
        if key not in ours
    ]
    if not found and list(ours) != list(theirs):
        odd = next(key for key, other in zip(ours, theirs, strict=True) if key != other)
        found.append(Difference(None, address_of(wanted, ours[odd][0]), ", ".join(ours), ", ".join(theirs)))
    title = [" ".join(_long_title(bill)) for bill in (wanted, got)]
    if title[0] != title[1]:
        found.append(Difference("Title", Address("Title"), *title))
    return found


def key_of(node: Provision) -> str:
    """What a clause or Schedule of an amended print is called: its eId there, or for one that came in its heading."""
    return node.eid if node.eid and node.number is not None else new(node)


def new(node: Provision) -> str:
    """What a clause or Schedule that comes in is called."""
    return f"{NEW}{_folded(node.heading.text.printed()) if node.heading else ''}"


def _by_key(bill: Bill, named: list[tuple[Path, str]]) -> dict[str, tuple[Path, list[Row]]]:
    """The paragraphs of each clause and Schedule, by its key; a second of one heading is told apart by its turn."""
    found: dict[str, tuple[Path, list[Row]]] = {}
    for path, key in named:
        turn, one = 1, key
        while one in found:
            turn += 1
            one = f"{key} ({turn})"
        found[one] = path, rows(bill, path)
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph, or the number of a provision. words: without white space at the ends and quotation marks."""

    words: str
    is_number: bool = False


def rows(bill: Bill, path: Path) -> list[Row]:
    """The paragraphs and numbers of a provision as they are read; a clause or Schedule without its own number."""
    node = bill.at(path)
    assert isinstance(node, Provision)
    quoted = any(getattr(bill.at(path[:depth]), "tag", "") == "quotedStructure" for depth in range(1, len(path) + 1))
    out: list[Row] = []
    _rows(node, out, own=node.number if _is_top(node) and not quoted else None, quoted=quoted)
    return [row for row in out if row.words]


def quoted(bill: Bill, path: Path) -> str:
    """The paragraphs of a provision with their quotation marks, whatever their shape, and without white space."""
    paragraphs = (node for _, node in walk(bill.at(path)) if isinstance(node, Block) and node.tag == "p")
    return _SPACE.sub("", "".join(node.text.printed() for node in paragraphs).translate(_ONE_SHAPE))


def same(ours: list[Row], theirs: list[Row]) -> bool:
    """Whether two lists of paragraphs read the same, wherever the files break them: as many numbers, whatever they are,
    and the same words; or the same with them, for what one file has as a number may be among the words of another."""
    numbers = [sum(row.is_number for row in said) for said in (ours, theirs)]
    alike = numbers[0] == numbers[1] and _run(ours, numbers=False) == _run(theirs, numbers=False)
    return alike or _run(ours, numbers=True) == _run(theirs, numbers=True)


def _run(said: list[Row], *, numbers: bool) -> str:
    return "".join(row.words for row in said if numbers or not row.is_number).replace(" ", "")


def _is_top(node: Provision) -> bool:
    return node.tag == "section" or node.get("name") == "schedule"


def _rows(node: Node, out: list[Row], *, own: Block | None, quoted: bool) -> None:
    """own: the number that is left out, because it is that of the whole."""
    if isinstance(node, Carried) or node is own:
        return
    if isinstance(node, Block):
        if node.tag in ("heading", "subheading") and not quoted:
            return
        pieces = node.text.printed().split(OBJECT)
        out.append(Row(_folded(pieces[0]).rstrip(".") if node.tag == "num" else _folded(pieces[0]), node.tag == "num"))
        for thing, tail in zip(node.objects, pieces[1:], strict=True):
            if thing.tag != "authorialNote":
                _rows(thing, out, own=None, quoted=quoted or thing.tag == "quotedStructure")
            out.append(Row(_folded(tail)))
        return
    for item in node.items:
        _rows(item, out, own=own, quoted=quoted)


def _folded(words: str) -> str:
    return _SPACE.sub(" ", words.translate(_QUOTES)).strip()


def _first(key: str, place: Address | None, wanted: list[Row], got: list[Row]) -> Difference:
    """The first paragraph in which two lists of them differ."""
    wanted, got = ([row for row in said if not row.is_number] for said in (wanted, got))
    at = next(
        (i for i, (one, two) in enumerate(zip(wanted, got, strict=False)) if one != two), min(len(wanted), len(got))
    )
    said = [" / ".join(row.words for row in rows[at : at + 2]) for rows in (wanted, got)]
    return Difference(key, place, *said)


def _words(said: list[Row]) -> str:
    return " / ".join(row.words for row in said[:3])


def _long_title(bill: Bill) -> Iterator[str]:
    for path, node in walk(bill.root):
        if isinstance(node, Provision) and node.tag == "longTitle":
            yield from (_folded(block.text.printed()) for _, block in walk(node, path) if isinstance(block, Block))
