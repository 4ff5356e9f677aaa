"""What is different between two texts, in plain sentences such as `explain` gives of one amendment."""

from __future__ import annotations

from collections.abc import Mapping

from amend.engine.compare.comparison import Change, Comparison, headings_shown

_WITHIN = str.maketrans("“”", "‘’")
_LONGEST = 14
"""Words of a quotation that a sentence shows whole."""

_FEW = 2
"""Places in one provision that sentences tell one by one."""

_FOLLOWS = {"number": "number", "reference": "reference", "punctuation": "point of punctuation"}


def in_short(
    comparison: Comparison, sides: tuple[str, str] | None = None, named: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """A sentence for each change, in order, and one for all that only follow as the Bill is printed again.

    sides: whose text each is, such as "the Commissioner’s amendments", where neither was made of the other; None where
    the second is the first as changed. named: the headings of what changes, where they are known (`headings_shown`).
    """
    named = headings_shown(comparison) if named is None else named
    told = [change for change in comparison.changes if not change.printing]
    found = list(dict.fromkeys(_sentence(change, named, sides) for change in told))
    for printing, name in _FOLLOWS.items():
        if count := sum(change.printing == printing for change in comparison.changes):
            found.append(
                f"{count} {name}{'s' if count > 1 else ''} only follow{'' if count > 1 else 's'}.".capitalize()
            )
    return tuple(found)


def _sentence(change: Change, named: Mapping[str, str], sides: tuple[str, str] | None) -> str:
    place = str(change.address) if change.address else "the words before clause 1"
    match change.kind:
        case "moved":
            if sides:
                return f"What is {change.before} under {sides[0]} is {change.after} under {sides[1]}."
            return f"It moves {change.before} to {change.after}."
        case "inserted" | "left out":
            whole = _whole(change, named)
            if sides:
                return f"Only under {sides[change.kind == 'inserted']}: {whole}."
            return f"It {'adds' if change.kind == 'inserted' else 'removes'} {whole}."
        case "renumbered":
            return f"{place[:1].upper()}{place[1:]} has another number: it was {change.before}."
        case _:
            where = f"the heading of {place}" if change.kind == "heading" else place
            spots = _spots(change)
            if len(spots) > _FEW:
                one = f" between {sides[0]} and {sides[1]}" if sides else ""
                return f"The words of {where} differ{one} in {len(spots)} places."
            return " ".join(_words(where, *spot, sides) for spot in spots)


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


def _words(place: str, before: str, after: str, sides: tuple[str, str] | None) -> str:
    """What becomes of words in a place; before, after: quoted, "" for none."""
    if before == after:
        return f"How words of {place} are set or punctuated differs."
    if sides:
        if before and after:
            return f"In {place}, {before} under {sides[0]} is {after} under {sides[1]}."
        return f"Only under {sides[bool(after)]}: {before or after} in {place}."
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
