"""A user's Word file as a template: its styles by the names that people see, and a document put in place of its own."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.exceptions import PythonDocxError
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.parser import parse_xml
from lxml import etree

from amend.errors import ReadError
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.ooxml.package import W, packed, unzipped
from amend.word.ooxml.paper_styles import NAMESPACE

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_TYPES = "[Content_Types].xml"
_OF_TEMPLATE = b"wordprocessingml.template.main+xml"
_OF_DOCUMENT = b"wordprocessingml.document.main+xml"
_SHOWN = 3
_ATTACHED = f"{{{W}}}attachedTemplate"
_AGAIN = "save it again in Word"
_DAMAGE = (
    *(KeyError, ValueError, AttributeError, TypeError, IndexError, AssertionError, EOFError, zlib.error),
    *(zipfile.BadZipFile, NotImplementedError, etree.LxmlError, PythonDocxError, OpcError, XmlchemyError),
)
"""What a damaged file gives in the libraries that read it."""


class Template:
    """A Word file whose styles, page and headers a document is to have.

    styles: the identifier of each style of paragraphs, by its name. Raises ReadError when it is no Word file, or lacks
    one of the styles wanted; remedy: what to do then.
    """

    def __init__(self, data: bytes, wanted: Iterable[str], *, place: str, remedy: str) -> None:
        self._place = place
        self._document = _opened(data, place)
        try:
            self.styles: Mapping[str, str] = {
                str(style.name): style.style_id
                for style in self._document.styles
                if style.type == WD_STYLE_TYPE.PARAGRAPH
            }
        except _DAMAGE as error:
            raise _damaged(place) from error
        missing = [name for name in wanted if name not in self.styles]
        if missing:
            shown = ", ".join(f"“{name}”" for name in missing[:_SHOWN])
            more = f" nor {len(missing) - _SHOWN} others" if len(missing) > _SHOWN else ""
            raise ReadError(f"it has no style {shown}{more}", place=place, remedy=remedy)

    def filled(self, body: str, kept: str = "") -> bytes:
        """The template with these paragraphs in place of its own words; its last section stays, all else too. kept:
        the custom part of the paper, in place of that of a paper that the template was; "" for none."""
        old = self._document.element.body
        sections = [child for child in old if child.tag == f"{{{W}}}sectPr"]
        old[:] = [*parse_xml(f'<w:body xmlns:w="{W}">{body}</w:body>'), *sections[-1:]]
        stream = io.BytesIO()
        try:
            if kept:
                self._keep(kept)
            self._document.save(stream)
        except _DAMAGE as error:
            raise _damaged(self._place) from error
        return packed(unzipped(stream.getvalue()))

    def _keep(self, kept: str) -> None:
        part = self._document.part
        for name, related in list(part.rels.items()):
            custom = not related.is_external and related.reltype == RT.CUSTOM_XML
            if custom and NAMESPACE.encode() in related.target_part.blob:
                del part.rels[name]
        held = Part(PackURI("/customXml/amendPaper.xml"), CT.XML, kept.encode(), part.package)
        part.relate_to(held, RT.CUSTOM_XML)


def _opened(data: bytes, place: str) -> WordDocument:
    """The file as a document, a Word template (.dotx) too; what it holds is measured before it is opened."""
    found = unpacked(data, place=place)
    if found.body.find(f"{{{W}}}body") is None:
        raise ReadError("it is a Word file without a text", place=place, remedy="save it again in Word")
    try:
        parts = unzipped(data)
        parts[_TYPES] = parts[_TYPES].replace(_OF_TEMPLATE, _OF_DOCUMENT)
        for name in parts:
            if name.endswith(("settings.xml", ".rels")) and (root := found.part(name)) is not None:
                parts[name] = _unattached(root, parts[name])
        return Document(io.BytesIO(packed(parts)))
    except _DAMAGE as error:
        raise _damaged(place) from error


def _unattached(root: etree._Element, data: bytes) -> bytes:
    """Settings, or relationships, without the template elsewhere that the file was made of: it would be fetched."""
    attached = [one for one in root if one.tag == _ATTACHED or one.get("Type", "").endswith("/attachedTemplate")]
    for one in attached:
        root.remove(one)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if attached else data


def _damaged(place: str) -> ReadError:
    return ReadError("it lacks parts that a Word document has, or they are damaged", place=place, remedy=_AGAIN)
