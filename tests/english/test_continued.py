"""Rows that go on where a text stands open are added at the level that their labels say."""

import pytest
from shorthand import bill

from amend.english.continued import OpenProvision, continued
from amend.english.structure import Setting, written_rows
from amend.errors import WordsError
from amend.model.provision import Provision, walk

PONDS = bill("""
    1 Duty
      (1) The keeper must not sell—
        (a) carp, or
        (b) tench, if—
          (i) it is old.
    Schedule 1 Fish
      1 Feed the carp.
""")


def chain(*labels, of=PONDS):
    """The provisions that labels lead to, outermost first, each open after all that it has."""
    node = next(n for _, n in walk(of.root) if isinstance(n, Provision) and n.tag == "body")
    found = [node]
    for label in labels:
        node = next(n for _, n in walk(node) if isinstance(n, Provision) and n is not node and n.label == label)
        found.append(node)
    return [OpenProvision(one, len(one.items)) for one in found]


def added(text, *labels):
    """For each open provision that something is added to, its tag and the rows."""
    open_ = chain(*labels)
    return {
        one.provision.tag: [row for node in (*found.words, *found.parts, *found.after) for row in written_rows(node)]
        for one, found in zip(open_, continued(text, open_), strict=True)
        if found
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(c) roach.", {"subsection": ["(c) roach."]}),
        (
            "(c) roach,\n(d) bream.\n(2) Be kind.",
            {"subsection": ["(c) roach,", "(d) bream."], "section": ["(2) Be kind."]},
        ),
        ("2 Frogs\n(1) Feed them.\n(2) Always.", {"body": ["2 Frogs", "(1) Feed them.", "(2) Always."]}),
        ("and this is so whatever is said elsewhere.", {"subsection": ["and this is so whatever is said elsewhere."]}),
    ],
)
def test_rows_are_added_where_their_labels_fit(text, found):
    assert added(text, "1", "1", "a") == found


def test_a_label_that_continues_nothing_is_refused():
    with pytest.raises(WordsError, match=r"the label \(A\) continues no list"):
        continued("(A) frogs.", chain("1", "1", "a"))


def test_a_paragraph_of_a_schedule_follows_another():
    schedule = next(n for _, n in walk(PONDS.root) if isinstance(n, Provision) and n.get("name") == "schedule")
    paragraph = next(n for _, n in walk(schedule) if isinstance(n, Provision) and n.tag == "paragraph")
    (found, _) = continued(
        "2 Feed the tench.", [OpenProvision(schedule, 3), OpenProvision(paragraph, 2)], Setting.SCHEDULE
    )
    assert [(part.tag, part.label) for part in found.parts] == [("paragraph", "2")]
