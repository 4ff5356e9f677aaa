"""The names that actors may have, and the dates that positions may: what cannot be is told, with what would do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from amend.errors import RecordError
from amend.ledger.positions import positions
from amend.ledger.recording import actor_name, dated, with_id
from amend.ledger.shipped import DRAFTS

BAD = {
    "a slash": ("a/b", "name it “a-b”"),
    "up": ("..", "cannot be the name of an actor"),
    "up and down": ("../../etc", "name it “etc”"),
    "letters beyond ASCII": ("Ministère de l’Intérieur", "name it “ministere-de-linterieur”"),
    "no letters at all": ("内政部", "name it as in “police-chiefs”"),
    "300 characters": ("x" * 300, "64 at most"),
    "a name of Windows": ("con", "name it “con-body”"),
    "a name of git": (".git", "name it “git”"),
    "spaces": ("home office", "name it “home-office”"),
    "nothing": ("", "cannot be the name of an actor"),
    "a line end": ("a\nb", "name it “a-b”"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_name_that_an_actor_cannot_have(name):
    said, told = BAD[name]
    with pytest.raises(RecordError) as error:
        actor_name(said)
    assert told in str(error.value)
    assert len(str(error.value).splitlines()) == 1
    assert len(str(error.value)) < 300


def test_the_actors_of_the_record_have_names_that_may_be():
    for folder in DRAFTS.iterdir():
        assert folder.is_file() or actor_name(folder.name) == folder.name


DATES = {
    "2023-02-30": "is not a date: ",
    "2023-13-01": "is not a date: ",
    "0000-01-01": "is not a date: ",
    "tomorrow": "is not a date",
    "1 June 2024": "write a day as 2023-11-09",
    "2024-06/2024-05": "ends before it begins",
    str(date.today() + timedelta(days=2)): "is yet to come",
    "9999": "is yet to come",
}


@pytest.mark.parametrize("said", DATES)
def test_a_date_that_cannot_be(said):
    with pytest.raises(RecordError) as error:
        dated(said)
    assert f"“{said}”" in str(error.value)
    assert DATES[said] in str(error.value)


@pytest.mark.parametrize("said", ["2024", "2024-05", "2024-05/2024-06", "1911-08-18", str(date.today())])
def test_a_date_that_may_be(said):
    assert dated(f" {said} ").said == said


def test_no_date_is_written_as_undated():
    assert dated("undated").latest is None


def test_the_id_of_a_position_is_made_of_what_it_says():
    one, other = positions()[:2]
    assert with_id(one).id == with_id(replace(one, id="P999", source="elsewhere")).id
    assert len({with_id(one).id, with_id(other).id, with_id(replace(one, stance="neutral")).id}) == 3
