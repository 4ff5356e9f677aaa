"""The names of CLML, legislation.gov.uk's own XML, beside those of the model, and the attributes that tell them apart.

An Act that was read has the tags of the model; an element of CLML for which the model has no tag keeps its own name.
"""

from __future__ import annotations

from amend.formats.xml_tree import Vocabulary
from amend.model.extents import AROUND
from amend.model.numbering import to_roman
from amend.model.text import Attributes

CLML = "http://www.legislation.gov.uk/namespaces/legislation"
ROOT = "Legislation"

NAME = f"{{{CLML}}}Name"
"""The attribute with the CLML name of a provision or mark, where that is not the first for its tag."""

AS_IT_STANDS = f"{{{CLML}/read}}AsItStands"
"""The attribute of a provision whose parts are held by the elements that hold them in the file, in no usual order."""

NEW_PARA = f"{{{CLML}/read}}NewPara"
NEW_LIST = f"{{{CLML}/read}}NewList"
"""The attributes of what begins another P1para, P2para, …, or another list, than what stands before it."""

VERSION = f"{{{CLML}/read}}Version"
"""The attribute of a provision that is another version of the one before it: the id of that version."""

LIST = f"{{{CLML}/list}}"
"""What the attributes begin with of the list that a definition or paragraph is an item of."""

OURS = (NAME, AS_IT_STANDS, NEW_PARA, NEW_LIST, VERSION, LIST, AROUND)

SAID_SO = ("name", "class", "startQuote", "endQuote")
"""The attributes of the model by which one tag stands for several kinds of provision; CLML has none of them."""

NUMBERED = ("P1", "P2", "P3", "P4", "P5", "P6", "P7")
LEVELS = {"P3": "para1", "P4": "para2", "P5": "para3", "P6": "para4", "P7": "para5"}
BY_LEVEL = {level: name for name, level in LEVELS.items()}

BLOCKS = {"Number": "num", "Title": "heading", "Subtitle": "subheading", "Text": "p"}
BY_BLOCK = {tag: name for name, tag in BLOCKS.items()}

MARKS = {
    "Strong": "b",
    "Emphasis": "i",
    "Underline": "u",
    "Superior": "sup",
    "Inferior": "sub",
    "Term": "def",
    "Addition": "ins",
    "Repeal": "del",
}
OTHER_MARKS = {"Substitution": "ins"}
BY_MARK = {tag: name for name, tag in MARKS.items()}

GROUPS = ("Pblock", "PsubBlock", "Group", "P1group", "P2group", "P3group", "P4group")
"""What stands as a cross-heading over others; the first is the usual one. A P1group over one section is one with it."""

_STRUCTURE = (
    "Legislation Primary PrimaryPrelims PrimaryPreamble IntroductoryText EnactingText Body Schedules Schedule "
    "ScheduleBody TitleBlock Part Chapter Tabular BlockAmendment UnorderedList OrderedList ListItem Para Versions "
    "Version BlockText Form Figure Formula Where P"
).split()
_CARRIED = (
    "Contents Commentaries Footnotes MarginNotes Resources ExplanatoryNotes EarlierOrders SignedSection "
    "{http://www.legislation.gov.uk/namespaces/metadata}Metadata"
).split()
_INLINE = (
    "Addition Substitution Repeal CommentaryRef FootnoteRef MarginNoteRef Citation CitationSubRef CitationListRef "
    "InternalLink ExternalLink Term Definition Emphasis Strong Underline SmallCaps Uppercase Superior Inferior Strike "
    "Acronym Abbreviation Span Proviso Expanded Character InlineAmendment Image b i u sub sup span a p"
).split()

VOCABULARY = Vocabulary(
    namespace=CLML,
    carried=frozenset(_CARRIED),
    objects=frozenset("BlockAmendment Tabular Figure Formula Form OrderedList UnorderedList Footnote".split()),
    containers=frozenset((*_STRUCTURE, *GROUPS, *NUMBERED, *(f"{name}para" for name in NUMBERED))),
    blocks=frozenset((*BLOCKS, "Pnumber", "LongTitle", "Reference", "AppendText", "DateText")),
    inline=frozenset(_INLINE),
)


def brackets(name: str, attributes: Attributes) -> tuple[str, str]:
    """What is printed before and after the number of a provision."""
    said = dict(attributes)
    before, after = ("", "") if name == "P1" else ("(", ")")
    return said.get("PuncBefore", before), said.get("PuncAfter", after)


def automatic(index: int, said: Attributes, own: str | None = None) -> str:
    """The number as printed of an item of an ordered list, which its place tells: index from 0, own where it says one.

    said: the attributes of the list.
    """
    kind, decoration = dict(said).get("Type", "arabic"), dict(said).get("Decoration", "none")
    label = own
    if label is None:
        if kind.startswith("alpha"):
            label = _letters(index)
        else:
            label = to_roman(index + 1) if kind.startswith("roman") else str(index + 1)
        label = label.upper() if kind.endswith("upper") else label
    elif not label.isalnum():
        return label
    before, after = _DECORATIONS.get(decoration, ("", ""))
    return f"{before}{label}{after}"


_DECORATIONS = {
    "parens": ("(", ")"),
    "parenRight": ("", ")"),
    "brackets": ("[", "]"),
    "bracketRight": ("", "]"),
    "period": ("", "."),
    "colon": ("", ":"),
}


def _letters(index: int) -> str:
    """a to z, then aa, ab, …"""
    found = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        found = chr(ord("a") + letter) + found
    return found
