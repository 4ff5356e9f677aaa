"""The shipped positions are the verified rows of the record, each with its date, stance and source."""

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from amend.errors import RecordError
from amend.formats.position import file_name
from amend.ledger import positions as kept
from amend.ledger.positions import positions
from amend.ledger.shipped import DRAFTS
from amend.model.position import STANCES

RECORD = """
P01 2018-12-07 police-chiefs opposes
P02 2018-12-07 migrant-women-coalition proposes
P03 2018-12-18 liberty-and-southall-black-sisters proposes
P04 2019-03-29 liberty-and-southall-black-sisters proposes
P04b 2019-03-29 oversight-bodies
P05 2019-06-14 committees supports
P06 2019-07 government opposes
P07 2020-04-23 police-chiefs opposes
P08 2020-06-17 members-of-the-commons proposes
P09 2020-06-17 government opposes
P10 2020-06 police-chiefs opposes
P11 2020-12-17 oversight-bodies supports in part
P12 2020-12-17 oversight-bodies supports in part
P13 2020-12-17 oversight-bodies supports in part
P14 2020-12-17 liberty-and-southall-black-sisters proposes
P15 2020-12-17 liberty-and-southall-black-sisters proposes
P16 2020-12-17 commissioner supports in part
P17 2020-12-17 police-chiefs
P18 2020-12-17 government
P19 2021-02-01 members-of-the-lords proposes
P20 2021-02-01 government opposes
P21 2021-03-15 members-of-the-lords proposes
P22 2021-03-15 government opposes
P23 2021-03-16 other-organisations supports
P24 2021-04-15 government opposes
P25 2021-04-21 government opposes
P26 2021-04-21 members-of-the-lords proposes
P27 2021-04-26 government opposes
P28 2021-04-29 parliament
P29 2021-05 police-chiefs opposes
P30 2021-12-15 government opposes
P30b 2021-12-15 government proposes
P31 2021-12-15 other-commissioners supports in part
P32 2021-12-16 commissioner proposes
P33 2021-12-16 migrant-women-coalition proposes
P34 2021-12-16 other-organisations supports
P35 2021-12 other-organisations supports
P36 2022-01-05 government opposes
P36b 2022-01-05 government proposes
P37 2022-01-20 police-forces opposes
P38 2020-12/2022 police-forces supports in part
P39 2022-02-01 migrant-women-coalition proposes
P39b 2022-02-01 migrant-women-coalition opposes
P40 2022-02-08 members-of-the-lords proposes
P41 2022-02-08 members-of-the-lords proposes
P42 2022-02-08 government opposes
P43 2022-02-16 other-organisations supports
P44 2022-03-02 members-of-the-lords proposes
P45 2022-05-12 migrant-women-coalition proposes
P45b 2022-05-12 migrant-women-coalition opposes
P46 2022-09-30 committees proposes
P47 2023-01-19 government opposes
P48 2023-06-14 members-of-the-lords proposes
P49 2023-06-14 government opposes
P50 2023-06-20 liberty-and-southall-black-sisters proposes
P51 2023-06-20 members-of-the-commons
P52 2023-07-07 government opposes
P53 2023-07-31 government opposes
P53b 2023-07-31 government proposes
P54 2023-11-07 government
P55 2023-11-09 commissioner proposes
P56 2023-11-09 police-chiefs opposes
P58 2023-12-04 members-of-the-commons proposes
P59 2023-12-04 parliament
P61 2023-12-10 other-organisations supports
P62 2023-12-18 members-of-the-lords
P63 2024-02-05 members-of-the-lords supports
P65 2024-04-23 members-of-the-lords proposes
P66 2024-04-23 members-of-the-lords supports
P67 2024-04-23 government opposes
P68 2024-04-30 members-of-the-lords supports
P69 2024-04-30 commissioner supports
P70 2024-05 parliament
P71 2024-05-24 government opposes
P72 2024-05-24 members-of-the-lords supports
P72b 2024-05-24 government opposes
P73 2024-05-24 parliament
P74 2024-05/2024-06 migrant-women-coalition proposes
P75 2024 other-organisations
P76 undated other-commissioners supports
P77 2018-11-01 other-commissioners proposes
P78 2020-05/2022-05 police-forces
P79 2022 other-organisations supports
P80 2022-04/2023-12 other-commissioners
P81 2021-10 commissioner proposes
P82 2022-12 commissioner proposes
P83 2022-10-26 committees
P84 2023-07-19 committees proposes
P85 2021-12-03 police-forces opposes
P86 2023-11-09 other-organisations supports
P87 2025-06-18 members-of-the-lords proposes
P88 2025-07-10 members-of-the-lords proposes
P89 2025-12-18 government supports in part
P90 2025-12-18 liberty-and-southall-black-sisters proposes
"""
IN_PART = "P03 P05 P06 P09 P10 P22 P26 P27 P31 P41 P52 P62 P70 P71 P75 P76 P77 P78 P83 P87 P88 P89".split()
INFERRED = "P20 P49 P59 P67".split()


@pytest.fixture(scope="module")
def record():
    return positions()


def test_each_verified_row_is_there_with_its_date_actor_and_stance(record):
    found = [f"{one.id} {one.when} {one.actor} {one.stance}".strip() for one in record]
    assert sorted(found) == sorted(RECORD.strip().split("\n"))


def test_how_sure_each_is(record):
    by = {one.id: one.sure for one in record}
    assert sorted(id for id, sure in by.items() if sure == "verified in part") == IN_PART
    assert sorted(id for id, sure in by.items() if sure == "inferred") == INFERRED
    assert set(Counter(by.values())) == {"verified", "verified in part", "inferred"}


def test_each_has_a_source_that_the_public_can_find_and_a_summary(record):
    for one in record:
        assert one.sources, one.id
        assert not re.search(r"herokuapp|intranet|\.txt\b|^S\d", " ".join(one.sources)), one.id
        assert one.summary.endswith((".", ".)")), one.id
        assert 5 < len(one.summary.split()) < 110, one.id
        assert one.stance in STANCES


def test_what_was_concluded_says_that_it_was(record):
    for one in record:
        if one.sure == "inferred":
            said = one.summary + " ".join(one.sources)
            assert re.search(r"concluded|so far as was found|not seen", said), one.id


def test_the_readme_names_every_folder():
    readme = (DRAFTS / "README.md").read_text("utf-8")
    for folder in DRAFTS.iterdir():
        assert folder.is_file() or f"`{folder.name}`" in readme


def test_files_are_named_by_date_and_id(record):
    for one in record:
        assert Path(one.source).name == file_name(one)


def test_positions_can_be_had_by_actor_question_and_time():
    assert [one.id for one in positions(actor="commissioner")] == ["P16", "P81", "P32", "P82", "P55", "P69"]
    assert {one.id for one in positions(on="protocol")} == {"P30b", "P31", "P36b", "P39b", "P45b", "P53b"}
    assert {one.id for one in positions(since=date(2024, 5, 24))} == {
        "P70",
        "P71",
        "P72",
        "P72b",
        "P73",
        "P74",
        "P75",
        "P87",
        "P88",
        "P89",
        "P90",
    }
    assert {one.id for one in positions(at=date(2018, 12, 31))} == {"P01", "P02", "P03", "P77"}
    assert "P76" not in {one.id for one in positions(at=date(2030, 1, 1))}


def test_of_the_record_that_comes_with_amend_an_error_names_no_folder():
    with pytest.raises(RecordError) as raised:
        kept.read_record().actor("comissioner")
    assert str(raised.value).startswith("there is no actor “comissioner” in the record that comes with amend; did you")


def test_an_error_says_that_some_of_the_record_could_not_be_read(tmp_path):
    shutil.copytree(DRAFTS, tmp_path / "record")
    (tmp_path / "record" / "commissioner" / "positions" / "2023-11-09-P55.md").write_text("broken", "utf-8")
    with pytest.raises(RecordError, match=r"no position “P55” in the record; .* \(one file of it could not be read\)"):
        kept.read_record(tmp_path / "record").position("P55")
