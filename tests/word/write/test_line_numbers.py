"""The margin of a Word file tells the pages and lines of the print, where they begin, and nothing that Word counts."""

import wordtext
from shorthand import bill

from amend.drafting import make
from amend.engine.compare.compare import compare
from amend.formats import akn
from amend.formats.line_shades import FURNITURE, line_told
from amend.model.amendment import Amendment
from amend.model.lines import Reading
from amend.word.ooxml.package import template
from amend.word.write.document import document, tracked
from amend.word.write.export import clean

W = wordtext.W


def batched(told):
    return zip(told[::2], told[1::2], strict=True)


LINED = """
    1 Duty to keep ponds
      (1) The keeper must |keep every pond |clean and |free of <i>weed</i> |and rubbish.
      {0}(3) The keeper may charge |for |entry.
      : carp |: pike
"""
GONE = "(2) The keeper must |count |the |fish.\n===\n      "


def margin(data):
    """What stands in the margin, each with the first word behind it."""
    found = []
    for element in wordtext.part(data).iter(f"{W}p", f"{W}r"):
        if next(element.iterancestors(f"{W}txbxContent"), None) is not None:
            continue
        if element.tag == f"{W}p":
            found.append([])
        elif (box := element.find(f".//{W}txbxContent")) is not None:
            found[-1].append(["".join(box.itertext()), ""])
        else:
            words = "".join(element.itertext(f"{W}t", f"{W}delText"))
            for one in found[-1]:
                one[1] += words
    return [(box, words.split()[0]) for paragraph in found for box, words in paragraph]


def shaded(data):
    """Each letter that has a shade, with that."""
    runs = ((run.find(f"{W}rPr/{W}color"), "".join(run.itertext(f"{W}t"))) for run in wordtext.part(data).iter(f"{W}r"))
    return [(words, int(colour.get(f"{W}val")[:2], 16)) for colour, words in runs if colour is not None]


def test_each_fifth_line_and_each_page_is_told_where_it_begins_and_word_counts_none():
    data = document(bill(LINED.format(GONE)))
    assert margin(data) == [("p. 1", "1Duty"), ("5", "free"), ("10", "fish."), ("p. 2", "(3)The"), ("4", "pike")]
    assert not list(wordtext.part(data).iter(f"{W}lnNumType"))


def test_the_tracked_copy_has_the_lines_of_the_old_text_outside_its_changes():
    old = bill(LINED.format(""))
    new = bill(LINED.format("").replace("weed</i> |and", "reeds</i> and |mud and"))
    data = tracked(old, new, compare(old, new).redline)
    assert [box for box, _ in margin(data)] == [box for box, _ in margin(document(old))][:-1]
    assert not shaded(data)
    assert not [box for change in wordtext.part(data).iter(*wordtext.CHANGES) for box in change.iter(f"{W}txbxContent")]


def test_a_page_that_begins_in_what_is_left_out_is_told_at_what_stands_next():
    old = bill(LINED.format("(2) Count |the |fish.\n===\n      (4) And |weigh |them.\n      "), guids=True)
    gone = make.apply(old, [Amendment("Clause 1, page 2, line 1, leave out subsection (4)", number="1")])
    assert [outcome.outcome for outcome in gone.outcomes] == ["applied"]
    data = tracked(old, gone.bill, compare(old, gone.bill).redline)
    assert ("p. 2", "(3)The") in margin(data)


def test_the_first_two_letters_of_each_line_tell_it_by_shades_that_are_taken_for_black():
    data = document(bill(LINED.format(GONE)))
    told = shaded(data)
    assert "".join(letter for letter, _ in told) == "1D(1keclfran(2cothfi(3foencapi"
    pairs = [line_told(one, two) for (_, one), (_, two) in batched(told)]
    assert [(one.line, one.rest) for one in pairs] == [
        *((n, 1) for n in range(1, 11)),
        *((n, 2) for n in (1, 2, 3, 4, 4)),
    ]
    assert [one.follows for one in pairs] == [True] * 14 + [False], "a line in two columns of a table begins twice"
    assert max(shade for _, shade in told) <= 42


def test_where_a_line_could_not_be_told_none_has_a_shade():
    one, two = (bill(f"    1 Ponds\n      (1) The keeper {words}.\n") for words in ("must |clean it", "must |x"))
    assert shaded(document(one))
    assert shaded(document(two))
    far = akn.parse(akn.dumps(one).replace(b"1-2", b"1-61"))
    assert Reading(far).line(1, 61)
    assert not shaded(document(far))


def test_a_text_that_is_not_a_print_has_none():
    old = bill(LINED.format(""), guids=True)
    gone = Amendment("Clause 1, page 1, line 5, leave out “free”", number="1")
    data = clean(old, [gone]).data
    assert "free" not in " ".join(wordtext.says(data))
    assert margin(data) == []
    assert "In the margin" not in "".join(wordtext.part(data, "word/footer.xml").itertext())


def test_every_page_and_fifth_line_of_a_real_print_is_told_once(corpus):
    text = akn.read(corpus / "prints" / "social-housing-hl54-lords-committee.xml")
    lines = dict.fromkeys((line.page, line.number) for line in Reading(text).lines if line.page)
    firsts = {page: next(number for its, number in lines if its == page) for page, _ in lines}
    wanted = [
        f"p. {page}" if number == firsts[page] else str(number)
        for page, number in lines
        if number == firsts[page] or number % 5 == 0 or (page, number) == list(lines)[-1]
    ]
    assert [box for box, _ in margin(document(text))] == wanted


def test_the_head_and_foot_of_a_page_have_the_grey_that_tells_them_from_its_text():
    styles = template("bill")["word/styles.xml"]
    for name in ("Header", "Footer"):
        style = styles[styles.index(f'w:styleId="{name}"') :]
        assert f'<w:color w:val="{FURNITURE:02X}{FURNITURE:02X}{FURNITURE:02X}"/>' in style[: style.index("</w:style>")]
