"""Who held what on five days: the matrix of the record, beside tables written out by hand.

The tables were made by reading the paper of facts that the record was drawn from, row by row, down to each day, with
its stance column and the check column beside it: never from what the tool prints. P1, S, IP, N and O are its stances
(proposes, supports, supports in part, neutral, opposes); after each the rows that say so, the last that an actor took.
A row marked V- there has "°", one marked I has "~". After "|" stands what may have been taken by then or only later.
"""

from datetime import date

import pytest

from amend.ledger.positions import read_record
from amend.ledger.stances import matrix

STANCES = {"P": "proposes", "S": "supports", "IP": "supports in part", "N": "neutral", "O": "opposes"}
SURE = {"": "verified", "°": "verified in part", "~": "inferred"}

FIREWALL = {
    date(2018, 12, 31): """
        liberty-and-southall-black-sisters  P  P03°
        migrant-women-coalition             P  P02
        other-commissioners                 IP P77°
        police-chiefs                       O  P01
    """,
    date(2020, 12, 31): """
        commissioner                        IP P16
        committees                          S  P05°
        government                          O  P18
        liberty-and-southall-black-sisters  P  P14 P15
        members-of-the-commons              P  P08
        migrant-women-coalition             P  P02
        other-commissioners                 IP P77°
        oversight-bodies                    IP P11 P12 P13
        police-chiefs                       N  P17
        police-forces                       | IP P38 N P78°
    """,
    date(2021, 12, 31): """
        commissioner                        P  P32
        committees                          S  P05°
        government                          O  P30
        liberty-and-southall-black-sisters  P  P14 P15
        members-of-the-commons              P  P08
        members-of-the-lords                P  P26°
        migrant-women-coalition             P  P33
        other-commissioners                 IP P77°
        other-organisations                 S  P34 P35
        oversight-bodies                    IP P11 P12 P13
        police-chiefs                       O  P29
        police-forces                       | IP P38 N P78°
    """,
    date(2023, 12, 31): """
        commissioner                        P  P55
        committees                          P  P46
        government                          O  P53
        liberty-and-southall-black-sisters  P  P50
        members-of-the-commons              P  P58
        members-of-the-lords                P  P48
        migrant-women-coalition             P  P45
        other-commissioners                 IP P77°
        other-organisations                 S  P61
        oversight-bodies                    IP P11 P12 P13
        police-chiefs                       O  P56
        police-forces                       IP P38 N P78° O P37
    """,
    date(2024, 6, 1): """
        commissioner                        S  P69
        committees                          P  P46
        government                          O  P71° P72b
        liberty-and-southall-black-sisters  P  P50
        members-of-the-commons              P  P58
        members-of-the-lords                S  P72
        migrant-women-coalition             P  P45 | P P74
        other-commissioners                 IP P77°
        other-organisations                 S  P61
        oversight-bodies                    IP P11 P12 P13
        police-chiefs                       O  P56
        police-forces                       IP P38 N P78° O P37
    """,
}

NC37 = {"members-of-the-commons": "P P08", "government": "O P09°"}
A154 = {"members-of-the-lords": "P P19", "government": "O P20~"}
LA40 = {"members-of-the-lords": "P P21", "government": "O P25", "other-organisations": "S P23"}
LA40B = {"members-of-the-lords": "P P26°", "government": "O P27°"}
NBB140 = {"members-of-the-lords": "P P40", "government": "O P42"}
IMB139A = {"members-of-the-lords": "P P48", "government": "O P49~"}
DA, NB, IM, VP = (f"{name} Bill" for name in ("Domestic Abuse", "Nationality and Borders", "Illegal Migration", "Victims and Prisoners"))  # fmt: skip
DOMESTIC_ABUSE = {
    f"{DA} NC37": NC37,
    f"{DA} amendment 154": A154,
    f"{DA} Lords amendment 40": LA40,
    f"{DA} Lords amendment 40B": LA40B,
}
LATER = {
    **DOMESTIC_ABUSE,
    f"{NB} amendment 140": NBB140,
    f"{NB} amendment 124A": {"members-of-the-lords": "P P41°"},
    f"{NB} amendment 58A": {"members-of-the-lords": "P P44"},
    f"{IM} amendment 139A": IMB139A,
    f"{VP} NC36": {"members-of-the-commons": "P P58"},
    "protocol": {"government": "P P53b", "migrant-women-coalition": "O P45b", "other-commissioners": "IP P31°"},
}
AMENDMENTS = {
    date(2018, 12, 31): {},
    date(2020, 12, 31): {f"{DA} NC37": NC37},
    date(2021, 12, 31): {**DOMESTIC_ABUSE, "protocol": {"government": "P P30b", "other-commissioners": "IP P31°"}},
    date(2023, 12, 31): LATER,
    date(2024, 6, 1): {
        **LATER,
        f"{VP} amendment 96": {"commissioner": "S P69", "government": "O P71° P72b", "members-of-the-lords": "S P72"},
    },
}
"""What was held besides on amendments, and on the protocol that was offered in place of a firewall."""


@pytest.fixture(scope="module")
def found():
    return read_record().positions


def cell(said):
    """A cell of the tables by hand: the stances and rows that stood, and those that perhaps did."""
    sides = []
    for side in f"{said} |".split("|")[:2]:
        rows, stance = {}, ""
        for word in side.split():
            if word in STANCES:
                stance = STANCES[word]
            else:
                rows[word.rstrip("°~")] = (stance, SURE[word[len(word.rstrip("°~")) :]])
        sides.append(rows)
    return tuple(sides)


def drawn(held):
    return tuple({one.id: (one.stance, one.sure) for one in side} for side in (held.last, held.perhaps))


def by_hand(day):
    rows = dict(row.split(maxsplit=1) for row in FIREWALL[day].strip().split("\n"))
    cells = {(actor, "firewall"): cell(said) for actor, said in rows.items()}
    for question, held in AMENDMENTS[day].items():
        cells |= {(actor, question): cell(said) for actor, said in held.items()}
    return cells


@pytest.mark.parametrize("day", FIREWALL, ids=str)
def test_who_held_what_on_a_day_is_what_a_reader_of_the_facts_finds(found, day):
    shown = matrix(found, day)
    assert {key: drawn(held) for key, held in shown.cells.items()} == by_hand(day)
    assert [one.id for one in shown.undated] == ["P76"]


def test_the_five_days_differ_from_one_another():
    for actor, count in (("commissioner", 4), ("government", 2), ("police-chiefs", 2), ("members-of-the-lords", 3)):
        held = {day: by_hand(day).get((actor, "firewall")) for day in FIREWALL}
        stances = [next(iter(cells[0].values()))[0] if cells else None for cells in held.values()]
        assert len(set(stances)) == count, actor
