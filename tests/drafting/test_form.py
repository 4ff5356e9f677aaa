"""The form chosen for an edit: the shortest correct one, and one that gives just that edit."""

import random
import re

import pytest
from shorthand import bill

from amend import read
from amend.drafting.form import operation_for
from amend.engine.apply.resolve import resolve
from amend.english.tabled import parse
from amend.english.writer import write
from amend.errors import AmendError, Refusal
from amend.model.amendment import Matter
from amend.model.house import House
from amend.model.lines import Reading

PRINT = Reading(
    bill("""
    1 Ponds
      (1) The keeper of a pond must keep the pond clean, the |banks dry and the water still, and
        must count the carp.
      (2) The keeper may—
        (a) fish, or
        (b) swim, or
        (c) sleep.
    2 Short title
      This Act may be cited as the Ponds Act.
""")
)


def edit(words, put=None):
    """The amendment that leaves words of the print out; | stands for the point of an insertion."""
    before, _, after = words.partition("|")
    pattern = r"\s+".join(re.escape(word) for word in (before + after).split())
    start, end = re.search(pattern, PRINT.words).span()
    if "|" in words:
        start = end = start + len(before.rstrip())
    return write(operation_for(PRINT, start, end, Matter(put) if put else None), House.COMMONS)


CHOSEN = [
    ("clean", "dry", "Clause 1, page 1, line 2, leave out “clean” and insert “dry”"),
    ("keep the pond clean", None, "Clause 1, page 1, line 2, leave out “keep the pond clean”"),
    ("of a pond", None, "Clause 1, page 1, line 2, leave out “of a pond”"),
    ("pond must", "lake must", "Clause 1, page 1, line 2, leave out “pond must” and insert “lake must”"),
    (
        "must keep the pond clean, the banks dry",
        "must fish",
        "Clause 1, page 1, line 2, leave out from the first “pond” to the first “and” on line 3 and insert “must fish”",
    ),
    (
        "banks dry and the water still, and",
        None,
        "Clause 1, page 1, leave out line 3",
    ),
    ("(b) swim, or", None, "Clause 1, page 1, line 7, leave out paragraph (b)"),
    ("(a) fish, or (b) swim, or", None, "Clause 1, page 1, line 6, leave out paragraphs (a) and (b)"),
    ("(a) fish, or (b) swim, or (c) sleep.", None, "Clause 1, page 1, line 6, leave out paragraphs (a) to (c)"),
    ("2 Short title This Act may be cited as the Ponds Act.", None, "Page 1, line 9, leave out Clause 2"),
    ("fish|, or", "by day", "Clause 1, page 1, line 6, after “fish” insert “by day”"),
    ("clean, the|", "whole", "Clause 1, page 1, line 2, at end insert “whole”"),
]


@pytest.mark.parametrize(("words", "put", "chosen"), CHOSEN)
def test_the_shortest_correct_form_is_chosen(words, put, chosen):
    assert edit(words, put) == chosen


def test_words_that_stand_on_the_line_twice_get_an_ordinal():
    start = PRINT.words.index("pond", PRINT.words.index("pond must") + 4)
    words = write(operation_for(PRINT, start, start + 4, Matter("lake")), House.LORDS)
    assert words == "Clause 1, page 1, line 2, leave out the second “pond” and insert “lake”"


def test_an_edit_that_no_form_gives_is_refused_with_its_line():
    start = PRINT.words.index("Short title")
    with pytest.raises(
        Refusal, match="no form of amendment gives this edit at page 1, line 9: it reads “2 Short title”"
    ):
        operation_for(PRINT, start, start + 5)


KINDS = ("few words", "many words", "an insertion", "whole lines", "a provision")


def interval(reading, kind, chance):
    """A random edit of a real print."""
    if kind == "a provision":
        paths = [path for path, node in reading.bill.provisions() if node.number is not None and node.label]
        return *reading.extent(chance.choice(paths)), None
    if kind == "whole lines":
        first = chance.randrange(len(reading.lines) - 3)
        return reading.lines[first].start, reading.lines[first + chance.randrange(3)].end, None
    segments = [s for s in reading.segments if s.tag == "p" and s.end - s.start > 40 and reading.line_at(s.start)]
    segment = chance.choice(segments)
    words = [match.span() for match in re.finditer(r"\w+", reading.words[segment.start : segment.end])]
    first = chance.randrange(len(words))
    last = min(first + (chance.randrange(4) if kind == "few words" else 8 + chance.randrange(12)), len(words) - 1)
    start, end = segment.start + words[first][0], segment.start + words[last][1]
    return (end, end, Matter("and so")) if kind == "an insertion" else (start, end, Matter("and so"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_chosen_form_gives_just_that_edit_on_real_prints(corpus, kind):
    reading = Reading(read(corpus / "prints" / "social-housing-hl54-lords-committee.xml"))
    chance = random.Random(f"tabling {kind}")
    given = 0
    for _ in range(60):
        start, end, matter = interval(reading, kind, chance)
        try:
            operation = operation_for(reading, start, end, matter)
        except AmendError:
            continue
        given += 1
        found = resolve(parse(write(operation, House.COMMONS)).operation, reading)
        assert reading.words[found.start : found.end].split() == reading.words[start:end].split()
    assert given >= 40
