"""What stands in one list with a provision, and what a number leads to."""

import pytest
from shorthand import bill

from amend.engine.reprint.targets import Targets
from amend.model.citation import address_of, locate

CANALS = bill(
    """
    1 Canals
      (1) After subsection (1) of section 5 of the Canals Act 1890 insert— [
        (1A) The keeper must clear weed.
        (1B) The keeper must keep a record.
      ].
      (2) After section 5 of that Act insert— [
        5A Weed
          (1) Weed is any plant.
          (2) Reed is weed.
        5B Nets
          No net may be left.
      ].
    2 Wells
      A well must be covered.
"""
)


@pytest.mark.parametrize(
    ("where", "beside"),
    [
        ("clause 1(2)", ["clause 1(1)", "clause 1(2)"]),
        ("clause 1(1) subsection (1B)", ["clause 1(1) subsection (1A)", "clause 1(1) subsection (1B)"]),
        ("clause 1(2) section 5A(1)", ["clause 1(2) section 5A(1)", "clause 1(2) section 5A(2)"]),
        ("clause 1(2) section 5B", ["clause 1(2) section 5A", "clause 1(2) section 5B"]),
        ("clause 2", ["clause 1", "clause 2"]),
    ],
)
def test_a_provision_stands_in_its_own_list(where, beside):
    found = Targets(CANALS).list_of(locate(CANALS, where))
    assert [str(address_of(CANALS, path)) for path in found] == beside
