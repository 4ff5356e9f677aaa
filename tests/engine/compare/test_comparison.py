"""What is shown near a change is what opens the list, the quotation and the clause that it is in."""

import re

from shorthand import bill

from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import near_changes, under
from amend.web.redline import page

OLD = """
    1 Fish
      (1) The keeper must sell—
        (a) carp, or
        (b) tench.
      (2) The keeper must not sell frogs.
    2 Newts
      Newts are free.
"""


def shown(new):
    comparison = compare(bill(OLD), bill(new))
    near = []
    for _, rows in under(comparison):
        wanted = near_changes(rows)
        near += [
            "".join(p.words for p in row.parted()[1] if p.kind != "left out")
            for i, row in enumerate(rows)
            if i in wanted
        ]
    return comparison, [" ".join(words.split()) for words in near]


def test_a_changed_row_brings_what_it_stands_under_and_not_its_neighbours():
    _, near = shown(OLD.replace("tench", "tench and eels"))
    assert [words for words in near if words] == ["Fish", "The keeper must sell—", "tench and eels."]


def test_a_heading_opens_the_words_under_it_though_they_are_no_deeper():
    _, near = shown(OLD.replace("Newts are free", "Newts are not free"))
    assert near == ["Newts", "Newts are not free."]


def test_without_a_change_nothing_is_near():
    assert shown(OLD)[1] == []


def test_the_page_keeps_the_same_rows():
    comparison, near = shown(OLD.replace("tench", "tench and eels"))
    kept = re.findall(r'<div class="row[^"]* (?:c|k)"', page(comparison))
    assert len(kept) == len(near)
