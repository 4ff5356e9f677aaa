"""A Word file as a package of parts: how it is put together, the same bytes from the same parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from amend.errors import WriteError
from amend.formats.xml_words import as_text, as_value

if TYPE_CHECKING:
    from docx.opc.part import Part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNDATED = (1980, 1, 1, 0, 0, 0)
"""The date that every part has, the first that there is, for the time of day would make each file another."""

_KINDS = {
    "word/styles.xml": ("WML_STYLES", "STYLES"),
    "word/settings.xml": ("WML_SETTINGS", "SETTINGS"),
    "word/fontTable.xml": ("WML_FONT_TABLE", "FONT_TABLE"),
    "word/theme.xml": ("OFC_THEME", "THEME"),
    "word/comments.xml": ("WML_COMMENTS", "COMMENTS"),
    "word/header.xml": ("WML_HEADER", "HEADER"),
    "word/footer.xml": ("WML_FOOTER", "FOOTER"),
    "customXml/item1.xml": ("XML", "CUSTOM_XML"),
}
"""The parts that a document may have: what each is, and how the document is related to it, as python-docx names it."""

_DOCUMENT, _CORE, _CUSTOM = "word/document.xml", "docProps/core.xml", "customXml/item1.xml"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def template(name: str) -> dict[str, str]:
    """The parts of one of the package's own templates, "bill" or "paper", by the name that they have in a Word file."""
    found: dict[str, str] = {}
    for folder in (files("amend.word").joinpath("templates", shared) for shared in ("common", name)):
        for part in folder.iterdir():
            if part.name.endswith(".xml"):
                found[f"word/{part.name}"] = part.read_text(encoding="utf-8")
    return dict(sorted(found.items()))


def assembled(parts: Mapping[str, str]) -> bytes:
    """A Word file of its parts; content types and relationships are those that their names ask for."""
    from docx.opc.constants import CONTENT_TYPE as CT
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.package import Package  # only here: what reads a file needs none of it, and it is slow to load

    package = Package()

    def part(name: str, kind: str) -> Part:
        return Part(PackURI(f"/{name}"), kind, b"", package)

    document = part(_DOCUMENT, CT.WML_DOCUMENT_MAIN)
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    package.relate_to(part(_CORE, CT.OPC_CORE_PROPERTIES), RT.CORE_PROPERTIES)
    for name, (kind, relationship) in _KINDS.items():
        if name in parts:
            held = part(name, getattr(CT, kind))
            document.rels.add_relationship(getattr(RT, relationship), held, relation(name))
            if name == _CUSTOM:
                held.relate_to(part("customXml/itemProps1.xml", CT.OFC_CUSTOM_XML_PROPERTIES), RT.CUSTOM_XML_PROPS)
    stream = io.BytesIO()
    package.save(stream)
    bare = unzipped(stream.getvalue())  # what the parts are and how they are related; they would be compressed twice
    return packed({name: parts[name].encode() if name in parts else said for name, said in bare.items()})


def unzipped(data: bytes) -> dict[str, bytes]:
    """The parts of a file, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist() if not name.endswith("/")}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one file: content types first, the others by name, all of one date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name)):
            info = zipfile.ZipInfo(name, _UNDATED)
            info.create_system, info.external_attr = 3, 0o600 << 16  # the same on every system
            file.writestr(info, parts[name], zipfile.ZIP_DEFLATED, 6)
    return stream.getvalue()


def relation(name: str) -> str:
    """The identifier by which the document refers to one of its parts."""
    return f"rId{list(_KINDS).index(name) + 1}"


def said(words: str) -> str:
    """Words as XML. Raises WriteError for a character that XML cannot hold."""
    if unfit := _UNFIT.search(words):
        around = _UNFIT.sub("\ufffd", words[max(unfit.start() - 20, 0) : unfit.end() + 20]).strip()
        raise WriteError(
            f"the words “{around}” have the character U+{ord(unfit[0]):04X}, which no document can hold",
            remedy="take the character out",
        )
    return as_text(words)


def valued(words: str) -> str:
    """Words as the value of an attribute, in quotation marks. Raises WriteError as `said` does."""
    said(words)
    return as_value(words)


def core(title: str, identifier: str, day: date | None = None) -> str:
    """The properties of the file: its title, what it is made of, and that it was made by amend; day: when, None where
    that is not said."""
    made = ""
    for name in ("created", "modified") if day else ():
        made += f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:{name}>'
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{said(title)}</dc:title><dc:creator>amend</dc:creator>"
        f"<dc:identifier>{said(identifier)}</dc:identifier>"
        f"{made}</cp:coreProperties>"
    )
