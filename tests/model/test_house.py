"""Which House has a print, and whether two numbers of prints are the same."""

import pytest

from amend.model.house import House, is_print_number, same_print


@pytest.mark.parametrize(
    ("said", "number", "house"),
    [
        ("House of Lords", "HL Bill 54", House.LORDS),
        ("House of Commons", "Bill 351", House.COMMONS),
        ("Lords", "", House.LORDS),
        ("", "HL Bill 54", House.LORDS),
        ("", "hl bill 54", House.LORDS),
        ("", "Bill 351", House.COMMONS),
        ("", "", House.COMMONS),
        ("House of Commons", "HL Bill 54", House.COMMONS),
        ("House of Lords", "Bill 351", House.LORDS),
    ],
)
def test_the_house_is_what_the_print_says_or_else_what_its_number_tells(said, number, house):
    assert House.having(said, number) is house


def test_a_house_has_a_name_in_full():
    assert [house.full for house in House] == ["House of Commons", "House of Lords"]


def test_spaces_and_capitals_do_not_make_another_print():
    assert same_print("HL Bill 31", "hl bill31")
    assert not same_print("HL Bill 31", "Bill 31")
    assert not same_print("HL Bill 31", "HL Bill 311")


def test_prints_of_other_parliaments_are_named_by_their_numbers_too():
    numbers = ("Bill 351", "HL Bill 54", "Bill 12 [as amended]", "SP Bill 9A", "NIA Bill 12/22-27")
    assert all(map(is_print_number, numbers))
    assert not any(map(is_print_number, ("Ponds Bill 9", "SP Bill", "bill.xml", "commissioner")))
