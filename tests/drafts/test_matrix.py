"""Who held what on nine days: the matrix of the record, beside tables written out by hand.

The tables were made by reading the paper of facts that the record was drawn from, row by row, down to each day, with
its stance column and the check column beside it, and its corrections: never from what the tool prints. P, S, IP, N and
O are its stances (proposes, supports, supports in part, neutral, opposes); after each the rows that say so, the last
that an actor took or, where those in a folder do not speak as one, the last of each. A row marked V- there has "°", one
marked I has "~". After "|" stands what may have been taken by then or only later; after "!" what somebody held who had
left the office by then, so that it is not a successor's.
"""

from datetime import date

import pytest

from amend.ledger.positions import read_record
from amend.ledger.stances import matrix, stretches

STANCES = {"P": "proposes", "S": "supports", "IP": "supports in part", "N": "neutral", "O": "opposes"}
SURE = {"": "verified", "°": "verified in part", "~": "inferred"}

FIREWALL = {
    date(2018, 12, 31): """
        liberty-and-southall-black-sisters  P  P03°
        migrant-women-coalition             P  P02
        other-commissioners                 P  P77°
        police-chiefs                       O  P01
    """,
    date(2020, 12, 31): """
        commissioner                        IP P16
        committees                          ! S P05°
        government                          O  P09°
        liberty-and-southall-black-sisters  P  P14 P15
        members-of-the-commons              P  P08
        migrant-women-coalition             P  P02
        other-commissioners                 P  P77°
        oversight-bodies                    IP P11 P12 P13
        police-chiefs                       O  P07
        police-forces                       | IP P38
    """,
    date(2021, 11, 30): """
        commissioner                        P  P81
        committees                          ! S P05°
        government                          O  P27°
        liberty-and-southall-black-sisters  P  P14 P15
        members-of-the-commons              P  P08
        members-of-the-lords                P  P19 P26°
        migrant-women-coalition             P  P02
        other-commissioners                 P  P77°
        other-organisations                 S  P23
        oversight-bodies                    IP P11 P12 P13
        police-chiefs                       O  P29
        police-forces                       | IP P38
    """,
    date(2021, 12, 31): """
        commissioner                        P  P32
        committees                          ! S P05°
        government                          O  P30
        liberty-and-southall-black-sisters  P  P14 P15
        members-of-the-commons              P  P08
        members-of-the-lords                P  P19 P26°
        migrant-women-coalition             P  P33
        other-commissioners                 P  P77°
        other-organisations                 S  P23 P34 P35
        oversight-bodies                    IP P11 P12 P13
        police-chiefs                       O  P29
        police-forces                       O P85 | IP P38
    """,
    date(2023, 12, 31): """
        commissioner                        P  P55
        committees                          P  P46 P84 ! S P05°
        government                          O  P53
        liberty-and-southall-black-sisters  P  P50
        members-of-the-commons              P  P08 P58
        members-of-the-lords                P  P26° P40 P44 P48
        migrant-women-coalition             P  P45
        other-commissioners                 P  P77°
        other-organisations                 S  P23 P35 P43 P61 P79 P86
        oversight-bodies                    IP P11 ! IP P12 P13
        police-chiefs                       O  P56
        police-forces                       IP P38 O P37 P85
    """,
    date(2024, 6, 1): """
        commissioner                        P  P55
        committees                          ! P P46 P84 S P05°
        government                          O  P71° P72b
        liberty-and-southall-black-sisters  P  P50
        members-of-the-commons              P  P08 P58
        members-of-the-lords                P  P40 P44 P65 S P63 P66 P68 P72
        migrant-women-coalition             P  P45 | P P74
        other-commissioners                 P  P77°
        other-organisations                 S  P23 P35 P43 P61 P79 P86
        oversight-bodies                    IP P11 ! IP P12 P13
        police-chiefs                       O  P56
        police-forces                       IP P38 O P37 P85
    """,
    date(2024, 12, 31): """
        commissioner                        P  P55
        committees                          ! P P46 P84 S P05°
        government                          ! O P71° P72b
        liberty-and-southall-black-sisters  P  P50
        members-of-the-commons              P  P58 ! P P08
        members-of-the-lords                P  P40 P44 P65 S P63 P66 P68 P72
        migrant-women-coalition             P  P74
        other-commissioners                 P  P77°
        other-organisations                 S  P23 P35 P43 P61 P79 P86
        oversight-bodies                    IP P11 ! IP P12 P13
        police-chiefs                       O  P56
        police-forces                       IP P38 O P37 P85
    """,
    date(2025, 12, 31): """
        commissioner                        P  P55
        committees                          ! P P46 P84 S P05°
        government                          IP P89°
        liberty-and-southall-black-sisters  P  P90
        members-of-the-commons              P  P58 ! P P08
        members-of-the-lords                P  P40 P44 P65 P88° S P66 P68 ! S P63
        migrant-women-coalition             P  P74
        other-commissioners                 P  P77°
        other-organisations                 S  P23 P35 P43 P61 P79 P86
        oversight-bodies                    IP P11 ! IP P12 P13
        police-chiefs                       O  P56
        police-forces                       IP P38 O P37 P85
    """,
}
TODAY = date.today()
FIREWALL[TODAY] = FIREWALL[date(2025, 12, 31)]
"""The record is kept up to that day: a view of today has nothing more, and says so."""

DA, NB, IM, VP, ER, BS = (
    f"{name} Bill"
    for name in (
        "Domestic Abuse",
        "Nationality and Borders",
        "Illegal Migration",
        "Victims and Prisoners",
        "Employment Rights",
        "Border Security, Asylum and Immigration",
    )
)
NC37 = {"members-of-the-commons": "P P08", "government": "O P09°", "police-chiefs": "O P10°"}
DOMESTIC_ABUSE = {
    f"{DA} NC37": NC37,
    f"{DA} amendment 154": {"members-of-the-lords": "P P19", "government": "O P20~"},
    f"{DA} Lords amendment 40": {
        "members-of-the-lords": "P P21",
        "government": "O P25",
        "other-organisations": "S P23",
    },
    f"{DA} Lords amendment 40B": {"members-of-the-lords": "P P26°", "government": "O P27°"},
}
LATER = {
    **DOMESTIC_ABUSE,
    f"{NB} amendment 140": {"members-of-the-lords": "P P40", "government": "O P42"},
    f"{NB} amendment 124A": {"members-of-the-lords": "P P41°"},
    f"{NB} amendment 58A": {"members-of-the-lords": "P P44"},
    f"{IM} amendment 139A": {"members-of-the-lords": "P P48", "government": "O P49~"},
    f"{VP} NC36": {"members-of-the-commons": "P P58"},
    "protocol": {"government": "P P53b", "migrant-women-coalition": "O P45b", "other-commissioners": "! IP P31°"},
}
IN_2024 = {
    **LATER,
    f"{VP} amendment 96": {
        "commissioner": "S P69",
        "government": "O P71° P72b",
        "members-of-the-lords": "P P65 S P68 P72",
    },
}
LEFT = {
    question: {actor: f"! {said}" if actor == "government" or said == "P P08" else said for actor, said in held.items()}
    for question, held in IN_2024.items()
}
"""The same when the Government that held it had left office, and the mover of NC37 had become a minister."""

IN_2025 = {
    **LEFT,
    f"{ER} amendment 273P": {"members-of-the-lords": "P P87°"},
    f"{BS} amendment 190": {"members-of-the-lords": "P P88°"},
}
AMENDMENTS = {
    date(2018, 12, 31): {},
    date(2020, 12, 31): {f"{DA} NC37": NC37},
    date(2021, 11, 30): DOMESTIC_ABUSE,
    date(2021, 12, 31): {**DOMESTIC_ABUSE, "protocol": {"government": "P P30b", "other-commissioners": "IP P31°"}},
    date(2023, 12, 31): LATER,
    date(2024, 6, 1): IN_2024,
    date(2024, 12, 31): LEFT,
    date(2025, 12, 31): IN_2025,
    TODAY: IN_2025,
}
"""What was held besides on amendments, and on the protocol that was offered in place of a firewall."""


@pytest.fixture(scope="module")
def found():
    return read_record().positions


def cell(said):
    """A cell of the tables by hand: the stances and rows that stood, those that perhaps did, and those of the former."""
    sides = {"": {}, "|": {}, "!": {}}
    rows, stance = sides[""], ""
    for word in said.split():
        if word in sides:
            rows = sides[word]
        elif word in STANCES:
            stance = STANCES[word]
        else:
            rows[word.rstrip("°~")] = (stance, SURE[word[len(word.rstrip("°~")) :]])
    return tuple(sides.values())


def drawn(held):
    return tuple({one.id: (one.stance, one.sure) for one in side} for side in (held.last, held.perhaps, held.former))


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


def test_the_days_differ_from_one_another():
    for actor, count in (("commissioner", 3), ("government", 4), ("police-chiefs", 1), ("members-of-the-lords", 4)):
        held = {day: by_hand(day).get((actor, "firewall")) for day in FIREWALL}
        told = {
            tuple(sorted({stance for stance, _ in side.values()}) for side in cell or ()).__repr__()
            for cell in held.values()
        }
        assert len(told) == count, actor


def test_no_view_of_today_tells_what_a_former_holder_held_as_what_is_held(found):
    shown = matrix(found, TODAY)
    held = [one for cell in shown.cells.values() for one in cell.last]
    assert held
    assert [one.id for one in held if one.actor == "government"] == ["P89"]
    assert [one.id for one in held if one.office and one.office.until.by(TODAY)] == []


def test_the_stances_of_a_government_end_with_it_and_its_successor_has_none_until_it_takes_one(found):
    taken = [one for one in found if one.actor == "government" and "firewall" in one.on]
    told = [(str(one.since), str(one.until), one.stances) for one in stretches(taken)]
    assert told == [
        ("2019-07-31", "2024-07-05", ("opposes",)),
        ("2025-12-18", "None", ("supports in part",)),
    ]
