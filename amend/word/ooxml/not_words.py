"""What in a Word file is not plain words: which of it is taken in exactly, and what is said of the rest.

Every reader of Word files holds to this. Raised and lowered figures are other figures than plain ones, for 10⁶ is not
106: they are taken in as the characters that Unicode has for them. What is hidden is not on the page that people
agreed on, so it is no words. All else that is no text leaves a gap, or stands beside the words, and is named.
"""

from __future__ import annotations

from lxml import etree

from amend.model.text import FOR_LOOKS, RAISED_AS
from amend.word.ooxml import margin

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{W}}}"

NAMES = {
    f"{_W}footnoteReference": "a footnote",
    f"{_W}endnoteReference": "an endnote",
    f"{_W}txbxContent": "a text box",
    f"{_W}drawing": "a picture or drawing",
    f"{_W}pict": "a picture or drawing",
    f"{_W}contentPart": "a picture or drawing",
    f"{_W}object": "an embedded object",
    f"{_W}sym": "a character of a symbol font",
    f"{_W}altChunk": "an embedded document",
    f"{_W}subDoc": "an embedded document",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "a formula",
}
"""What is no words and is left where it is; the name that a report gives it."""

HIDDEN = "hidden text"
AUTOMATIC = "a number that Word counts in a field"
RAISED = "raised or lowered characters"

BULLET = "a bullet, or a number of a kind that no Bill has"
COUNTED = "a number that Word counts, before its own"

BESIDE = frozenset({"a footnote", "an endnote", "a text box", HIDDEN, BULLET, COUNTED})
"""What stands beside the words, which are whole without it."""

_FIELDS = ("LISTNUM", "AUTONUM")


def kind_of_object(element: etree._Element) -> str:
    """What an element is that is no words, "" for one that is none of these."""
    name = NAMES.get(str(element.tag), "")
    if name and element.find(f".//{_W}txbxContent") is not None:
        return NAMES[f"{_W}txbxContent"]
    if element.tag == f"{_W}instrText":
        return AUTOMATIC if _counts(element.text or "") else ""
    return AUTOMATIC if element.tag == f"{_W}fldSimple" and _counts(element.get(f"{_W}instr", "")) else name


def is_ours(element: etree._Element) -> bool:
    """Whether an element tells a line of the print in the margin, as we wrote it: it is to be passed over."""
    return element.tag in NAMES and margin.is_mark(element)


def _counts(instruction: str) -> bool:
    return instruction.strip().upper().startswith(_FIELDS)


def is_hidden(properties: etree._Element | None) -> bool:
    """Whether properties of a run hide its words."""
    found = None if properties is None else properties.find(f"{_W}vanish")
    return found is not None and found.get(f"{_W}val", "true") not in ("0", "false", "off")


def raised(words: str, align: str) -> str | None:
    """Words that are set "superscript" or "subscript", as they are written in plain text; None where they cannot be."""
    table = {"superscript": RAISED_AS["sup"], "subscript": RAISED_AS["sub"]}.get(align)
    if table is None or not words.strip() or (align == "superscript" and words.strip() in FOR_LOOKS):
        return words
    new = words.translate(table)
    changed = all(one != other or one.isspace() for one, other in zip(words, new, strict=True))
    return new if changed else None
