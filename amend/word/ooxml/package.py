"""A Word file as a package of parts: how it is put together, the same bytes from the same parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

from amend.errors import WriteError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DAY = (2000, 1, 1, 0, 0, 0)
"""The date that every part has, for the time of day would make each file another."""

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "word/document.xml": f"{_KINDS}.wordprocessingml.document.main+xml",
    "word/styles.xml": f"{_KINDS}.wordprocessingml.styles+xml",
    "word/settings.xml": f"{_KINDS}.wordprocessingml.settings+xml",
    "word/comments.xml": f"{_KINDS}.wordprocessingml.comments+xml",
    "word/fontTable.xml": f"{_KINDS}.wordprocessingml.fontTable+xml",
    "word/theme.xml": f"{_KINDS}.theme+xml",
    "word/header.xml": f"{_KINDS}.wordprocessingml.header+xml",
    "word/footer.xml": f"{_KINDS}.wordprocessingml.footer+xml",
    "customXml/itemProps1.xml": f"{_KINDS}.customXmlProperties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_OF_PACKAGE = {
    "word/document.xml": f"{R}/officeDocument",
    "docProps/core.xml": f"{_RELATIONS}/metadata/core-properties",
}
_OF_DOCUMENT = {
    "word/styles.xml": f"{R}/styles",
    "word/settings.xml": f"{R}/settings",
    "word/fontTable.xml": f"{R}/fontTable",
    "word/theme.xml": f"{R}/theme",
    "word/comments.xml": f"{R}/comments",
    "word/header.xml": f"{R}/header",
    "word/footer.xml": f"{R}/footer",
    "customXml/item1.xml": f"{R}/customXml",
}
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
    held = dict(parts)
    held["[Content_Types].xml"] = _content_types(parts)
    held["_rels/.rels"] = _relations(_OF_PACKAGE, parts, "")
    held["word/_rels/document.xml.rels"] = _relations(_OF_DOCUMENT, parts, "word/")
    if "customXml/item1.xml" in parts:
        properties = {"customXml/itemProps1.xml": f"{R}/customXmlProps"}
        held["customXml/_rels/item1.xml.rels"] = _relations(properties, parts, "customXml/")
    return packed({name: part.encode() for name, part in held.items()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one file: content types first, the others by name, all of one date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name)):
            info = zipfile.ZipInfo(name, DAY)
            info.create_system, info.external_attr = 3, 0o600 << 16  # the same on every system
            file.writestr(info, parts[name], zipfile.ZIP_DEFLATED, 6)
    return stream.getvalue()


def relation(name: str) -> str:
    """The identifier by which the document refers to one of its parts."""
    return f"rId{list(_OF_DOCUMENT).index(name) + 1}"


def said(words: str) -> str:
    """Words as XML. Raises WriteError for a character that XML cannot hold."""
    if unfit := _UNFIT.search(words):
        around = _UNFIT.sub("\ufffd", words[max(unfit.start() - 20, 0) : unfit.end() + 20]).strip()
        raise WriteError(
            f"the words “{around}” have the character U+{ord(unfit[0]):04X}, which no document can hold",
            remedy="take the character out",
        )
    return escape(words)


def valued(words: str) -> str:
    """Words as the value of an attribute, in quotation marks. Raises WriteError as `said` does."""
    said(words)
    return quoteattr(words)


def core(title: str, identifier: str) -> str:
    """The properties of the file: its title, what it is made of, and that it was made by amend on no day."""
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{said(title)}</dc:title><dc:creator>amend</dc:creator>"
        f"<dc:identifier>{said(identifier)}</dc:identifier>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _content_types(parts: Mapping[str, str]) -> str:
    rows = [
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
        '<Default Extension="xml" ContentType="application/xml"/>',
    ]
    rows += [f'<Override PartName="/{name}" ContentType="{_TYPES[name]}"/>' for name in parts if name in _TYPES]
    kind = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{DECLARATION}<Types xmlns="{kind}">{"".join(rows)}</Types>'


def _relations(known: Mapping[str, str], parts: Mapping[str, str], folder: str) -> str:
    rows = []
    for number, (name, kind) in enumerate(known.items(), 1):
        if name in parts:
            target = name.removeprefix(folder) if name.startswith(folder) else f"../{name}"
            rows.append(f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>')
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONS}">{"".join(rows)}</Relationships>'
