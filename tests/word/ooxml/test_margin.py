"""A line told in the margin of a Word file is known again, whoever saved the file, and is no words; all else is named."""

import pytest
import wordfile
from lxml import etree

from amend.word.ooxml import margin, tracked

A_LINE, A_PAGE = margin.mark(3, 10, first=False), margin.mark(3, 1, first=True)
SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
BOX = "<w:txbxContent><w:p><w:pPr><w:pStyle w:val='PrintLine'/></w:pPr><w:r><w:t>10</w:t></w:r></w:p></w:txbxContent>"
AS_DRAWN = (
    f'<w:r><mc:AlternateContent {SPACES}><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
    f'<wp:docPr id="7" name="Shape 1"/>{BOX}</wp:anchor></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
)
AS_LIBREOFFICE_SAVES_IT = f"<w:r><w:pict>{BOX}<w:other/>{BOX}</w:pict></w:r>"


def unread(run):
    """The words of a paragraph with a run in it, and what of it is no words."""
    document = etree.fromstring(wordfile.document(wordfile.p(wordfile.r("Keep "), run, wordfile.r("ponds."))))
    (paragraph,) = tracked.physical_paragraphs(document)
    return "".join(piece.chars for piece in paragraph.pieces), [one.name for one in paragraph.unread]


@pytest.mark.parametrize("run", [A_LINE, A_PAGE, AS_DRAWN, AS_LIBREOFFICE_SAVES_IT])
def test_what_we_wrote_in_the_margin_is_known_and_no_words(run):
    assert unread(run) == ("Keep ponds.", [])


@pytest.mark.parametrize(
    "run",
    [
        A_LINE.replace(">10<", ">10 Say more<"),
        A_LINE.replace("PrintLine", "BillText0"),
        A_LINE.replace("</w:p></w:tx", "</w:p><w:p><w:r><w:t>11</w:t></w:r></w:p></w:tx"),
        A_PAGE.replace(">p. 3<", "><"),
        AS_DRAWN.replace(">10<", ">to be agreed<"),
    ],
)
def test_a_box_of_another_or_with_other_words_is_named(run):
    assert unread(run) == ("Keep ponds.", ["a text box"])
