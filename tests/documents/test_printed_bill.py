"""A Bill in PDF comes back with the page and line of every word, whatever its geometry, or is refused with the reason."""

import os
import re
import time
from dataclasses import replace
from functools import cache

import pytest
from made_pdf import PONDS, Put, framed, packed, pdf, ponds
from print_scores import score
from reset_print import reset

from amend.documents import printed_bill
from amend.engine.reprint.layout import lined
from amend.errors import ReadError
from amend.formats import akn
from amend.formats.pdf.counted import counted_print
from amend.formats.pdf.page_words import parsed_pages
from amend.formats.pdf.printed_lines import printed_pages
from amend.formats.pdf.set_paragraphs import joined_lines, known_words
from amend.model.lines import Reading
from amend.model.outline import tops

made = cache(ponds)
"""A print about ponds, made once for each layout."""

GEOMETRIES = {
    "as the Commons print it": {},
    "numbers of lines on the left": {"margin": "left"},
    "page number at the foot": {"number": "foot"},
    "a narrow measure": {"left": 110, "chars": 54},
    "few lines a page, and of the Lords": {"every": 21, "foot": "HL Bill 54", "title": "Ponds (Keeping) Bill [HL]"},
    "larger type": {"size": 11, "chars": 60, "lead": 14, "every": 30},
}


def letters(words):
    return re.sub(r"\W", "", words).lower()


def read(*args, **layout):
    return printed_bill.parse(made(*args, **layout)[0])


@pytest.mark.parametrize("name", GEOMETRIES)
def test_every_line_comes_back_with_its_page_number_and_words(name):
    data, lines = made(**GEOMETRIES[name])
    reading = Reading(printed_bill.parse(data).bill)
    assert {(line.page, line.number): letters(reading.text(line)) for line in reading.lines} == {
        (page, line): letters(words) for page, line, words in lines
    }


def test_it_is_read_into_clauses_and_a_schedule_with_all_that_stands_in_them():
    bill = read().bill
    assert [(node.tag, node.number.words, node.heading.words) for _, node in tops(bill)] == [
        *(("section", label, words) for kind, label, words in PONDS if kind == "clause"),
        ("hcontainer", "Schedule", "Forms of registers"),
    ]
    assert {node.label for _, node in bill.provisions() if node.tag == "section"} == {"1", "2", "3", "44A"}
    assert (bill.title, bill.number, bill.house, bill.stage) == (
        *("Ponds (Keeping) Bill", "Bill 285", "House of Commons", "As introduced"),
    )


def test_words_broken_at_a_hyphen_are_joined_as_the_print_writes_them_elsewhere():
    known = known_words(["a sub-paragraph and the subparagraphs and a notice", "no-", "tice of the dew-pond"])
    assert known.breaks
    for lines, joined, sure in (
        (("in sub-", "paragraph (2)"), "in sub-paragraph (2)", True),
        (("a no-", "tice is"), "a notice is", True),
        (("the dew-", "pond"), "the dew-pond", True),
        (("of rail-", "ways"), "of railways", False),
        (("section 145(2)", "(a) and"), "section 145(2)(a) and", True),
        (("paragraph (a)", "or"), "paragraph (a) or", True),
        (("he must", "— first"), "he must— first", True),
    ):
        text, unsure = joined_lines(lines, known)
        assert (text, not unsure) == (joined, sure)


def test_where_a_print_breaks_no_word_the_hyphen_stays_and_is_told():
    text, unsure = joined_lines(["a rail-", "way"], known_words(["ponds and newts"]))
    assert text == "a rail-way"
    assert unsure == ["“rail-” and “way”, broken at the end of a line, were read as “rail-way”"]


def test_a_print_without_numbers_in_its_margin_gives_its_words_and_says_so():
    alone = read(margin="")
    assert not Reading(alone.bill).lines
    assert score(read().bill, alone.bill).words == 1
    assert [one.message for one in alone.unsure if one.lost] == [
        "no numbers of lines stand in its margin; the Bill has no lines"
    ]


def changed(change):
    """The print about ponds with its pages changed."""
    pages = ponds_pages()
    change(pages)
    return pdf(pages)


@cache
def _pages():
    kept = []
    ponds(keep=kept)
    return kept


def ponds_pages():
    return [list(page) for page in _pages()]


def without_a_row(pages):
    pages[3] = [one for one in pages[3] if "commits" not in one.words]


def without_a_page(pages):
    pages[4] = [
        Put(one.left, one.foot, "3", one.size) if one.words == "2" and one.foot == 790 else one for one in pages[4]
    ]


def with_one_more_in_the_contents(pages):
    pages[2] += [Put(90, 640, "4"), Put(115, 640, "Newts in dew-ponds")]


def with_a_page_of_something_else(pages):
    pages.append([Put(72, 700, "Corrigendum slip: for pond read lake"), Put(72, 680, "throughout the whole of it.")])


def with_a_picture_for_a_page(pages):
    pages.insert(4, [b"60 60 480 700 re f\n"])


def with_words_struck_through(pages):
    word = next(one for one in pages[3] if isinstance(one, Put) and one.words.startswith("In the Ponds Act"))
    pages[3].append(b"%d %.1f 40 0.6 re f\n" % (word.left, word.foot + 2.6))


def with_a_part_more_in_the_contents(pages):
    pages[2].append(Put(115, 600, "Part 2 — Newts in law"))


def without_its_end(pages):
    last = max(at for at, page in enumerate(pages[:-1]) if page)
    end = min(
        (one for one in pages[last] if isinstance(one, Put) and one.left > 90 and 70 < one.foot < 760),
        key=lambda one: one.foot,
    )
    pages[last] = [replace(one, words="reasonable times and wa-") if one is end else one for one in pages[last]]


def with_a_turned_table(pages):
    for at in range(4):
        pages[4].append(b"BT /F0 8 Tf 0 1 -1 0 %d 90 Tm (Item %d: carp and newts) Tj ET\n" % (80 + 12 * at, at))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (with_a_picture_for_a_page, "page 5 of the file has no words, only a picture of them"),
        (with_words_struck_through, "words in it are struck through, first “In” on page 4 of the file"),
        (without_a_row, r"page 1: the \d+ in its margin stands beside the line that is counted as \d+"),
        (without_a_page, "its page 1 is followed by page 3"),
    ],
)
def test_a_print_whose_lines_do_not_agree_with_its_margin_is_refused(change, why):
    with pytest.raises(ReadError, match=why):
        printed_bill.parse(changed(change))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (with_one_more_in_the_contents, "clause 4 of the contents, “Newts in dew-ponds”, was not found"),
        (with_a_page_of_something_else, "page 8 of the file was not read: it is no page of the Bill"),
        (with_a_part_more_in_the_contents, "Part 2 of the contents, “Newts in law”, was not found"),
        (without_its_end, "these last words end no sentence; look whether pages are lost at the end"),
        (
            with_a_turned_table,
            "20 words that are set at an angle to the others of page 5 of the file were left out;"
            " look whether they are a table",
        ),
    ],
)
def test_what_the_print_says_of_itself_and_was_not_read_is_told(change, told):
    assert [one.message for one in printed_bill.parse(changed(change)).unsure if one.lost] == [told]


def test_a_paragraph_that_ends_in_a_hyphen_is_told():
    messages = [one.message for one in printed_bill.parse(changed(without_its_end)).unsure]
    assert "it ends in a hyphen; look for the rest of its last word" in messages


def test_a_page_that_is_lost_is_told_where_the_words_alone_are_asked_for():
    alone = printed_bill.parse(changed(without_a_page), without_lines=True)
    assert "its page 1 is followed by page 3; look whether words are lost there" in [
        one.message for one in alone.unsure if one.lost
    ]


def test_a_label_alone_on_its_row_above_a_foot_is_no_foot():
    pages = [
        [Put(72, 700 - at * 14, f"words of page {page} and row {at}") for at in range(5)]
        + [Put(72, 600, f"({page})"), Put(72, 40, "Bill 285"), Put(300, 40, "58/3")]
        for page in range(1, 6)
    ]
    assert [page.rows[-1].text for page in printed_pages(parsed_pages(pdf(pages)))] == [f"({at})" for at in range(1, 6)]


def test_a_foot_among_the_rows_is_not_taken_for_words():
    def lower(pages):
        pages[3] = [
            Put(one.left, one.foot + 6 if one.words in ("Bill 285", "58/3") else one.foot, *_rest(one))
            for one in pages[3]
        ]

    assert "58/3" not in Reading(printed_bill.parse(changed(lower)).bill).words


def _rest(one):
    return one.words, one.size, one.font, one.spread


def scaled(data):
    """All type set ten times as large, and each page drawn at a tenth, as some programs write."""

    def ten(match):
        size, wide, left, foot = (float(one) * 10 for one in match.groups())
        return b"%.2f Tf %.3f Tw 1 0 0 1 %.2f %.2f Tm" % (size, wide, left, foot)

    data = re.sub(rb"([\d.]+) Tf ([\d.]+) Tw 1 0 0 1 ([\d.]+) ([\d.]+) Tm", ten, data)
    data = re.sub(rb"stream\nBT", b"stream\n0.1 0 0 0.1 0 0 cm\nBT", data)
    return re.sub(rb"/Length \d+", b"/Length 99999", data)


def turned(data):
    """Each page on its side, as a scanner may have it: its words run up the sheet."""
    data = data.replace(b"[0 0 595 842]", b"[0 0 842 595]")
    return re.sub(
        rb"1 0 0 1 ([\d.-]+) ([\d.-]+) Tm", lambda at: b"0 1 -1 0 %.2f %s Tm" % (842 - float(at[2]), at[1]), data
    )


def cropped(data):
    return data.replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 595 842] /CropBox [40 25 593 825]")


def with_each_page(*more):
    return lambda _: changed(lambda pages: [page.extend(more) for page in pages])


SHEETS = {
    "on its side": (turned, ""),
    "packed": (packed, ""),
    "each drawn as one thing": (framed, ""),
    "drawn at a tenth": (scaled, ""),
    "with a note at its foot": (
        lambda data: changed(lambda pages: pages[3].append(Put(100, 82, "1 See the Ponds Act 1999.", 7))),
        "a note at the foot of page 1 was left out",
    ),
    "shown on its side": (lambda data: data.replace(b"/MediaBox", b"/Rotate 90 /MediaBox"), ""),
    "cropped": (cropped, ""),
    "with a stamp across": (with_each_page(Put(100, 400, "DRAFT", 100)), "words that are set at an angle, or large"),
    "with marks beside it": (with_each_page(Put(40, 410, "*"), Put(40, 500, "|")), "marks beside the text"),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_that_is_turned_cropped_or_marked_gives_the_same_bill(name):
    change, told = SHEETS[name]
    data, lines = made()
    alone = printed_bill.parse(change(data))
    reading = Reading(alone.bill)
    assert {(line.page, line.number): letters(reading.text(line)) for line in reading.lines} == {
        (page, line): letters(words) for page, line, words in lines
    }
    assert reading.words == Reading(read().bill).words
    assert not told or any(told in one.message for one in alone.unsure)


def damaged(data):
    """The bytes with one bit changed in what the fourth page says."""
    at = [match.end() for match in re.finditer(rb"FlateDecode >>\nstream\n", data)][3] + 200
    return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]


COLUMNS = [[Put(left, 760 - 14 * at, "a pond is still water", 10) for at in range(40) for left in (72, 320)]]

FAULTS = {
    "no PDF": (b"Dear Sir", "it is not a PDF"),
    "cut off": (ponds()[0][:-3000], "it is cut off: its end is not there"),
    "damaged": (b"%PDF-1.4\n" + b"x" * 500 + b"\n%%EOF\n", "it is damaged"),
    "damaged in one bit": (damaged(packed(ponds()[0])), "a part of it is damaged, and words may be lost"),
    "locked": (pdf(COLUMNS, locked=True), "it is locked with a password"),
    "pictures only": (pdf([[], []]), "it has no words, only pictures of pages"),
    "two columns": (pdf(COLUMNS), "it is printed in two columns"),
    "a letter": (pdf([[Put(72, 700, "Dear Lord Pond, thank you for your letter.")]]), "no words of enactment"),
    "very many pages": (pdf([[]] * 1600), "it has 1600 pages, more than the 1500 that are read"),
    "a page of very many words": (
        pdf([[Put(72, 820 - at * 2.2, "pond " * 60, 2) for at in range(340)]]),
        "page 1 has \\d+ characters",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_read_is_refused_with_the_reason_in_little_time(name):
    data, fault = FAULTS[name]
    started = time.monotonic()
    with pytest.raises(ReadError, match=fault):
        printed_bill.parse(data)
    assert time.monotonic() - started < 20


def test_a_file_that_is_far_too_large_is_refused_unread(tmp_path):
    file = tmp_path / "bill.pdf"
    with file.open("wb") as stream:
        stream.truncate(300_000_000)
    with pytest.raises(ReadError, match="it is 300 MB, more than the"):
        printed_bill.read(file)


def test_a_real_print_comes_back_whole(corpus):
    """Its words against the XML it was made from, its lines against the numbers in its margin."""
    file = corpus / "pdf" / "non-domestic-rating.pdf"
    alone = printed_bill.read(file)
    found = score(akn.read(corpus / "pdf" / "non-domestic-rating.xml"), alone.bill)
    assert found.words >= printed_bill.LEAST
    assert found.provisions >= 0.98
    reading = Reading(alone.bill)
    pages = printed_pages(parsed_pages(file.read_bytes()))
    body = counted_print(pages).body
    by_number = {(line.page, line.line): line.row for line in body}
    margins = [(int(page.label), number) for page in pages if page.label.isdecimal() for number, _ in page.margin]
    assert len(margins) > 300
    for page, number in margins:
        (line, *_) = reading.line(page, number)
        assert letters(reading.words[line.start : line.start + 80]).startswith(
            letters(by_number[page, number].words[0].text)
        )
    assert not [one for one in alone.unsure if one.lost]


SET_AGAIN = {
    "with its own lines": "prints/social-housing-hl60-lords-report.xml",
    "of Scotland": "keeling/bankruptcy-scotland-act-2016/bill.xml",
    "of Northern Ireland": "word-bills/ni-bill-5.xml",
    **(
        {
            "with Articles": "prints/dpdi-bill314-commons-committee.xml",
            "with Grounds": "keeling/housing-act-2004/bill.xml",
        }
        if "AMEND_LONG" in os.environ
        else {}
    ),
}


@pytest.mark.parametrize("name", SET_AGAIN)
def test_the_lines_of_a_print_come_back_when_it_is_set_again_as_pdf(corpus, name):
    """All but the words of few lines that stand where the file itself has no marks; one without lines has our own."""
    bill = akn.read(corpus / SET_AGAIN[name])
    bill = bill if Reading(bill).lines else lined(bill)
    found = score(bill, printed_bill.parse(reset(bill)).bill)
    assert found.lines >= 0.995
    assert found.words >= 0.997
    assert found.provisions >= 0.985
