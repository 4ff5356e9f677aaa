"""What a commit says of a position: nothing in it is taken for a trailer, a name or a row that it is not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from amend.ledger import recording
from amend.ledger.git import entries
from amend.ledger.git.repository import Repository, message_parts
from amend.model.amendment import Amendment
from amend.model.position import Position, When

NOW = datetime(2026, 1, 5, 10, tzinfo=UTC)
ONE = Position(
    id="P1",
    when=When.of("2024-06-01"),
    actor="pond-trust",
    who="The Pond Trust",
    kind="ngo",
    vehicle="letter",
    stance="supports",
    summary="It was for it.",
    sources=("A page",),
    sure="verified",
    on=("firewall", "Ponds Bill amendment 3", "Ponds Bill NC2"),
)


def test_the_message_is_a_subject_the_summary_and_trailers():
    assert entries.of_position(ONE, NOW).message == (
        "pond-trust: supports, letter\n\nIt was for it.\n\n"
        "Position: P1\nStance: supports\nAmendment: Ponds Bill amendment 3\nAmendment: Ponds Bill NC2\nSource: A page\n"
    )


def test_what_looks_like_a_trailer_is_none():
    given = replace(
        ONE, summary="It said:\n\nStance: opposes", sources=("A page\nStance: opposes",), vehicle="letter\n\nX: y"
    )
    subject, body, trailers = message_parts(entries.of_position(given, NOW).message)
    assert subject == "pond-trust: supports, letter X: y"
    assert body == "It said:\n\nStance: opposes"
    assert [value for key, value in trailers if key == "Stance"] == ["supports"]
    assert trailers[-1] == ("Source", "A page Stance: opposes")


@pytest.mark.parametrize(
    ("who", "author"),
    [
        ("Ann <ann@example.org>", "Ann ann@example.org"),
        ("\u201cAnn\u201d, of the Trust", "“Ann”, of the Trust"),
        ("<>", "pond-trust"),
        ("., ;", "pond-trust"),
        ("Ann\nauthor X <x> 0 +0000", "Ann author X x 0 +0000"),
        ("Ann\x00\x01\x1f", "Ann"),
        ("  Ann  ", "Ann"),
    ],
)
def test_the_author_has_a_name_that_git_keeps_as_it_is(work, git, who, author):
    entry = entries.of_position(replace(ONE, who=who), NOW)
    assert entry.author == author
    assert entry.address == "pond-trust@actors.invalid"


def test_a_name_of_many_signs_goes_through_git(work, git):
    taken = recording.taken(
        work, "pond-trust", date="2024", stance="neutral", on=("x\x01\x01y",), sources=("a\x00b",), kind="ngo",
        who="“Ann” & Søren <s@x>, O’Neill \\ 内政部", summary="One\x01two\x00three.",
    )  # fmt: skip
    recording.add(work, taken)
    commit = Repository.of(work).commits()[0]
    assert commit.author == "“Ann” & Søren s@x , O’Neill \\ 内政部"
    assert commit.actor == "pond-trust"
    assert commit.body == "One two three."
    assert commit.trailer("position") == taken.id
    git.sound()


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("2024-06-01", "2024-06-01T12:00:00+00:00"),
        ("2024-02", "2024-02-29T12:00:00+00:00"),
        ("2023", "2023-12-31T12:00:00+00:00"),
        ("2020-05/2022-05", "2022-05-31T12:00:00+00:00"),
        ("1911-08-18", "1970-01-01T12:00:00+00:00"),
        ("", "2026-01-05T10:00:00+00:00"),
    ],
)
def test_the_author_date_is_the_last_day_that_the_date_can_mean(said, written):
    assert entries.of_position(replace(ONE, when=When.of(said)), NOW).written.isoformat() == written


def test_an_amendment_is_named_as_in_its_house():
    for number, said in (("96", "amendment 96"), ("NC3", "NC3"), ("", "an amendment")):
        entry = entries.draft_entry(Amendment("Leave out Clause 1", number, print="HL Bill 1"), "keeper", NOW)
        assert entry.message == f"keeper: {said}\n\nAmendment: HL Bill 1 {said}\n"
        assert entry.author == "keeper"


@pytest.mark.parametrize("hours", range(-11, 12))
def test_noon_is_that_day_in_nearly_every_zone(hours):
    noon = entries.noon(date(2024, 6, 1))
    assert noon.astimezone(timezone(timedelta(hours=hours))).date() == date(2024, 6, 1)
