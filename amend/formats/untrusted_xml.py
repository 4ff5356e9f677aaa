"""XML that anybody may have written, read within limits: no DTD, no entity, nothing fetched, no more than is said."""

from __future__ import annotations

import os
import re

from lxml import etree

from amend.errors import ReadError

MOST_ATTRIBUTES = 1_000
"""Of one element; the parser compares each with every other. A print has 9 at most."""

_LONG_TAG = re.compile(rb"<[^<>!?][^<]{4000,}")
_PLAIN_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9/._~-]*")
_STAND_IN = f"urn:x-{os.urandom(16).hex()}:"
_STOOD_IN = re.compile(_STAND_IN.encode() + rb"([0-9a-f]*)")
"""What stands in for a name while a document is made; no document can hold it, for nobody knows it before."""

_NO_URI = ("WAR_NS_URI", "WAR_NS_URI_RELATIVE")

_QUOTED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def parsed(data: bytes, place: str) -> etree._Element:
    """The outermost element of a document: no DTD is read, no entity resolved, nothing fetched. Raises ReadError."""
    if any(tag[0].count(b"=") > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(data)):
        raise ReadError(
            f"an element has more than the {MOST_ATTRIBUTES} attributes that are read",
            place=place,
            remedy="is it the right file?",
        )
    try:
        root = tree(data)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise ReadError(
            f"it is not whole XML ({' '.join((error.msg or 'it is empty').rstrip('.').split())})",
            place=f"{place}:{line}",
            remedy="fetch the file again, or mend that line",
        ) from error
    if root.getroottree().docinfo.doctype:
        raise ReadError(
            "it has a document type (DOCTYPE), which is not read",
            place=f"{place}:1",
            remedy="take the DOCTYPE and its entities out; Parliament's files have none",
        )
    return root


def tree(data: bytes) -> etree._Element:
    """The outermost element; also where the name of a namespace is no URI, which XML itself allows."""
    parser, lenient = (
        etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover)
        for recover in (False, True)
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        if any(one.type_name not in _NO_URI for one in parser.error_log):
            raise
        root: etree._Element | None = etree.fromstring(data, lenient)
        if root is None or any(one.type_name not in _NO_URI for one in lenient.error_log):
            raise
        return root


def uri_or_stand_in(name: str) -> str:
    """The name of a namespace, or what stands in for it while a document is made: lxml makes none that is no URI."""
    return name if not name or _PLAIN_URI.fullmatch(name) else f"{_STAND_IN}{name.encode().hex()}"


def name_of(key: str) -> str:
    """The name of an element or attribute, its namespace as `uri_or_stand_in` has it."""
    if not key.startswith("{"):
        return key
    name, _, local = key[1:].rpartition("}")
    return f"{{{uri_or_stand_in(name)}}}{local}"


def restored(data: bytes) -> bytes:
    """A document with the names of its namespaces in the place of what stands in for them."""
    return _STOOD_IN.sub(lambda found: bytes.fromhex(found[1].decode()).decode().translate(_QUOTED).encode(), data)
