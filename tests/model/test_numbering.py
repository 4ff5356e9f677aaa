"""Labels sort, succeed one another and fit between one another as drafters number."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from amend.errors import AddressError
from amend.model.numbering import Family, bare, between, families, order, successor, to_roman

NUMBER, LETTER, ROMAN, CAPITAL = Family.NUMBER, Family.LETTER, Family.ROMAN, Family.CAPITAL

SHAPES = {
    NUMBER: r"[A-Z]{0,2}[1-9][0-9]{0,2}[A-Z]{0,4}",
    LETTER: r"[a-z]{1,4}",
    ROMAN: r"z{0,2}(x{0,3}(ix|iv|v|i{1,3})|x{1,3})[a-h]{0,2}",
    CAPITAL: r"[A-Z]{1,4}",
}


def labels(family):
    return st.from_regex(SHAPES[family], fullmatch=True)


family_and_labels = st.sampled_from(Family).flatmap(
    lambda family: st.tuples(st.just(family), st.lists(labels(family), min_size=3, max_size=3))
)


@pytest.mark.parametrize(
    ("family", "chain"),
    [
        (NUMBER, "ZA1 A1 B1 1 1ZZA 1ZA 1A 1AZA 1AA 1AB 1B 2"),
        (NUMBER, "9 9A 9B 10 10ZA 10A 10AA 11 100 104 104B 104BA 104C 251ZA 251ZB 251A"),
        (NUMBER, "1 ZA2 A2 2 2A A3 3"),
        (NUMBER, "98 98ZZA 98ZA 98A 98AA 99"),
        (NUMBER, "1Y 1Z 2"),
        (LETTER, "zzza zza za a aza aa ab b ba bb c"),
        (LETTER, "f g gh gha gi h i j k"),
        (LETTER, "w x y z"),
        (ROMAN, "zzi zi i ia ii iia iii iv v vi vii viii ix x xa xi xii xiv xix xx xxi"),
        (CAPITAL, "ZA A AZA AA AB B BA C"),
    ],
)
def test_labels_inserted_between_others_sort_between_them(family, chain):
    printed = chain.split()
    assert sorted(set(printed), key=lambda label: order(label, family)) == printed


@given(family_and_labels)
def test_the_order_of_labels_is_total(found):
    family, (a, b, c) = found
    x, y, z = (order(label, family) for label in (a, b, c))
    assert [x < y, x == y, x > y].count(True) == 1
    assert (x == y) == (a == b)
    assert not (x <= y <= z) or x <= z


@given(family_and_labels)
def test_sorting_labels_twice_changes_nothing(found):
    family, printed = found
    once = sorted(printed, key=lambda label: order(label, family))
    assert sorted(once, key=lambda label: order(label, family)) == once
    assert all(order(a, family) <= order(b, family) for a, b in pairwise(once))


@pytest.mark.parametrize(
    ("label", "family"),
    [
        ("", LETTER),
        ("1a", NUMBER),
        ("a", NUMBER),
        ("A", NUMBER),
        ("h", ROMAN),
        ("12", ROMAN),
        ("3", LETTER),
        ("-", CAPITAL),
    ],
)
def test_a_label_of_another_family_has_no_place_in_the_order(label, family):
    with pytest.raises(AddressError, match=f"“{label}” is not a label"):
        order(label, family)


@pytest.mark.parametrize(
    ("label", "likeliest"),
    [
        ("3", [NUMBER]),
        ("3A", [NUMBER]),
        ("A1", [NUMBER]),
        ("104BA", [NUMBER]),
        ("ZA1", [NUMBER]),
        ("A", [CAPITAL]),
        ("BA", [CAPITAL]),
        ("I", [CAPITAL]),
        ("a", [LETTER]),
        ("za", [LETTER]),
        ("hi", [LETTER]),
        ("i", [ROMAN, LETTER]),
        ("ii", [ROMAN, LETTER]),
        ("iv", [ROMAN, LETTER]),
        ("v", [LETTER, ROMAN]),
        ("x", [LETTER, ROMAN]),
        ("zi", [LETTER, ROMAN]),
        ("", []),
        ("1a", []),
        ("aB", []),
        ("é", []),
        ("a1", []),
        ("-", []),
        ("a b", []),
    ],
)
def test_the_shape_of_a_label_says_how_it_may_count(label, likeliest):
    assert list(families(label)) == likeliest


@given(family_and_labels)
def test_every_label_belongs_to_the_family_it_was_made_for(found):
    family, printed = found
    assert all(family in families(label) for label in printed)


@pytest.mark.parametrize(
    ("label", "family", "next_label"),
    [
        ("3", NUMBER, "4"),
        ("9", NUMBER, "10"),
        ("3A", NUMBER, "3B"),
        ("3AB", NUMBER, "3AC"),
        ("3ZA", NUMBER, "3ZB"),
        ("c", LETTER, "d"),
        ("ca", LETTER, "cb"),
        ("h", LETTER, "i"),
        ("z", LETTER, "aa"),
        ("az", LETTER, "ba"),
        ("i", ROMAN, "ii"),
        ("iii", ROMAN, "iv"),
        ("viii", ROMAN, "ix"),
        ("ix", ROMAN, "x"),
        ("xix", ROMAN, "xx"),
        ("xxxix", ROMAN, "xl"),
        ("iia", ROMAN, "iib"),
        ("A", CAPITAL, "B"),
        ("Z", CAPITAL, "AA"),
    ],
)
def test_the_next_label_follows_the_last(label, family, next_label):
    assert successor(label, family) == next_label


def test_roman_labels_count_one_by_one():
    tens, units = ["", "x", "xx", "xxx"], ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    printed = [ten + one for ten in tens for one in units][1:]
    assert [successor(label, ROMAN) for label in printed[:-1]] == printed[1:]
    assert sorted(set(printed), key=lambda label: order(label, ROMAN)) == printed


@given(family_and_labels)
def test_the_next_label_sorts_after_its_own_unless_the_alphabet_is_used_up(found):
    family, (label, *_) = found
    assume(label[-1] not in "zZ" and not label.endswith("xxxix"))
    assert order(label, family) < order(successor(label, family), family)


@pytest.mark.parametrize(("label", "family"), [("a", NUMBER), ("h", ROMAN), ("", LETTER), ("1a", NUMBER)])
def test_a_label_of_another_family_has_no_successor(label, family):
    with pytest.raises(AddressError):
        successor(label, family)


@pytest.mark.parametrize(
    ("previous", "following", "family", "fits"),
    [
        ("3", "4", NUMBER, "3A"),
        ("27A", "28", NUMBER, "27B"),
        ("104B", "104C", NUMBER, "104BA"),
        ("5", "5A", NUMBER, "5ZA"),
        ("7B", "7BA", NUMBER, "7BZA"),
        ("98", "98ZA", NUMBER, "98ZZA"),
        ("251ZA", "251A", NUMBER, "251ZB"),
        ("b", "c", LETTER, "ba"),
        ("ba", "c", LETTER, "bb"),
        (None, "1", NUMBER, "A1"),
        (None, "A1", NUMBER, "ZA1"),
        (None, "ZA1", NUMBER, "ZZA1"),
        (None, "a", LETTER, "za"),
        (None, "za", LETTER, "zza"),
        (None, "i", ROMAN, "zi"),
        (None, "A", CAPITAL, "ZA"),
        ("20B", "20C", NUMBER, "20BA"),
        ("20B", "21", NUMBER, "20C"),
        ("A1", "1", NUMBER, "B1"),
        ("1", "3", NUMBER, "1A"),
        ("i", "ii", ROMAN, "ia"),
        ("iia", "iii", ROMAN, "iib"),
        ("za", "a", LETTER, "zb"),
        ("zi", "i", ROMAN, "zii"),
        ("A", "B", CAPITAL, "AA"),
        ("3", None, NUMBER, "4"),
        ("3A", None, NUMBER, "3B"),
        ("c", None, LETTER, "d"),
        ("iv", None, ROMAN, "v"),
        (None, None, NUMBER, "1"),
        (None, None, LETTER, "a"),
        (None, None, ROMAN, "i"),
        (None, None, CAPITAL, "A"),
    ],
)
def test_a_label_between_two_is_the_one_a_drafter_would_choose(previous, following, family, fits):
    assert between(previous, following, family) == fits


@pytest.mark.parametrize(
    ("previous", "following", "fits"),
    [
        ("34C", "34E", "34D"),
        ("3BF", "3BG", "3BFA"),
        ("1C", "1CA", "1CZA"),
        (None, "1", "A1"),
        (None, "A1", "ZA1"),
        ("12", "13", "12A"),
    ],
)
def test_amendments_are_numbered_into_a_marshalled_list_as_the_lords_do(previous, following, fits):
    assert between(previous, following, NUMBER) == fits


@given(family_and_labels)
def test_a_label_between_two_lies_strictly_between_them_unless_the_alphabet_is_used_up(found):
    family, printed = found
    previous, following = sorted(printed, key=lambda label: order(label, family))[:2]
    assume(previous != following and previous[-1] not in "zZ")
    fits = between(previous, following, family)
    assert order(previous, family) < order(fits, family) < order(following, family)


@given(family_and_labels)
def test_a_label_before_the_first_lies_before_it(found):
    family, (first, *_) = found
    assert order(between(None, first, family), family) < order(first, family)


@pytest.mark.parametrize(("previous", "following"), [("4", "3"), ("3", "3"), ("3A", "3ZA")])
def test_nothing_fits_between_labels_that_are_not_in_order(previous, following):
    with pytest.raises(AddressError, match=f"no label fits between “{previous}” and “{following}”"):
        between(previous, following, NUMBER)


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("(3A)", "3A"),
        ("(a)", "a"),
        ("12.", "12"),
        ("12", "12"),
        ("“(2A)", "2A"),
        ("Schedule 2", "2"),
        ("SCHEDULE 2", "2"),
        ("Part 1", "1"),
        ("Schedule", ""),
        ("SCHEDULE", ""),
        ("Part", ""),
        ("", ""),
    ],
)
def test_a_label_is_what_is_printed_without_brackets_and_full_stop(printed, label):
    assert bare(printed) == label


@pytest.mark.parametrize(
    ("number", "roman"),
    [
        (1, "i"),
        (4, "iv"),
        (9, "ix"),
        (14, "xiv"),
        (40, "xl"),
        (89, "lxxxix"),
        (90, "xc"),
        (99, "xcix"),
        (1994, "mcmxciv"),
    ],
)
def test_a_number_is_written_in_small_roman(number, roman):
    assert to_roman(number) == roman
