"""A user's Word file as a template: its styles by the names that people see, and a document put in place of its own."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.parser import parse_xml

from amend.errors import ReadError
from amend.word.ooxml.open_untrusted import unpacked
from amend.word.ooxml.package import W, packed, unzipped

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_TYPES = "[Content_Types].xml"
_OF_TEMPLATE = b"wordprocessingml.template.main+xml"
_OF_DOCUMENT = b"wordprocessingml.document.main+xml"
_SHOWN = 3


class Template:
    """A Word file whose styles, page and headers a document is to have.

    styles: the identifier of each style of paragraphs, by its name. Raises ReadError when it is no Word file, or lacks
    one of the styles wanted; remedy: what to do then.
    """

    def __init__(self, data: bytes, wanted: Iterable[str], *, place: str, remedy: str) -> None:
        self._document = _opened(data, place)
        self.styles: Mapping[str, str] = {
            str(style.name): style.style_id for style in self._document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH
        }
        missing = [name for name in wanted if name not in self.styles]
        if missing:
            shown = ", ".join(f"“{name}”" for name in missing[:_SHOWN])
            more = f" nor {len(missing) - _SHOWN} others" if len(missing) > _SHOWN else ""
            raise ReadError(f"it has no style {shown}{more}", place=place, remedy=remedy)

    def filled(self, body: str) -> bytes:
        """The template with these paragraphs in place of its own words; its last section stays, all else too."""
        old = self._document.element.body
        sections = [child for child in old if child.tag == f"{{{W}}}sectPr"]
        old[:] = [*parse_xml(f'<w:body xmlns:w="{W}">{body}</w:body>'), *sections[-1:]]
        stream = io.BytesIO()
        self._document.save(stream)
        return packed(unzipped(stream.getvalue()))


def _opened(data: bytes, place: str) -> WordDocument:
    """The file as a document, a Word template (.dotx) too; what it holds is measured before it is opened."""
    if unpacked(data, place=place).body.find(f"{{{W}}}body") is None:
        raise ReadError("it is a Word file without a text", place=place, remedy="save it again in Word")
    parts = unzipped(data)
    parts[_TYPES] = parts[_TYPES].replace(_OF_TEMPLATE, _OF_DOCUMENT)
    try:
        return Document(io.BytesIO(packed(parts)))
    except (KeyError, ValueError) as error:
        raise ReadError(
            "it lacks parts that a Word document has", place=place, remedy="save it again in Word"
        ) from error
