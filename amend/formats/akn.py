"""Akoma Ntoso to Bill and back; Lawmaker's and legislation.gov.uk's habits as two small tables.

Lossless: `write(read(f))` is canonically equal to `f` but for white space between elements; see `xml_tree`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path as File

from lxml import etree

from amend.errors import ReadError
from amend.formats import clml
from amend.formats.clml import DC, DCT, day_in
from amend.formats.files import read_bytes, write_bytes
from amend.formats.untrusted_xml import parsed
from amend.formats.xml_tree import TreeReader, TreeWriter, Vocabulary, around, tree_of, xml_of
from amend.model.provision import Bill, Block, Carried, Provision

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

CARRIED = frozenset({"meta", "coverPage", "conclusions"})
"""What a Bill carries whole: no amendment is made to it."""

OBJECTS = frozenset({"quotedStructure", "authorialNote", "tblock", "blockList", "blockContainer", "foreign"})
"""What stands among words without being words of the sentence."""

DETAILS = {
    "varBillTitle": "title",
    "varBillNo": "number",
    "varHouse": "house",
    "varStageVersion": "stage",
    "varNotice": "notice",
}
"""Lawmaker's names, in the metadata, for what a Bill says of itself; the notice is ours."""

_PREFIX = f"{{{AKN}}}"
_CONTAINERS = frozenset(
    "akomaNtoso bill act preface preamble longTitle formula body hcontainer part chapter section subsection level "
    "paragraph subparagraph article intro content wrapUp quotedStructure authorialNote tblock foreign blockList item "
    "blockContainer".split()
)
_INLINE = frozenset(
    "ref mref rref def b i u sub sup span inline a mod ins del noteRef docTitle docNumber docStage docDate "
    "docType".split()
)
_BLOCKS = frozenset("p num heading subheading".split())
VOCABULARY = Vocabulary(AKN, CARRIED, OBJECTS, _CONTAINERS, _BLOCKS, _INLINE)


def read(file: File | str) -> Bill:
    """The Bill or Act in a file. Raises ReadError for anything that is not one."""
    name = str(file)
    return parse(read_bytes(File(file)), place=name)


def parse(data: bytes, *, place: str = "the document") -> Bill:
    """The Bill or Act in the bytes of an Akoma Ntoso document; place names it in errors.

    No DTD is read, no entity resolved and nothing fetched. Raises ReadError.
    """
    root = parsed(data, place)
    if clml.is_clml(root):
        return clml.act_of(root, data, place)
    if root.tag != f"{_PREFIX}akomaNtoso":
        raise ReadError(
            f"its outermost element is “{str(root.tag).rpartition('}')[2]}”, not an Akoma Ntoso Bill or Act",
            place=f"{place}:{root.sourceline}",
            remedy="give the Bill's XML file as Parliament publishes it",
        )
    bodies = root.findall(f".//{_PREFIX}body")
    if not bodies:
        raise ReadError("it has no body, so it is not a Bill or Act", place=place, remedy="is it an amendment paper?")
    if len(bodies) > 1:
        raise ReadError(
            f"it has {len(bodies)} bodies, and a Bill or Act has one",
            place=f"{place}:{bodies[1].sourceline}",
            remedy="give each a file of its own",
        )
    tree = tree_of(root, data, VOCABULARY, place)
    act = root.find(f"{_PREFIX}act") is not None
    found = Bill(tree, **details(root), outside=around(root), act=act)
    return _as_stated(found, root) if act else found


def write(bill: Bill, file: File | str) -> None:
    """Write the Bill to a file, whole or not at all. Raises WriteError when that cannot be done."""
    write_bytes(File(file), dumps(bill))


def dumps(bill: Bill) -> bytes:
    """The Bill as an Akoma Ntoso document in UTF-8."""
    if clml.is_from_clml(bill):
        return clml.dumps(bill)
    return xml_of(bill.root, bill.outside, VOCABULARY)


def node(element: etree._Element) -> Provision | Block:
    """The model of one element of a parsed document: a block where it holds words, else a provision."""
    found = TreeReader(element, VOCABULARY).node(element)
    return Provision(VOCABULARY.local(str(element.tag)), (found,)) if isinstance(found, Carried) else found


def fill(element: etree._Element, block: Block, depth: int) -> None:
    """Put the words, marks and objects of a block into an empty element, which is depth elements down."""
    TreeWriter(VOCABULARY).mixed(element, block, depth)


def details(root: etree._Element) -> dict[str, str]:
    """What the metadata says of the print, for the fields of Bill."""
    found: dict[str, str] = {}
    meta = root.find(f".//{_PREFIX}meta")
    for concept in () if meta is None else meta.iter(f"{_PREFIX}TLCConcept", f"{_PREFIX}TLCProcess"):
        field = DETAILS.get(concept.get("eId", ""))
        if field and concept.get("showAs"):
            found.setdefault(field, concept.get("showAs", ""))
    for date in () if meta is None else meta.iter(f"{_PREFIX}FRBRdate"):
        if date.get("name") == "published":
            found.setdefault("published", date.get("date", ""))
    return found


def _as_stated(found: Bill, root: etree._Element) -> Bill:
    """An Act, with the title and the day of its text as legislation.gov.uk's files state them."""
    title, valid = found.title, ""
    for element in root.iter(f"{_PREFIX}docTitle", f"{DC}title"):
        title = title or " ".join("".join(element.itertext()).split())
    days = [element.text or "" for element in root.iter(f"{DCT}valid")]
    expression = root.find(f".//{_PREFIX}FRBRExpression")
    if expression is not None:
        days += [date.get("date") or "" for date in expression.iter(f"{_PREFIX}FRBRdate")]
    for day in days:
        valid = valid or day_in(day)
    return replace(found, title=title, act=True, valid=valid)
