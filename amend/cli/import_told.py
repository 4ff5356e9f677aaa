"""What `import` says of a comment that became no statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amend.word.edits.import_edits import LeftOut, Reason


def left_out_said(one: LeftOut) -> str:
    """A sentence that names a comment which became no statement, and says why."""
    words = " ".join(one.words.split())
    said = words if len(words) <= _FIRST_WORDS else f"{words[:_FIRST_WORDS].rstrip()}…"
    where = f"{one.place}: " if one.place else ""
    return f"{where}the comment “{said}” of {one.author or 'nobody named'} was not used: {_WHY[one.reason]}"


_FIRST_WORDS = 60
_WHY: dict[Reason, str] = {
    "not asked for": "with --comments, a comment on an edited provision becomes its explanatory statement",
    "reply": "it is a reply to another",
    "perhaps a reply": "it stands where another does, and may be a reply to it",
    "resolved": "it is marked as resolved",
    "hidden text": "some of it is hidden text",
    "not in the text": "it is on no words of the text",
    "not on an edited provision": "what it is on was not edited",
    "on no amendment": "no amendment is made to what it is on",
    "a statement is there": "its amendment has a statement already",
}
