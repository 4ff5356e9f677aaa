"""The page and line of the print in the margin of a Word file: how they are written, and known again.

Each is a small text box on the line on which a line of the print begins, at every fifth and at the first of a page, as
in the margin of a printed Bill. So it moves with the words, is no part of them, and goes where they go. It is known by
the style of what it says, which Word and LibreOffice both keep (LibreOffice drops the name of a shape; measured,
7.4.7); a box that says anything but a number is not ours any more, for somebody has written in it.
"""

from __future__ import annotations

import re

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE = "PrintLine"
_SAID = re.compile(r"(?:p\. )?\d{1,5}")
_EVERY = 5
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_LEFT, _DOWN, _WIDE, _HIGH = 5842000, 12700, 685800, 304800
"""Where a box stands, right of the words and a little under the top of its line, and its size, in EMU."""

_LINES_OF_A_PAGE = 1000
"""More than a page can have, for a number that no two boxes share."""


def is_marked(number: int, *, first: bool) -> bool:
    """Whether a line of the print is told in the margin. first: whether it is the first of its page."""
    return first or number % _EVERY == 0


def mark(page: int, number: int, *, first: bool) -> str:
    """The run with the box that tells a line of the print, or as the first of its page the page."""
    words, told = str(number), f"page {page}, line {number}, of the print"
    if first:
        words, told = f"p. {page}", f"page {page} of the print"
    size = f'<a:off x="0" y="0"/><a:ext cx="{_WIDE}" cy="{_HIGH}"/>'
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:wps="{_WPS}" Requires="wps"><w:drawing>'
        f'<wp:anchor xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
        ' behindDoc="0" locked="0" layoutInCell="0" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="margin"><wp:posOffset>{_LEFT}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="line"><wp:posOffset>{_DOWN}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{_WIDE}" cy="{_HIGH}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{page * _LINES_OF_A_PAGE + number}" name="{told}" descr="{told}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_WPS}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm>{size}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr>'
        f'<wps:txbx><w:txbxContent><w:p><w:pPr><w:pStyle w:val="{_STYLE}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p></w:txbxContent></wps:txbx>'
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def is_mark(element: etree._Element) -> bool:
    """Whether a drawing or picture is a box of the margin that says no more than a line or page."""
    boxes = list(element.iter(f"{_W}txbxContent"))
    said = {"".join(box.itertext(f"{_W}t", f"{_W}delText")).strip() for box in boxes}
    styles = [paragraph.find(f"{_W}pPr/{_W}pStyle") for box in boxes for paragraph in box.iter(f"{_W}p")]
    ours = bool(styles) and all(style is not None and style.get(f"{_W}val") == _STYLE for style in styles)
    return ours and len(said) == 1 and bool(_SAID.fullmatch(said.pop()))
