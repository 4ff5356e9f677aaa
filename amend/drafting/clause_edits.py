"""The edits of a clause as they are tabled: near ones made one, and each made wider that no amendment gives."""

from __future__ import annotations

from collections.abc import Sequence

from amend.drafting.changes import DraftStyle, Editor
from amend.drafting.word_edits import WordEdit, crowded, joined
from amend.engine.compare.pairing import Pairing
from amend.model.lines import Reading
from amend.model.provision import Path

EditKey = tuple[int, int, str, tuple[int, ...], Path]
"""What tells an edit of the print from others: where it is, and what comes in there."""


class ClauseEdits:
    """The edits of each clause and Schedule that stands in both texts, as far as it is known what cannot be tabled.

    whole: the provisions that are replaced whole because their parts cannot be amended. replaced: those that are
    replaced because so much in them changes.
    """

    def __init__(self, style: DraftStyle) -> None:
        self._style = style
        self.whole: set[Path] = set()
        self.replaced: set[Path] = set()
        self._apart: set[EditKey] = set()  # edits that were joined in vain
        self._small: set[Path] = set()  # provisions that were replaced in vain for their many edits

    def of(self, editor: Editor, pairing: Pairing, reading: Reading, top: Path) -> list[WordEdit]:
        """The edits to be tabled; none where the clause or Schedule is itself replaced whole, as `whole` tells then."""
        there = pairing.new_of(top)
        assert there is not None
        found = editor.edits(top, there)
        self.replaced -= {path for path in self.replaced if path[: len(top)] == top}
        together = self._joined(found, reading)
        while self._style is DraftStyle.USUAL:
            crowds = [path for path in crowded(together, reading) if path not in self._small | self.replaced]
            many = next((path for path in crowds if pairing.new_of(path) and editor.can_be_written(path)), None)
            if many is None:
                break
            self.replaced.add(many)
            there = pairing.new_of(many) or ()
            found = [edit for edit in found if not _lies_in(edit, many)] + [editor.replaced(many, there)]
            together = self._joined(found, reading)
        return together

    def _joined(self, edits: Sequence[WordEdit], reading: Reading) -> list[WordEdit]:
        """The edits, those made one that a drafter would table as one, but for what was joined in vain."""
        found = joined(edits, reading)
        return [one for edit in found for one in (edit.of if edit.of and key_of_edit(edit) in self._apart else (edit,))]

    def widen(self, top: Path, edits: Sequence[WordEdit]) -> bool:
        """Have edits of a clause or Schedule made in the next wider form, for no amendment gives them. Whether there
        was one.

        Edits that were joined are made apart, a provision that was replaced for its many edits is amended by these, and
        of any other the whole of what it is in is replaced; without edits the whole clause.
        """
        before = len(self._apart), len(self._small), len(self.whole)
        units = set() if edits else {top}
        for edit in edits:
            if edit.of:
                self._apart.add(key_of_edit(edit))
            elif edit.whole in self.replaced:
                self._small |= {edit.whole} & self.replaced
            else:
                units.add(edit.unit if edit.unit not in self.whole else top)
        self.whole |= units
        return before != (len(self._apart), len(self._small), len(self.whole))


def key_of_edit(edit: WordEdit) -> EditKey:
    """What tells an edit from others, as long as what it puts in is held."""
    return edit.start, edit.end, edit.words, tuple(map(id, edit.provisions)), edit.unit


def _lies_in(edit: WordEdit, path: Path) -> bool:
    return (edit.whole or edit.unit)[: len(path)] == path
