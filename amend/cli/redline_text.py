"""A redline laid out for the terminal: what changed in colour, or between signs where there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from amend.cli import bill_text, screen, terminal
from amend.engine.compare.comparison import Change, Comparison, headings_shown, near_changes, under
from amend.engine.compare.redline import Beside
from amend.engine.compare.words import TOO_LONG, Piece
from amend.model.printed import HEADINGS

STYLES = {"same": "", "inserted": "green underline", "left out": "red strike"}
MARKERS = {"inserted": ("{+", "+}"), "left out": ("[-", "-]")}
"""How words are marked where there is no colour."""

KINDS = {
    "inserted": "inserted",
    "left out": "left out",
    "moved": "moved",
    "words": "with words changed",
    "heading": "with another heading",
    "renumbered": "renumbered",
    "reference": "with only references changed",
}
"""The kinds of change, and how a number of them is said."""

_OF_A_SIDE = ("left out", "inserted")
"""The kinds that, of two texts neither of which was made of the other, are only under the first and the second."""


def print_redline(comparison: Comparison, sides: tuple[str, str] | None = None) -> None:
    """Print the redline of two texts: each clause and Schedule in which something changed, the rest left out.

    sides: whose text each is, where neither was made of the other: then what is marked is only under the one or the
    other, which is said first. None where the second is the first as changed.
    """
    bill_text.heading(comparison.old, beside=comparison.new)
    if sides and comparison.changes:
        out = screen.console()
        signs = [
            Text(kind, STYLES[kind]) if screen.shows_colour(out) else Text("…".join(MARKERS[kind]))
            for kind in _OF_A_SIDE
        ]
        key = Text("Marked ").append_text(signs[0]).append(f": only under {sides[0]}. Marked ")
        screen.print_hanging(out, key.append_text(signs[1]).append(f": only under {sides[1]}."), 0, hanging=False)
    print_differences(comparison, sides)


def print_differences(comparison: Comparison, sides: tuple[str, str] | None = None) -> None:
    """Print the redline without what stands above it. sides: as above."""
    out = screen.console()
    if not comparison.changes:
        out.print("There is no difference.")
        return
    for name, found in under(comparison):
        if any(row.changed for row in found):
            out.print()
            out.print(Text(name or "Before clause 1", "bold"))
            print_rows(found)
    out.print()
    out.print("Provisions: " + terminal.listed(_counted(comparison.changes, sides)) + ".")


def print_rows(found: list[Beside]) -> None:
    """Print those rows of a redline that change, each with what opens the list it is in."""
    out = screen.console()
    for row in _near_changes(found):
        if row is None:
            out.print(Text("    …", "dim"))
        else:
            print_row(out, row)


def summary(comparison: Comparison, sides: tuple[str, str] | None = None) -> None:
    """Print one line for each clause and Schedule in which something changed. sides: as above."""
    out = screen.console()
    bill_text.heading(comparison.old, beside=comparison.new)
    if not comparison.changes:
        out.print("There is no difference.")
        return
    groups: dict[str, list[Change]] = {}
    for change in comparison.changes:
        groups.setdefault(change.heading or "Before clause 1", []).append(change)
    named = headings_shown(comparison)
    for title_, changes in groups.items():
        heading = f" ({named[title_]})" if title_ in named else ""
        row = Text(f"{title_}{heading}: ", "bold").append(", ".join(_counted(changes, sides)), "")
        screen.print_hanging(out, row, 0, hanging=True)


def _counted(changes: Iterable[Change], sides: tuple[str, str] | None) -> list[str]:
    """How many there are of each kind: "2 inserted", "1 moved"; of two sides, "2 only under Hay’s amendments"."""
    counts: Counter[tuple[bool, str]] = Counter((change.is_heading_alone, change.kind) for change in changes)
    kinds = {kind: f"only under {side}" for kind, side in zip(_OF_A_SIDE, sides, strict=True)} if sides else {}
    kinds = {**kinds, **{kind: name for kind, name in KINDS.items() if kind not in kinds}}
    headed = [(alone, kind, name) for alone in (False, True) for kind, name in kinds.items()]
    return [
        f"{counts[alone, kind]} {'italic heading ' if alone else ''}{name}"
        for alone, kind, name in headed
        if counts.get((alone, kind))
    ]


def _near_changes(rows: list[Beside]) -> Iterator[Beside | None]:
    """The rows that change and the row that opens each list they are in; None for a gap."""
    wanted = near_changes(rows)
    gap = False
    for index, row in enumerate(rows):
        if index in wanted:
            yield row
            gap = False
        elif not gap:
            yield None
            gap = True


def marked_words(pieces: Sequence[Piece], *, colour: bool) -> Text:
    """Words with what is inserted and left out marked: by colour, or by {+ +} and [- -] where there is none."""
    text = Text()
    for piece in pieces:
        before, after = ("", "") if colour or piece.kind == "same" else MARKERS[piece.kind]
        words = piece.said.replace("\n", " ")
        text.append(f"{before}{words}{after}", STYLES[piece.kind] if colour else "")
    return text


def print_row(out: Console, row: Beside) -> None:
    """One paragraph of a redline, indented, its later lines hanging behind its number."""
    colour = screen.shows_colour(out)
    number, words = row.parted()
    text = marked_words(number, colour=colour)
    if number and words:
        text.append(" ")
    text.append_text(marked_words(words, colour=colour))
    if row.shown.role in HEADINGS:
        text.stylize("bold")
    if row.moved:
        text = Text(f"[from {row.moved}] ", "yellow").append_text(text)
    if row.too_long:
        text.append(f" [{TOO_LONG}]", "yellow")
    screen.print_hanging(out, text, 2 + 3 * row.depth, bool(number))
