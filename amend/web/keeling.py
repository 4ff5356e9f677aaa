"""The three layers of an Act as one web page: what a Bill does to it, and what amendments to the Bill change in that.

The rows are those of every page (see `rows`). The marks of the Bill and of amendments differ by their lines and by the
words that a screen reader is given, not by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from amend.acts.consolidate import InstructionOutcome
from amend.acts.layers import Layers
from amend.engine.compare.comparison import near_changes
from amend.engine.compare.redline import Beside
from amend.engine.compare.words import Piece
from amend.model.text import legible
from amend.web.matrix import templates
from amend.web.rows import RowSetting, rows_as_html


@dataclass(frozen=True, slots=True)
class LayersSection:
    """A section or Schedule in which something changes. rows: as HTML."""

    anchor: str
    title: str
    rows: Markup


def layers_page(found: Layers) -> str:
    """The page as HTML: each section and Schedule in which something changes, what was not made, and a key.

    A character that does not show and would have words shown in another order is shown as the replacement character.
    """
    made = found.amended
    html = (
        templates()
        .get_template("layers.html")
        .render(
            title=made.title or made.act.name or "Act",
            bill=made.bill.number or made.bill.title or "the Bill",
            cautions=tuple(dict.fromkeys((*made.act.cautions, *made.bill.cautions))),
            parts=tuple(layers_sections(found)),
            key=layers_key(found),
            amendments=found.amendments,
            made=sum(done.outcome == "made" for done in made.outcomes),
            rest=[(done.source, _why(done)) for done in made.outcomes if done.outcome != "made"],
            notes=[(done.source, note) for done in made.outcomes if done.outcome == "made" for note in done.notes],
            total=len(made.outcomes),
        )
    )
    return legible(html)


def layers_key(found: Layers) -> list[tuple[str, str]]:
    """The marks that stand in a view, each with what it says."""
    used = {_kind(found, piece) for _, row in found.redline for piece in row.visible if piece.kind != "same"}
    return [(name, words) for name, words in _KEY.items() if name in used]


_KEY = {
    "of-bill in": "put in by the Bill",
    "of-bill out": "taken out by the Bill",
    "of-amendment in": "put in by an amendment",
    "of-amendment out": "taken out by an amendment",
    "of-both out": "put in by the Bill, taken out by an amendment",
}
"""The marks, by whose they are and what they do, and what each says."""


def _why(done: InstructionOutcome) -> str:
    return f"{done.outcome}: {done.reason}"


def _kind(found: Layers, piece: Piece) -> str:
    hands = {maker.of for maker in found.hands(piece)}
    if len(hands) > 1:
        return "of-both out"
    return f"of-{'amendment' if 'amendment' in hands else 'bill'} {'in' if piece.kind == 'inserted' else 'out'}"


def layers_sections(found: Layers, mark: str = "s") -> Iterator[LayersSection]:
    """Each section and Schedule in which something changes, with the rows that are near a change. mark: how anchors
    begin."""
    for number, (title, rows) in enumerate(found.under()):
        near = near_changes(rows)
        if near:
            html = Markup("\n".join(_rows(found, rows, near)))
            yield LayersSection(f"{mark}{number}", title or "Before section 1", html)


def _rows(found: Layers, rows: Sequence[Beside], near: frozenset[int]) -> Iterator[str]:
    """The rows near a change, those that follow one another together, with a sign for what is not there."""
    how = RowSetting(beside=False, mark=lambda piece: _piece(found, piece))
    at = 0
    while at < len(rows):
        until = at
        while until < len(rows) and (until in near) is (at in near):
            until += 1
        if at in near:
            run = rows[at:until]
            yield from rows_as_html(
                run, found.amended.amended, near=range(len(run)), margin=lambda row: _whose(found, row), how=how
            )
        else:
            yield '<div class="gap">…</div>'
        at = until


def _whose(found: Layers, row: Beside) -> str:
    """Whose the changes of a row are, each once."""
    changed = (piece for piece in row.visible if piece.kind != "same")
    return "; ".join(dict.fromkeys(maker.name for piece in changed for maker in found.hands(piece)))


def _piece(found: Layers, piece: Piece) -> str:
    """Words that change, marked by whose change it is."""
    kind = _kind(found, piece)
    name = " and ".join(maker.name for maker in found.hands(piece))
    tag = "ins" if piece.kind == "inserted" else "del"
    told = f'<span class="sr">{escape(_KEY[kind])}, {escape(name)}: </span>'
    said = escape(piece.said)
    return f'<{tag} class="{kind.split()[0]}">{told}{said}<span class="sr"> end of that</span></{tag}>'
