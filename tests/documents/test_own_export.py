"""A PDF that LibreOffice made of our own export gives the pages and lines of the print, or says what is wrong with it."""

import os
import shutil
from functools import cache
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from made_pdf import framed, ponds
from print_scores import score
from shorthand import bill

from amend.documents import printed_bill
from amend.errors import ReadError
from amend.formats import akn
from amend.formats.line_shades import FURNITURE, MARGIN, LinePlace, shades
from amend.model.lines import Reading
from amend.model.outline import tops
from amend.model.provision import each_provision
from amend.word.write.document import document
from amend.word.write.pdf import PROGRAMS, pdf

pytestmark = pytest.mark.skipif(not any(map(shutil.which, PROGRAMS)), reason="LibreOffice is not here")

HARD = """
    1 Duty to keep ponds
      (1) The keeper must |keep every <b>pond |clean</b> and |free of <i>weed</i> |a |and |B |in all its depth.
      (2) Author|ity and author|ities.
      (3) After section 5 insert— [
        5A Weed |and reeds
          (1) The keeper |must clear weed.
      ].
    # Fish
    2 Short title
      (1) This Act |may.
      : carp |: pike
      : 1 |: 2
===
    Schedule 1 Fish
      1 (1) Count the |fish—
          (a) in spring, |and
"""
"""Lines that begin in other type, within a word, at a quotation, in cells, and lines of one letter."""


@cache
def pond_print():
    """The print about ponds with hard lines in place of its own."""
    whole, hard = printed_bill.parse(ponds()[0]).bill, bill(HARD)
    body = next(path for path, node in each_provision(whole.root) if node.tag == "body")
    return whole.edited(body, lambda _: (next(node for _, node in each_provision(hard.root) if node.tag == "body"),))


@cache
def pond_pages():
    return pdf(document(pond_print()))


def lines(bill_):
    reading = Reading(bill_)
    return [(line.page, line.number, reading.words[line.start : line.end]) for line in reading.lines]


def test_every_line_comes_back_wherever_it_begins_on_the_rows_of_the_file():
    alone = printed_bill.parse(pond_pages())
    assert lines(alone.bill) == lines(pond_print())
    assert [node.number.words for _, node in tops(alone.bill)] == ["1", "2", "Schedule 1"]
    assert not alone.unsure


def test_the_lines_come_back_where_each_page_is_drawn_as_one_thing():
    assert lines(printed_bill.parse(framed(pond_pages())).bill) == lines(pond_print())


def changed(change):
    """The PDF with what is written on its pages changed: each thing, its words and its shade."""
    with pypdfium2.PdfDocument(pond_pages()) as file:
        for page in file:
            text = page.get_textpage()
            for one in list(page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT])):
                one.page = page
                change(one, _said(one, text), _shade(one))
            page.gen_content()
        out = BytesIO()
        file.save(out)
    return out.getvalue()


def _said(one, text):
    size = pdfium.FPDFTextObj_GetText(one.raw, text.raw, None, 0)
    buffer = (pdfium.FPDF_WCHAR * size)()
    pdfium.FPDFTextObj_GetText(one.raw, text.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le").strip("\0 ")


def _shade(one):
    parts = [pdfium.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(one.raw, *parts)
    return parts[0].value


def black(one):
    pdfium.FPDFPageObj_SetFillColor(one.raw, 0, 0, 0, 255)


def lost(*letters, after=("1", 1)):
    """What makes the first of each of these letters with these shades black, after another."""
    waiting = [after, *letters]

    def change(one, said, shade):
        if waiting and (said, shade) == waiting[0] and waiting.pop(0) != after:
            black(one)

    return change


def all_lost(one, said, shade):
    if 0 < shade < MARGIN and shade != FURNITURE:
        black(one)


def without_a_number(one, said, shade):
    if (said, shade) == ("5", MARGIN):
        one.page.remove_obj(one)


def with_a_number_elsewhere(one, said, shade):
    if (said, shade) == ("10", MARGIN):
        pdfium.FPDFPageObj_Transform(one.raw, 1, 0, 0, 1, 0, 60)


THIRD, LAST = shades(LinePlace(1, 3), LinePlace(1, 2)), shades(LinePlace(2, 5), LinePlace(2, 4))
BEFORE_LAST = ("a", shades(LinePlace(2, 4), LinePlace(2, 3))[1])

FAULTS = {
    "one line": (lost(("k", THIRD[0]), ("e", THIRD[1])), "page 1, line 4: what tells the line before it is lost"),
    "half of one": (lost(("e", THIRD[1])), "what tells the line at “keep every .*” is damaged"),
    "all": (all_lost, "the file does not tell where each begins"),
    "a number of the margin": (without_a_number, "page 1, line 5: its line is not in the margin beside it"),
    "its place": (with_a_number_elsewhere, r"page 1, line 10: its line is not in the margin .* \(and 1 more\)"),
    "the last line": (
        lost(("a", LAST[0]), ("n", LAST[1]), after=BEFORE_LAST),
        r"page 2, line 4: its line is not in the margin beside it \(and 1 more\)",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_where_anything_of_it_is_lost_the_print_is_refused_and_its_words_alone_are_given_when_asked_for(name):
    change, why = FAULTS[name]
    data = changed(change)
    with pytest.raises(ReadError, match=why) as refused:
        printed_bill.parse(data)
    assert "--without-lines" in refused.value.remedy
    alone = printed_bill.parse(data, without_lines=True)
    assert not lines(alone.bill)
    assert Reading(alone.bill).words == Reading(printed_bill.parse(pond_pages()).bill).words


def test_a_text_that_was_amended_has_no_lines_and_that_is_said():
    alone = printed_bill.parse(pdf(document(pond_print(), as_printed=False)))
    assert not lines(alone.bill)
    assert Reading(alone.bill).words == Reading(pond_print()).words
    assert [one.message for one in alone.unsure] == [
        "these last words end no sentence; look whether pages are lost at the end",
        "no numbers of lines stand in its margin; the Bill has no lines",
    ]


SCOTTISH = ("keeling/bankruptcy-scotland-act-2016/bill.xml",) if os.environ.get("AMEND_LONG") else ()
"""One whose long title has lines of the print, above the first of the body."""


@pytest.mark.parametrize("name", ["prints/social-housing-hl54-lords-committee.xml", *SCOTTISH])
def test_every_line_of_a_real_print_comes_back(corpus, name):
    print_ = akn.read(corpus / name)
    found = score(print_, printed_bill.parse(pdf(document(print_))).bill)
    assert found.lines == 1
    assert found.words >= 0.999
