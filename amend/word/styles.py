"""The styles of a template, by the names that people see, and a document put into a template in place of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree

from amend.errors import ReadError
from amend.word.opened import Opened, unpacked
from amend.word.package import W, packed

_W = f"{{{W}}}"
_OF_TEMPLATE = b"wordprocessingml.template.main+xml"
_OF_DOCUMENT = b"wordprocessingml.document.main+xml"
_SHOWN = 3


def named(styles: etree._Element) -> dict[str, str]:
    """The identifier of each style of paragraphs, by its name."""
    found = {}
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None and style.get(f"{_W}type") == "paragraph":
            found[name.get(f"{_W}val", "")] = style.get(f"{_W}styleId", "")
    return found


class Template:
    """A Word file whose styles, page and headers a document is to have. Raises ReadError when it is none, or lacks one
    of the styles wanted; remedy: what to do then."""

    def __init__(self, data: bytes, wanted: Iterable[str], *, place: str, remedy: str) -> None:
        self._data = data
        self._opened = unpacked(data, place=place)
        self.styles: Mapping[str, str] = _styles(self._opened)
        missing = [name for name in wanted if name not in self.styles]
        if missing:
            shown = ", ".join(f"“{name}”" for name in missing[:_SHOWN])
            more = f" nor {len(missing) - _SHOWN} others" if len(missing) > _SHOWN else ""
            raise ReadError(f"it has no style {shown}{more}", place=place, remedy=remedy)

    def filled(self, body: str) -> bytes:
        """The template with these paragraphs in place of its own words; its last section stays, all else too."""
        root = self._opened.body
        old = root.find(f"{_W}body")
        assert old is not None
        sections = old.findall(f"{_W}sectPr")
        old[:] = [*etree.fromstring(f'<w:body xmlns:w="{W}">{body}</w:body>'), *sections[-1:]]
        parts = {}
        with zipfile.ZipFile(io.BytesIO(self._data)) as file:  # what it holds was measured as it was opened
            for name in file.namelist():
                if not name.endswith("/"):
                    parts[name] = file.read(name)
        parts[self._opened.document] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        types = "[Content_Types].xml"
        parts[types] = parts[types].replace(_OF_TEMPLATE, _OF_DOCUMENT)
        return packed(parts)


def _styles(opened: Opened) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in opened.related("styles"):
        found |= named(part)
    return found
