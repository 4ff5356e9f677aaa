"""What an amendment puts in gets an eId in the manner of the file, and none that is taken."""

import pytest

from amend.model.eids import identified
from amend.model.provision import Block, Provision
from amend.model.text import Text


def numbered(tag, number, *items, **attributes):
    return Provision(tag, (Block("num", Text(number)), *items), tuple(attributes.items()))


SECTION = numbered("section", "20A", numbered("subsection", "(1)", numbered("level", "(a)", **{"class": "para1"})))
SCHEDULE = numbered(
    "hcontainer", "Schedule 2", numbered("paragraph", "1", numbered("subparagraph", "(1)")), name="schedule"
)


@pytest.mark.parametrize(
    ("new", "parent", "taken", "eids"),
    [
        (SECTION, None, {"sec_20"}, ["sec_20A", "sec_20A__subsec_1", "sec_20A__subsec_1__para_a"]),
        (SECTION, None, {"section-20"}, ["section-20A", "section-20A-1", "section-20A-1-a"]),
        (SECTION, None, {"section-20", "section-20A"}, ["section-20A__oc_1", *("",) * 2]),
        (SCHEDULE, None, {"section-20"}, ["schedule-2", "schedule-2-paragraph-1", "schedule-2-paragraph-1-1"]),
        (numbered("subsection", "(2C)"), "section-20", {"section-20"}, ["section-20-2C"]),
        (numbered("subsection", "(2C)"), "sec_20", {"sec_20"}, ["sec_20__subsec_2C"]),
        (numbered("paragraph", "3A"), "schedule-1-part-2", set(), ["schedule-1-paragraph-3A"]),
        (numbered("part", "Part 3"), "schedule-1", set(), ["schedule-1-part-3"]),
        (numbered("part", "Part 3"), "section_x", set(), ["section_x__pt_3"]),
    ],
)
def test_what_is_put_in_is_named_in_the_manner_of_the_file(new, parent, taken, eids):
    known = set(taken)
    found = identified(new, parent, known)
    said = []
    while isinstance(found, Provision):
        said.append(found.eid)
        found = found.items[-1]
    assert all(one in ("", eid) for one, eid in zip(eids, said, strict=True))
    assert known == taken | set(said)
