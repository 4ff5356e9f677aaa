"""What no amendment can make is named, and takes nothing with it but what belongs to it."""

import pytest
from shorthand import bill

from amend.drafting import make
from amend.drafting.reverse import draft
from amend.errors import Refusal
from amend.model.house import House
from amend.model.outline import tops, words_of

PONDS = """
    1 Ponds
      The keeper must keep every pond clean.
    2 Fish
      The keeper must feed the fish.
    3 Frogs
      The keeper may feed the frogs.
    4 Short title
      This Act may be cited as the Ponds Act.
"""
FEED = ("may feed the frogs", "must feed the frogs")


def drafted(*changes, house=House.COMMONS, old=PONDS):
    new = old
    for one, words in changes:
        assert new.count(one) == 1
        new = new.replace(one, words)
    print_ = bill(old)
    return print_, draft(print_, bill(new), house, partly=True)


@pytest.mark.parametrize("house", House)
def test_a_clause_stays_where_the_one_that_would_replace_it_cannot_come_in(house):
    gone = ("    2 Fish\n      The keeper must feed the fish.\n", "    2 Otters\n      “Nobody feeds an otter.\n")
    print_, found = drafted(gone, FEED, house=house)
    assert [one.words.partition("line 6, ")[2] for one in found.amendments] == ["leave out “may” and insert “must”"]
    (one,) = found.undrafted
    assert words_of(print_.at(one.old)).startswith("2 Fish")
    assert [node.label for _, node in tops(make.apply(print_, found.amendments).bill)] == ["1", "2", "3", "4"]
    assert one.finding in found.findings


def test_one_that_only_comes_in_says_after_which_it_would_stand():
    print_, found = drafted(("    4 Short", "    4 Otters\n      “Nobody feeds an otter.\n    5 Short"), FEED)
    assert len(found.amendments) == 1
    (one,) = found.undrafted
    assert one.old is None
    assert words_of(print_.at(one.after)).startswith("3 Frogs")


def test_a_failure_that_is_all_there_is_is_refused():
    with pytest.raises(Refusal, match=r"clause 1: no amendment can say .*is not closed"):
        drafted(("every pond clean", "every “pond clean"))
