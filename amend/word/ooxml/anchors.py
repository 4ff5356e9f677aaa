"""What ties a Word file to the print it was made of: a bookmark on each paragraph, and a part that says what each is.

The form, version 1, which `amend export` writes and `amend import` reads:

* The paragraphs of a file are those of `amend.model.printed.paragraphs(bill)`, in that order, tables as
  tables. The text of each is `PrintedParagraph.words`: its numbers, each followed by a tab (`w:tab`), then its words.
  Numbers are never automatic. The empty paragraphs ("gap", "end") are written too, so that the file has just as many.
* Each of them carries a bookmark around all its words, `_amd_0001` for the first, counting through the cells of tables
  (`each`). With changes tracked, the bookmarks are those of the paragraphs that stand when all are rejected; a
  paragraph that is inserted carries none.
* A custom XML part, of the namespace below, says of what print the file was made, and of each bookmark what it is:

      <export xmlns="urn:amend:word:export" version="1" print="HL Bill 54" title="…" sha256="…" tracked="no">
        <p mark="_amd_0060" role="clause heading" eId="sec_1" guid="_a933…" slots="num heading"/>
        …
      </export>

  sha256: of the print's bytes as `amend.formats.akn.dumps` writes them, in hexadecimal. tracked: whether the file was
  exported with changes in it. role: see `paragraphs.Role`. eId, guid: of the innermost provision the paragraph is part
  of, left out where it has none. slots: one word for each run of the text, in order: "num", "heading", "subheading",
  "intro", "content", "wrapUp", "p" for other words, "tail" for words after a quotation or table, "note"; none for what
  the cover says. With the print of that hash at hand, `paragraphs` gives the runs themselves.
* `dc:identifier` in the core properties is `amend:` and the hash.

What survives an edit in Word or LibreOffice (measured, LibreOffice 7.4.7): bookmarks, the custom part, the identifier.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from lxml import etree

from amend.errors import ReadError
from amend.formats import akn
from amend.model.printed import BlockRun, PrintedParagraph
from amend.model.provision import HOLDERS, Bill, Provision
from amend.word.ooxml.package import DECLARATION, valued

NAMESPACE = "urn:amend:word:export"
VERSION = "1"
STORE = "{5E1B6C0A-7A0D-4C8E-9B51-0A6D656E6401}"
"""The identifier of the custom part within a file, the same in every file."""


class Anchor(NamedTuple):
    """What a file says of one paragraph; "" for what it does not say."""

    role: str
    eid: str
    guid: str
    slots: str


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a file says of the print it was made of. marks: what each bookmark stands on, by its name."""

    print: str
    title: str
    sha256: str
    tracked: bool
    marks: dict[str, Anchor] = field(default_factory=dict)


def bookmark(index: int) -> str:
    """The name of the bookmark on a paragraph, counted from 0."""
    return f"_amd_{index + 1:04}"


def digest(bill: Bill) -> str:
    """What a print is known by: the SHA-256 of its bytes as we write them."""
    return sha256(akn.dumps(bill)).hexdigest()


def identifier(hashed: str) -> str:
    """The identifier in the properties of a file made of a print with that hash."""
    return f"amend:{hashed}"


def dumps(bill: Bill, found: Iterable[PrintedParagraph], hashed: str, *, tracked: bool) -> str:
    """The custom part of a file made of a print. found: its paragraphs, in order."""
    rows = [
        f'{DECLARATION}<export xmlns="{NAMESPACE}" version="{VERSION}" print={valued(bill.number)}'
        f' title={valued(" ".join(bill.title.split()))} sha256="{hashed}" tracked="{"yes" if tracked else "no"}">'
    ]
    for index, paragraph in enumerate(found):
        identity = "".join(f" {key}={valued(value)}" for key, value in _identity(bill, paragraph).items() if value)
        slots = " ".join([_slot(bill, run) for run in (*paragraph.numbers, *paragraph.runs)])
        said = f' slots="{slots}"' if slots else ""
        rows.append(f'<p mark="{bookmark(index)}" role="{paragraph.role}"{identity}{said}/>')
    return "\n".join([*rows, "</export>"])


def properties(namespace: str = NAMESPACE, store: str = STORE) -> str:
    """The part that gives a custom part of that namespace its identifier, by default that of a Bill."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{store}" xmlns:ds="{kind}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def anchors_of(parts: Iterable[etree._Element], *, place: str) -> Anchors | None:
    """What the custom parts of a file say; None when none of them is ours. Raises ReadError for another version."""
    for part in parts:
        if part.tag == f"{{{NAMESPACE}}}export":
            if part.get("version") != VERSION:
                raise ReadError(
                    f"it was exported in form {part.get('version') or 'without a number'}, and this reads {VERSION}",
                    place=place,
                    remedy="export the print again with this amend",
                )
            marks = {
                row.get("mark", ""): Anchor(*(row.get(name, "") for name in ("role", "eId", "guid", "slots")))
                for row in part
                if isinstance(row.tag, str)
            }
            said = (part.get("print", ""), part.get("title", ""), part.get("sha256", ""))
            return Anchors(*said, part.get("tracked") == "yes", marks)
    return None


def _identity(bill: Bill, paragraph: PrintedParagraph) -> dict[str, str]:
    if paragraph.role == "gap" or not paragraph.holder:
        return {}
    holder = bill.at(paragraph.holder)
    return {"eId": holder.eid or "", "guid": holder.guid or ""} if isinstance(holder, Provision) else {}


def _slot(bill: Bill, run: BlockRun) -> str:
    """What a run is of its provision."""
    if run.start:
        return "tail"
    if run.tag in ("num", "heading", "subheading"):
        return run.tag
    holder = bill.at(run.path[:-1])
    if isinstance(holder, Provision):
        return "note" if holder.tag == "authorialNote" else holder.tag if holder.tag in HOLDERS else "p"
    return "p"
