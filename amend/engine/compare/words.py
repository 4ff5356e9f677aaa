"""Two runs of words compared: as few words marked as can be, and no word cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple, Protocol

from amend.engine.compare.alignment import steps, too_long
from amend.model.frozen import quickly_made
from amend.model.text import Text

Side = Literal["same", "inserted", "left out"]

TOO_LONG = "too long to compare word by word: some of the words marked may stand in both texts"
"""What every output says of a paragraph that has such pieces (see Piece.too_long)."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, only in the new one ("inserted") or only in the old one ("left out").

    printing: whether the difference is one that the clerks make as they print the Bill again, not an amendment. by:
    whose change it is, "" for nobody's. place: "came" where the words of a paragraph stood in another one, "went" where
    they stand in another one now: they are shown once, where they came. too_long: whether these are too many words to
    compare one by one, so that some of them may stand in both texts. raised: words that differ, with what is raised or
    lowered in them as such characters, “10⁶”; "" where nothing is.
    """

    kind: Side
    words: str
    printing: bool = False
    by: str = ""
    place: Literal["", "came", "went"] = ""
    too_long: bool = False
    raised: str = ""

    @property
    def said(self) -> str:
        """Its words as they are shown where nothing can be raised."""
        return self.raised or self.words


class Token(NamedTuple):
    """One word, mark of punctuation or label in brackets. space: what stands before it. href: of the reference to
    another provision that it is part of, "" for none. reference: which one of the run, -1 for none. raised: the word
    with what is raised or lowered in it as such characters, "" where nothing is."""

    space: str
    word: str
    href: str = ""
    reference: int = -1
    raised: str = ""

    @property
    def said(self) -> str:
        """What the word is the same by."""
        return self.raised or self.word


_TOKEN = re.compile(r"(\s*)(\([0-9A-Za-z]{1,5}\)|\d+(?:[.,]\d+)+|\w+(?:[’'‑-]\w+)*|[^\w\s]|$)")
_ONE = re.compile(r"\([0-9A-Za-z]{1,5}\)|\w+")

_STOPS = frozenset(" \t\n\u00a0,.;:()–—-‑")
_QUOTES = frozenset("“”‘’\"'")


class PairedReferences(Protocol):
    """What is known of the references of two texts (engine/leads)."""

    def old(self, href: str) -> Hashable | None:
        """Where one of the old text goes, as something that is equal for one place of both texts; None if not known."""

    def new(self, href: str) -> Hashable | None:
        """The same for one of the new text."""

    def follow(self, old: Sequence[Token], new: Sequence[Token]) -> bool:
        """Whether two that go to one place differ only as the number of that place does."""


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Two runs of words compared word by word; no word is cut."""
    if old == new:
        return (Piece("same", new),) if new else ()
    if _ONE.fullmatch(old) and _ONE.fullmatch(new):  # as nearly all numbers are
        return Piece("left out", old), Piece("inserted", new)
    return tuple(_gathered(list(_aligned(tokens(old), tokens(new)))))


def compare_texts(old: Sequence[Token], new: Sequence[Token], known: PairedReferences) -> tuple[Piece, ...]:
    """The same for words with cross-references: two to one place are the same reference.

    How they differ is printing, where it only follows the number of that place.
    """
    ours, theirs = _references(old, known.old), _references(new, known.new)
    shared = ours.keys() & theirs.keys()
    if not shared:
        return tuple(_gathered(list(_aligned(old, new))))
    one, other = _joined(old, ours, shared), _joined(new, theirs, shared)
    pieces: list[Piece] = []
    for a, b in steps([key for key, _ in one], [key for key, _ in other]):
        if a is not None and b is not None:
            came, goes = one[a][1], other[b][1]
            printing = isinstance(one[a][0], tuple) and known.follow(came, goes)
            pieces += _aligned(came, goes, printing=printing)
        elif a is not None:
            pieces += [_piece("left out", token) for token in one[a][1]]
        elif b is not None:
            pieces += [_piece("inserted", token) for token in other[b][1]]
    return tuple(_gathered(pieces))


def tokens(words: str) -> list[Token]:
    """The words of a run, with white space folded to one space; the last token is empty and has what follows."""
    return [Token(" " if match[1] else "", match[2]) for match in _TOKEN.finditer(words)]


def text_tokens(text: Text, start: int, end: int) -> list[Token]:
    """The words of text[start:end] as printed, each with the reference that it is part of."""
    runs: list[tuple[int, int, str]] = []
    at, words, plain, exact = start, "", "", text.exact  # in which “10⁻³” is no word with a hyphen in it
    for mark in text.marked("ref"):
        if at <= mark.start < mark.end <= end:
            words += exact.printed(at, mark.start)
            plain += text.printed(at, mark.start)
            began, at = len(words), mark.end
            words += exact.printed(mark.start, at)
            plain += text.printed(mark.start, at)
            runs.append((began, len(words), dict(mark.attributes).get("href", "")))
    words += exact.printed(at, end)
    plain += text.printed(at, end)
    found = []
    number = 0
    for match in _TOKEN.finditer(words):
        while number < len(runs) and runs[number][1] <= match.start(2):
            number += 1
        inside = number < len(runs) and runs[number][0] <= match.start(2) and match.end(2) <= runs[number][1]
        space, word = " " if match[1] else "", plain[match.start(2) : match.end(2)]
        found.append(Token(space, word, runs[number][2], number) if inside else Token(space, word))
    return _with_raised(found, text, start, end) if text.has_raised else found


def _with_raised(found: list[Token], text: Text, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end], each that has a raised or lowered character with how it is said."""
    said = [each for each in text.raised_each(start, end) if not each.isspace()]
    at, out = 0, []
    for token in found:
        word = "".join(said[at : at + len(token.word)])
        at += len(token.word)
        out.append(token if word == token.word else token._replace(raised=word))
    return out


def is_punctuation(changed: Sequence[Piece]) -> bool:
    """Whether pieces that differ are stops of a sentence, or quotation marks of another shape; not marks that come or
    go, which change what is quoted, nor signs that are said, such as “%”."""
    gone, come = ("".join(p.words for p in changed if p.kind == kind) for kind in ("left out", "inserted"))
    if not set(gone + come) <= _STOPS | _QUOTES:
        return False
    return sum(map(gone.count, _QUOTES)) == sum(map(come.count, _QUOTES))


def _references(found: Sequence[Token], target: Callable[[str], Hashable | None]) -> dict[Hashable, list[int]]:
    """The places that references of a run go to, each with the numbers of the references that do."""
    places: dict[Hashable, list[int]] = {}
    for number, token in {token.reference: token for token in found if token.reference >= 0}.items():
        place = target(token.href)
        if place is not None:
            places.setdefault(place, []).append(number)
    return places


def _joined(
    found: Sequence[Token], references: dict[Hashable, list[int]], shared: set[Hashable]
) -> list[tuple[Hashable, list[Token]]]:
    """The tokens, those of one shared reference together, each with what it is the same by."""
    places = {number: place for place in shared for number in references[place]}
    rows: list[tuple[Hashable, list[Token]]] = []
    for number, group in groupby(found, key=lambda token: token.reference):
        if number in places:
            rows.append((("reference", places[number]), list(group)))
        else:
            rows += [(token.said, [token]) for token in group]
    return rows


def _aligned(old: Sequence[Token], new: Sequence[Token], *, printing: bool = False) -> Iterator[Piece]:
    for a, b in steps([token.said for token in old], [token.said for token in new]):
        if a is not None and b is not None:
            one, other = old[a], new[b]
            if one.space == other.space:
                yield Piece("same", other.space + other.word)
                continue
            if one.space:
                yield Piece("left out", one.space, printing)
            if other.space:
                yield Piece("inserted", other.space, printing)
            yield Piece("same", other.word)
        elif a is not None:
            yield _piece("left out", old[a], printing)
        elif b is not None:
            yield _piece("inserted", new[b], printing)


def _piece(kind: Side, token: Token, printing: bool = False) -> Piece:
    return Piece(kind, token.space + token.word, printing, raised=token.raised and token.space + token.raised)


def _gathered(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with those of one kind that follow one another joined, what is left out before what comes in."""
    at = 0
    before = ""  # a space that two sides of a difference share goes before it
    while at < len(pieces):
        kept = []
        while at < len(pieces) and pieces[at].kind == "same":
            kept.append(pieces[at].words)
            at += 1
        run: list[Piece] = []
        while at < len(pieces) and pieces[at].kind != "same" and (not run or pieces[at].printing == run[0].printing):
            run.append(pieces[at])
            at += 1
        ours, theirs = ([p.words for p in run if p.kind == kind] for kind in ("left out", "inserted"))
        long = too_long(len(ours), len(theirs))
        gone, come = "".join(ours), "".join(theirs)
        raised = {kind: _said(run, kind) for kind in ("left out", "inserted")}
        if gone[:1] == come[:1] == " ":
            kept.append(" ")
            gone, come = gone[1:], come[1:]
            raised = {kind: words[1:] for kind, words in raised.items()}
        if words := before + "".join(kept):
            yield Piece("same", words)
        if gone:
            yield Piece("left out", gone, run[0].printing, too_long=long, raised=raised["left out"])
        if come:
            yield Piece("inserted", come, run[0].printing, too_long=long, raised=raised["inserted"])


def _said(run: Sequence[Piece], kind: str) -> str:
    """What is raised of the pieces of a kind, with the words around it; "" where nothing is."""
    of = [piece for piece in run if piece.kind == kind]
    return "".join(piece.said for piece in of) if any(piece.raised for piece in of) else ""
