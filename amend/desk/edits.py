"""The edits of a text by hand: words of a row changed, a provision added with its label, one taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import assert_never

from amend.desk.additions import added
from amend.engine.apply import edit_tree
from amend.english.quotes import curled, surplus
from amend.english.typed import lists_opened
from amend.errors import Refusal
from amend.model.citation import address_of
from amend.model.outline import HEADS, is_group, tops
from amend.model.provision import HOLDERS, NUMBERED, Bill, Block, Carried, Node, Path, Provision
from amend.model.text import NOT_XML, OBJECT
from amend.word.edits.retype_words import rewritten


@dataclass(frozen=True, slots=True)
class Reword:
    """The words of a row changed.

    at: the path of its block. words: all that it is to say, with or without the marks of the quotation that begins or
    ends with it. piece: which of the runs of words of the block, where a quotation or table stands among them; 0 for
    the first.
    """

    at: Path
    words: str
    piece: int = 0


@dataclass(frozen=True, slots=True)
class Add:
    """A provision added right below another, or a row of it.

    after: the path of what it stands below; None for a clause before the first. Where that, or what holds it, is of the
    same level, it comes behind that; else it becomes the first below it, and of a clause that has no subsections all
    words become the first. level: what drafters call it: "clause", "section" (in text for an Act), "subsection",
    "paragraph", "sub-paragraph", "sub-sub-paragraph", "definition", "Schedule". words: its rows, without its own label,
    which follows practice ((2A), 12A); one of its kind that is typed all the same is taken. heading: of a clause,
    section or Schedule.
    """

    after: Path | None
    level: str
    words: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    """A provision left out, or a paragraph of words that has no number. at: its path."""

    at: Path


Edit = Reword | Add | Remove

_DASH = re.compile(r"(?P<word>[\w’'”\")\]])[ ]?(?:-{1,3}|[‐‑‒–−])$")


def with_edit(text: Bill, edit: Edit) -> Bill:
    """The text with an edit made; what is not touched is shared. Raises Refusal, WordsError or AddressError, in one
    sentence for whoever made it."""
    try:
        match edit:
            case Reword(at, words, piece):
                return _reworded(text, at, words, piece)
            case Add(after, level, words, heading):
                return added(text, after, level, typed_words(words), " ".join(typed_words(heading).split()))
            case Remove(at):
                return _removed(text, at)
    except IndexError as error:
        raise Refusal("there is no such place in the text", remedy="look at the text as it is now") from error
    assert_never(edit)


def typed_words(words: str, was: str = "") -> str:
    """Rows as House style prints them: quotation marks and apostrophes curled, what is typed at the end of a row for
    the dash that opens a list made one, and white space folded. was: words that they change; straight marks stay so
    where these have some. Raises Refusal for characters that no file can hold."""
    if NOT_XML.search(words) or OBJECT in words:
        raise Refusal("the words have a character that no Bill can hold", remedy="type them anew")
    rows = [" ".join(row.split()) for row in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    dashed = (_DASH.sub(r"\g<word>—", row) for row in filter(None, rows))
    joined = "\n".join(dashed)
    return lists_opened(joined if "'" in was or '"' in was else curled(joined))[0]


# Words


def _reworded(text: Bill, at: Path, words: str, piece: int) -> Bill:
    block = text.at(at)
    if not isinstance(block, Block):
        raise Refusal("no words stand there", remedy="name a row of the text")
    if block.tag == "num":
        raise Refusal("a number is the clerks’ to give", remedy="change the words, or add a provision")
    pieces = block.text.chars.split(OBJECT)
    if not 0 <= piece < len(pieces):
        raise Refusal("no words stand there", remedy="name a row of the text")
    start = sum(len(one) + 1 for one in pieces[:piece])
    end = start + len(pieces[piece])
    was, marks = " ".join(block.text.printed(start, end).split()), _marks_around(text, at, piece, len(pieces) - 1)
    said = typed_words(words, was)
    if "\n" in said:
        raise Refusal("these are several rows, and it is one", remedy="add a provision for each further row")
    said = _bared(said, was, *marks)
    if not said and len(pieces) == 1:
        raise Refusal("a row without words cannot stand", remedy="leave the provision out")
    if was in (said, " ".join(words.split())):
        return text
    new = rewritten(block, start, end, said)
    return text.edited(at, lambda _: (new,))


def _marks_around(text: Bill, at: Path, piece: int, last: int) -> tuple[str, str]:
    """The marks of the quotations that begin with a run of words, the outermost first, and that end with it."""
    opening, closing = "", ""
    begins, ends = piece == 0, piece == last
    for depth in range(len(at) - 1, -1, -1):
        node, inner = text.at(at[:depth]), at[depth]
        if isinstance(node, Provision):
            shown = [index for index, item in enumerate(node.items) if _is_shown(item)]
            begins, ends = begins and inner == shown[0], ends and inner == shown[-1]
            if node.tag == "quotedStructure":
                opening = (node.get("startQuote") or "") + opening if begins else opening
                closing += (node.get("endQuote") or "") if ends else ""
        elif isinstance(node, Block):  # its words stand before what stands among them, and others may stand behind
            pieces = node.text.chars.split(OBJECT)
            begins, ends = begins and not "".join(pieces[: inner + 1]).strip(), ends and not pieces[inner + 1].strip()
    return opening, closing


def _is_shown(item: Node) -> bool:
    return not isinstance(item, Carried) and not (isinstance(item, Block) and not item.text.chars)


def _bared(said: str, was: str, opening: str, closing: str) -> str:
    """Words as they are kept: without the marks of quotations around them, where they were given with these."""
    bare = said.removeprefix(opening) if opening else said
    bare = bare.removesuffix(closing) if closing else bare
    given = len(said) - len(bare)
    if given and given < len(opening) + len(closing) and surplus(said) == surplus(was):
        return said  # a mark of its own, as of a term that is defined
    return bare


# What goes


def _removed(text: Bill, at: Path) -> Bill:
    node = text.at(at)
    if isinstance(node, Block):
        if node.tag in HEADS:
            raise Refusal("a number or heading does not go by itself", remedy="leave the provision out")
        holder = text.at(at[:-1])
        if not isinstance(holder, Provision) or holder.tag not in HOLDERS:
            raise Refusal("these words do not go by themselves", remedy="change them, or leave the provision out")
        alone = sum(isinstance(one, Block) for one in holder.items) == 1
        if alone and holder.tag != "wrapUp":
            raise Refusal("these are all the words of its own", remedy="change them, or leave the provision out")
    elif not isinstance(node, Provision) or node.tag not in NUMBERED:
        raise Refusal("that is no provision", remedy="name a clause, a Schedule or a part of one")
    elif is_group(node):
        raise Refusal("a heading or Part goes by no amendment", remedy="leave out the clauses in it")
    elif any(path == at for path, _ in tops(text)):
        if sum(1 for _ in tops(text)) == 1:
            raise Refusal("it is the only clause", remedy="change its words")
    elif not _leaves_words(text.at(at[:-1]), at[-1]):
        outer = address_of(text, at[:-1])
        quoted = getattr(text.at(at[:-1]), "tag", "") == "quotedStructure"
        what = "all that is put in there" if quoted else f"all that {outer or 'it'} says"
        raise Refusal(
            f"it is {what}", remedy=f"leave out {outer}, or change the words" if outer else "change the words"
        )
    return edit_tree.take_out(text, at)


def _leaves_words(holder: Node, index: int) -> bool:
    """Whether what holds an item says something without it."""
    if not isinstance(holder, Provision):
        return True
    rest = (item for at, item in enumerate(holder.items) if at != index and not isinstance(item, Carried))
    return any(not (isinstance(item, Block) and item.tag in HEADS) for item in rest)
