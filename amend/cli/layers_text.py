"""The three layers of an Act laid out for the terminal: what the Bill does, and what amendments change in that.

In colour and without it the marks differ by their signs, so that nobody needs the colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from amend.acts.consolidate import Keeling
from amend.acts.layers import Layers
from amend.cli import bill_text, screen, terminal
from amend.engine.compare.comparison import near_changes
from amend.engine.compare.redline import Beside
from amend.engine.compare.words import Piece
from amend.model.printed import HEADINGS

SIGNS = {
    ("Bill", "inserted"): ("{+", "+}", "green underline"),
    ("Bill", "left out"): ("[-", "-]", "red strike"),
    ("amendment", "inserted"): ("«+", "+»", "bold cyan underline"),
    ("amendment", "left out"): ("«-", "-»", "bold magenta strike"),
    ("both", "left out"): ("{«-", "-»}", "bold magenta strike"),
}
"""How words are marked, by whose change it is and what it is; of "both" are those that the Bill puts in and an
amendment takes out again."""


def print_layers(found: Layers) -> None:
    """Print each section and Schedule in which something changes, with whose each change is, below a key."""
    out = screen.console()
    bill_text.heading(found.amended.act)
    bill_text.heading(found.amended.bill)
    if not found.changed:
        return
    _print_key(found)
    for title, rows in found.under():
        if any(row.changed for row in rows):
            out.print()
            out.print(Text(title or "Before section 1", "bold"))
            _print_rows(found, rows)
    out.print()


def _print_key(found: Layers) -> None:
    said = {
        ("Bill", "inserted"): "the Bill puts in",
        ("Bill", "left out"): "the Bill takes out",
        ("amendment", "inserted"): "an amendment puts in",
        ("amendment", "left out"): "an amendment takes out",
        ("both", "left out"): "the Bill puts in and an amendment takes out",
    }
    used = {_whose(found, piece) for _, row in found.redline for piece in row.visible if piece.kind != "same"}
    key = Text("Unmarked: the Act.", "dim")
    for mark, words in said.items():
        if mark in used:
            before, after, style = SIGNS[mark]
            key.append(" ").append(f"{before}{words}{after}", style)
    screen.print_hanging(screen.console(), key, 0, hanging=False)


def _print_rows(found: Layers, rows: list[Beside]) -> None:
    out = screen.console()
    wanted = near_changes(rows)
    gap = False
    for index, row in enumerate(rows):
        if index in wanted:
            gap = False
            screen.print_hanging(out, _row(found, row), 2 + 3 * row.depth, bool(row.shown.numbers))
        elif not gap:
            gap = True
            out.print(Text("    …", "dim"))


def _row(found: Layers, row: Beside) -> Text:
    number, words = row.parted()
    text = Text()
    for pieces in filter(None, (number, words)):
        if text:
            text.append(" ")
        for piece in pieces:
            _append(text, found, piece)
    if row.shown.role in HEADINGS:
        text.stylize("bold")
    if names := list(_names(found, row)):
        text.append(f"  ‹{'; '.join(names)}›", "dim")
    return text


def _append(text: Text, found: Layers, piece: Piece) -> None:
    words = terminal.plain(piece.said.replace("\n", " "))
    if piece.kind == "same":
        text.append(words)
        return
    before, after, style = SIGNS[_whose(found, piece)]
    text.append(f"{before}{words}{after}", style)


def _whose(found: Layers, piece: Piece) -> tuple[str, str]:
    """By which signs a change is marked."""
    hands = {maker.of for maker in found.hands(piece)}
    if len(hands) > 1:
        return "both", "left out"
    return ("amendment" if "amendment" in hands else "Bill"), piece.kind


def _names(found: Layers, row: Beside) -> Iterator[str]:
    """Whose the changes of a row are, each once."""
    yield from dict.fromkeys(
        maker.name for piece in row.visible if piece.kind != "same" for maker in found.hands(piece)
    )


def print_count(made: Keeling) -> None:
    """Print how many instructions were made, and how many not."""
    counts: Sequence[tuple[str, int]] = [
        (kind, sum(done.outcome == kind for done in made.outcomes)) for kind in ("made", "stands already", "refused")
    ]
    said = ", ".join(f"{count} {kind.replace('stands', 'stand')}" for kind, count in counts if count or kind == "made")
    screen.console().print(f"{made.title}: of {terminal.plural(len(made.outcomes), 'instruction')}, {said}.")
