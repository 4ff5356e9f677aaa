"""The margin of a Word file tells the pages and lines of the print, where they begin, and nothing that Word counts."""

import wordtext
from shorthand import bill

from amend.drafting import make
from amend.engine.compare.compare import compare
from amend.formats import akn
from amend.model.amendment import Amendment
from amend.model.lines import Reading
from amend.word.write.document import document, tracked
from amend.word.write.export import clean

W = wordtext.W
LINED = """
    1 Duty to keep ponds
      (1) The keeper must |keep every pond |clean and |free of <i>weed</i> |and rubbish.
      {0}(3) The keeper may charge |for |entry.
      : carp |: pike
"""
GONE = "(2) The keeper must |count |the |fish.\n===\n      "


def margin(data):
    """What stands in the margin, each with the first word behind it."""
    found, waiting = [], []
    for run in wordtext.part(data).iter(f"{W}r"):
        if (box := run.find(f".//{W}txbxContent")) is not None:
            waiting.append("".join(box.itertext()))
        elif next(run.iterancestors(f"{W}txbxContent"), None) is None:
            words = "".join(run.itertext(f"{W}t", f"{W}delText")).split()
            found += [(box, words[0]) for box in waiting if words]
            waiting = [] if words else waiting
    return found


def test_each_fifth_line_and_each_page_is_told_where_it_begins_and_word_counts_none():
    data = document(bill(LINED.format(GONE)))
    assert margin(data) == [("p. 1", "1Duty"), ("5", "free"), ("10", "fish."), ("p. 2", "(3)The")]
    assert not list(wordtext.part(data).iter(f"{W}lnNumType"))


def test_the_tracked_copy_has_the_lines_of_the_old_text_outside_its_changes():
    old = bill(LINED.format(""))
    new = bill(LINED.format("").replace("weed</i> |and", "reeds</i> and |mud and"))
    data = tracked(old, new, compare(old, new).redline)
    assert [box for box, _ in margin(data)] == [box for box, _ in margin(document(old))]
    assert not [box for change in wordtext.part(data).iter(*wordtext.CHANGES) for box in change.iter(f"{W}txbxContent")]


def test_a_page_that_begins_in_what_is_left_out_is_told_at_what_stands_next():
    old = bill(LINED.format("(2) Count |the |fish.\n===\n      (4) And |weigh |them.\n      "), guids=True)
    gone = make.apply(old, [Amendment("Clause 1, page 2, line 1, leave out subsection (4)", number="1")])
    assert [outcome.outcome for outcome in gone.outcomes] == ["applied"]
    data = tracked(old, gone.bill, compare(old, gone.bill).redline)
    assert ("p. 2", "(3)The") in margin(data)


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
        if number == firsts[page] or number % 5 == 0
    ]
    assert [box for box, _ in margin(document(text))] == wanted
