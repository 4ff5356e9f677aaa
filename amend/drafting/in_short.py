"""What is different between two texts, in plain sentences such as `explain` gives of one amendment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from amend.engine.compare.comparison import Change, Comparison, headings_shown

_WITHIN = str.maketrans("“”", "‘’")
_LONGEST = 14
"""Words of a quotation that a sentence shows whole."""

_FEW = 2
"""Places in one provision that sentences tell one by one."""

_FOLLOWS = {"number": "number", "reference": "reference", "punctuation": "point of punctuation"}

_BOTH = 2
"""Of the rows by side: neither of the one alone nor of the other."""


def in_short(comparison: Comparison, named: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """A sentence for each change, in order, and one for all that only follow as the Bill is printed again.

    named: the headings of what changes, where they are known (`headings_shown`). For two texts neither of which was
    made of the other, see `in_short_by_side`.
    """
    named = headings_shown(comparison) if named is None else named
    told = [change for change in comparison.changes if not change.printing]
    return (*dict.fromkeys(_sentence(change, named) for change in told), *_following(comparison))


def in_short_by_side(
    comparison: Comparison, sides: tuple[str, str], named: Mapping[str, str] | None = None
) -> dict[str, tuple[str, ...]]:
    """What is different between two texts neither of which was made of the other, each row under the side it is of.

    sides: whose text each is, such as "the Commissioner’s amendments"; named: as above. By heading, in this order: what
    is only under the one, only under the other, and what is different under each; one that has no row is not there.
    """
    named = headings_shown(comparison) if named is None else named
    each = f"Different under each: first under {sides[0]}, then under {sides[1]}"
    headings = (f"Only under {sides[0]}", f"Only under {sides[1]}", each)
    rows: tuple[list[str], ...] = ([], [], [])
    for change in comparison.changes:
        if not change.printing:
            for side, row in _by_side(change, named):
                rows[side].append(row)
    rows[_BOTH].extend(_following(comparison))
    found: dict[str, list[str]] = {}
    for heading, those in zip(headings, rows, strict=True):  # two of one name have one heading
        found.setdefault(heading, []).extend(those)
    return {heading: tuple(dict.fromkeys(those)) for heading, those in found.items() if those}


def _following(comparison: Comparison) -> Iterator[str]:
    """A sentence for each kind of change that only follows."""
    for printing, name in _FOLLOWS.items():
        if count := sum(change.printing == printing for change in comparison.changes):
            yield f"{count} {name}{'s' if count > 1 else ''} only follow{'' if count > 1 else 's'}.".capitalize()


def _sentence(change: Change, named: Mapping[str, str]) -> str:
    match change.kind:
        case "moved":
            return f"It moves {change.before} to {change.after}."
        case "inserted" | "left out":
            return f"It {'adds' if change.kind == 'inserted' else 'removes'} {_whole(change, named)}."
        case "renumbered":
            return f"{_begun(_place(change))} has another number: it was {change.before}."
        case _:
            spots = _spots(change)
            if len(spots) > _FEW:
                return f"The words of {_place(change)} differ in {len(spots)} places."
            return " ".join(_words(_place(change), *spot) for spot in spots)


def _by_side(change: Change, named: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """The rows that tell of a change between two sides, each with the index of the side, or of both."""
    match change.kind:
        case "moved":
            yield _BOTH, f"{_begun(change.before)}; {change.after}."
        case "inserted" | "left out":
            yield int(change.kind == "inserted"), f"{_begun(_whole(change, named))}."
        case "renumbered":
            yield _BOTH, f"The number {change.before}; {_place(change)}."
        case _:
            place, spots = _place(change), _spots(change)
            if len(spots) > _FEW:
                yield _BOTH, f"The words of {place}, in {len(spots)} places."
                return
            for before, after in spots:
                if before == after:
                    yield _BOTH, _words(place, before, after)
                elif before and after:
                    yield _BOTH, f"In {place}: {before}; {after}."
                else:
                    yield int(bool(after)), f"{before or after} in {place}."


def _place(change: Change) -> str:
    """Where the words stand that a change is of."""
    place = str(change.address) if change.address else "the words before clause 1"
    return f"the heading of {place}" if change.kind == "heading" else place


def _begun(words: str) -> str:
    """Words as a sentence begins with them."""
    return f"{words[:1].upper()}{words[1:]}"


def _spots(change: Change) -> list[tuple[str, str]]:
    """Where words differ: what stood there and what stands there now, quoted, "" for nothing. Never two that read
    alike, for what is in both is not among them."""
    found: list[tuple[str, str]] = []
    fresh = True
    for piece in change.pieces:
        if piece.kind != "same" and piece.said.strip():
            before, after = ("", "") if fresh else found.pop()
            quoted = _quoted(piece.said)
            found.append((before, quoted) if piece.kind == "inserted" else (quoted, after))
        fresh = piece.kind == "same" or (fresh and not piece.said.strip())
    return found or [(_quoted(change.before), _quoted(change.after))]


def _quoted(words: str) -> str:
    """Words in quotation marks, those within them single, and without the mark that ends them; "" for none."""
    short = cut_short(words).translate(_WITHIN)
    return f"“{short.rstrip('.;') or short}”" if short else ""


def cut_short(words: str) -> str:
    """Words as a sentence quotes them: the first and the last where they are many."""
    every = words.split()
    if len(every) <= _LONGEST:
        return " ".join(every)
    return f"{' '.join(every[: _LONGEST // 2])} … {' '.join(every[-_LONGEST // 2 :])}"


def _words(place: str, before: str, after: str) -> str:
    """What becomes of words in a place; before, after: quoted, "" for none."""
    if before == after:
        return f"How words of {place} are set or punctuated differs."
    if before and after:
        return f"It replaces {before} with {after} in {place}."
    return f"It adds {after} to {place}." if after else f"It removes {before} from {place}."


def _whole(change: Change, named: Mapping[str, str]) -> str:
    """A provision that came in or went whole, named: "clause 16 (Frogs)", "a new clause, “Frogs”"."""
    words = change.after or change.before
    if change.is_heading_alone:
        return f"the italic heading {_quoted(words)}" + (f" in {change.address}" if change.address else "")
    if change.address is None:
        return _quoted(words)
    heading = named.get(change.heading, "") if change.address.top() == change.address else ""
    if change.address.number.startswith("(") and change.address.top() == change.address:
        return f"a new {change.address.unit}, {_quoted(change.address.number[1:-1])}"
    if heading:
        return f"{change.address}, {_quoted(heading)}"
    first = words.split("\n")
    return f"{change.address}: {_quoted(' '.join(first[1:] if len(first) > 1 else first))}"
