"""Section 20 of the 1999 Act, restated, has what the shipped amendments to it name, and says what it is."""

import re

import pytest

from amend import read
from amend.errors import AddressError
from amend.ledger.shipped import DRAFTS, SECTION_20
from amend.model.address import Address
from amend.model.citation import find

TO_IT = ["commissioner/3.md", "migrant-women-coalition/2.md"]


def test_it_says_that_it_is_a_restatement():
    act = read(SECTION_20)
    assert act.act
    assert act.cautions == ("Restatement for drafting and comparison. Not the official text.",)


@pytest.mark.parametrize("name", TO_IT)
def test_the_shipped_amendments_find_in_it_what_they_name_and_no_number_taken(name):
    act = read(SECTION_20)
    words = (DRAFTS / name).read_text("utf-8")
    (after,) = re.findall(
        r"In section 20 of the Immigration and Asylum Act 1999 .*after subsection (\(\w+\)) insert", words
    )
    assert find(act, Address.parse(f"section 20{after}"))
    assert find(act, Address.parse("section 20(6)"))
    inserted = re.findall(r"^“?(\(2\w\)) ", words, re.MULTILINE)
    assert inserted == ["(2C)", "(2D)"]
    for label in inserted:
        with pytest.raises(AddressError):
            find(act, Address.parse(f"section 20{label}"))
