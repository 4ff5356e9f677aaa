"""CLML, legislation.gov.uk's own XML, to an Act and back.

Lossless, as `akn` is: what could not be written back the same is refused when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from amend.errors import ReadError
from amend.formats.clml_names import CLML, NAME, ROOT, VOCABULARY
from amend.formats.clml_read import as_act, versions_apart
from amend.formats.clml_write import as_clml
from amend.formats.xml_tree import around, tree_of, xml_of
from amend.model.memory import collection_paused
from amend.model.provision import Bill, Block, Node, Provision

_L = f"{{{CLML}}}"
DC = "{http://purl.org/dc/elements/1.1/}"
DCT = "{http://purl.org/dc/terms/}"
"""Dublin Core, in which legislation.gov.uk says what a file is."""

_DATE = re.compile(r"((?!9999)\d{4}-\d\d-\d\d)(?:Z|T.*)?")


def is_clml(root: etree._Element) -> bool:
    """Whether the outermost element of a document is CLML's."""
    return str(root.tag) == _L + ROOT


def is_from_clml(bill: Bill) -> bool:
    """Whether an Act was read from CLML, and is written as such."""
    return bill.root.get(NAME) == ROOT


def act_of(root: etree._Element, data: bytes, place: str) -> Bill:
    """The Act in a document of CLML, data its bytes. Raises ReadError for what is none."""
    if root.find(f"{_L}Primary/{_L}Body") is None:
        raise ReadError(
            "it is CLML without the body of an Act",
            place=f"{place}:{root.sourceline}",
            remedy="give an Act as legislation.gov.uk publishes it; regulations and other instruments are not read",
        )
    raw = tree_of(root, data, VOCABULARY, place)
    with collection_paused():
        tree = as_act(raw)
        if not _are_same(as_clml(tree), raw):
            raise ReadError(
                "it has elements or attributes that are none of CLML’s, so it could not be written back the same",
                place=place,
                remedy="fetch the file again from legislation.gov.uk",
            )
    apart = versions_apart(tree)
    notice = f"Versions of provisions of which the file does not say whose they are: {apart}." if apart else ""
    return Bill(tree, title=_title(root), notice=notice, outside=around(root), act=True, valid=_valid(root))


def dumps(bill: Bill) -> bytes:
    """The Act as a document in UTF-8. Raises WriteError where something in it is nothing that CLML can hold."""
    return xml_of(as_clml(bill.root), bill.outside, VOCABULARY)


def _are_same(one: Node, other: Node) -> bool:
    """Whether two trees are the same, however deep they are."""
    pending = [(one, other)]
    while pending:
        one, other = pending.pop()
        if isinstance(one, Provision) and isinstance(other, Provision):
            below: tuple[Sequence[Node], Sequence[Node]] = one.items, other.items
            same = one.tag == other.tag and one.attributes == other.attributes
        elif isinstance(one, Block) and isinstance(other, Block):
            below = one.objects, other.objects
            same = (one.tag, one.attributes, one.text) == (other.tag, other.attributes, other.text)
        else:
            below, same = ((), ()), one == other
        if not same or len(below[0]) != len(below[1]):
            return False
        pending += zip(*below, strict=True)
    return True


def _title(root: etree._Element) -> str:
    named = root.find(f".//{DC}title")
    if named is None or not (named.text or "").strip():
        named = root.find(f"{_L}Primary/{_L}PrimaryPrelims/{_L}Title")
    return "" if named is None else " ".join("".join(named.itertext()).split())


def _valid(root: etree._Element) -> str:
    """The day of the text: of the file's own statement, else of the restriction of the whole Act."""
    said = root.find(f".//{DCT}valid")
    return day_in("" if said is None else said.text or "") or day_in(root.get("RestrictStartDate") or "")


def day_in(words: str) -> str:
    """The day that a file states, "2026-06-01"; "" for what is none, and for the year 9999, which stands for none."""
    found = _DATE.fullmatch(words.strip())
    return found[1] if found else ""
