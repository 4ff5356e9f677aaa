"""`amend site` makes a folder of pages of the workspace or, outside one, of what comes with amend."""

import re
import subprocess

import pytest
from shorthand import bill

from amend.formats import akn

POSITION = """---
id: "P900"
date: "2023-05"
who: "Somebody"
kind: "commissioner"
vehicle: "note"
on: ["firewall"]
stance: "supports"
sure: "verified"
sources: ["example.org"]
---

This is a secret.
"""


POND = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
    2 Fish
      The keeper must not sell carp.
"""
DRAFT = """---
number: "{number}"
print: "HL Bill 31"
---

Clause 1, page 1, line 2, leave out “clean” and insert “{said}”

Member’s explanatory statement

This amendment would make clear what is kept.
"""


@pytest.fixture
def space(amend):
    """The command in a workspace with two prints, amendments and positions of three actors, and a position of a fourth."""
    for name, number, house in (
        ("bill-351", "Bill 351", "House of Commons"),
        ("hl-bill-31", "HL Bill 31", "House of Lords"),
    ):
        file = amend.folder / "bills" / f"{name}.xml"
        file.parent.mkdir(exist_ok=True)
        akn.write(bill(POND, number=number, house=house), file)
    for actor in ("commissioner", "friends", "government", "warden"):
        place = amend.folder / "drafts" / actor
        (place / "positions").mkdir(parents=True)
        taken = POSITION.replace("P900", f"P-{actor}").replace("a secret", f"what {actor} said")
        (place / "positions" / "1.md").write_text(taken)
        if actor != "friends":
            (place / "1.md").write_text(DRAFT.format(number=1, said=f"{actor}-like"))
    (amend.folder / "amend.toml").write_text('print = "HL Bill 31"\nfile = "bills/hl-bill-31.xml"\n')
    return amend


def test_outside_a_workspace_the_site_is_of_what_comes_with_amend(published, public):
    """As the demo makes it: the same files in another process."""
    folder, ended = published
    assert ended["code"] == 0
    assert "Domestic Abuse Commissioner" in ended["err"]
    assert re.fullmatch(r"\d+ pages? in public/: open public/index.html\n", ended["out"])
    front = (folder / "public" / "index.html").read_text()
    assert "<h1>Victims and Prisoners Bill</h1>" in front
    assert "Restatement for drafting and comparison. Not the official text." in front
    assert "The record is kept up to" in front
    assert "A rule that would stop the police" in front, "what the question is about"
    ours, theirs = (files_in(one) for one in (folder / "public", public))
    assert ours.keys() == theirs.keys()
    assert [name for name, data in ours.items() if theirs[name] != data] == []


def files_in(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_what_cannot_be_read_is_named_and_the_rest_is_there(space):
    (space.folder / "drafts" / "commissioner" / "9.md").write_text("no draft")
    (space.folder / "drafts" / "commissioner" / "positions" / "x.md").write_text("no position")
    (space.folder / "bills" / "broken.xml").write_text("<bill")
    ran = space("site", "-o", "public")
    assert ran.code == 3
    for name in ("9.md", "x.md", "broken.xml"):
        assert name in ran.err
    front = (space.folder / "public" / "index.html").read_text()
    for name in ("commissioner/9.md", "positions/x.md", "bills/broken.xml"):
        assert name in front
    assert str(space.folder) not in front


def test_of_the_actors_named_alone(space):
    ran = space("site", "-o", "public", "--actor", "commissioner", "--actor", "friends")
    assert (ran.code, ran.err) == (0, "With the amendments of Commissioner.\n")
    for name, data in space.files().items():
        if name.startswith("public/") and name.endswith((".html", ".json", ".csv", ".js", ".md")) and data:
            assert b"arden" not in data, name
    ran = space("site", "-o", "public", "--actor", "comissioner")
    assert ran.code == 1
    assert "did you mean “commissioner”" in ran.err


def test_what_git_ignores_is_not_published_and_is_named(space):
    subprocess.run(["git", "init", "-q"], cwd=space.folder, check=True)
    for name, text in (
        ("drafts/commissioner/8.md", (space.folder / "drafts/commissioner/1.md").read_text()),
        ("drafts/commissioner/broken.md", "no draft"),
        ("drafts/commissioner/positions/secret.md", POSITION),
    ):
        (space.folder / name).write_text(text.replace("would make clear", "is a secret"))
    (space.folder / ".gitignore").write_text("8.md\nbroken.md\nsecret.md\n")
    ran = space("site", "-o", "public")
    assert ran.code == 0, ran.err
    assert len(re.findall("git ignores it", ran.err)) == 3
    for name, data in space.files().items():
        if name.startswith("public/") and data:
            assert b"is a secret" not in data, name
            assert b"broken.md" not in data, name


def test_a_broken_file_of_an_actor_who_is_left_out_is_not_named(space):
    (space.folder / "drafts" / "government" / "9.md").write_text("no draft")
    (space.folder / "drafts" / "government" / "positions" / "x.md").write_text("no position")
    assert space("site", "-o", "public", "--actor", "commissioner").code == 0
    assert "9.md" not in (space.folder / "public" / "index.html").read_text()
    assert space("site", "-o", "public", "--actor", "government").code == 3


def test_other_bills_at_hand_are_named(space):
    akn.write(bill(POND, title="Rivers Bill"), space.folder / "bills" / "other.xml")
    ran = space("site", "-o", "public")
    assert ran.code == 0
    assert "the prints of “Rivers Bill” are not in it" in ran.err


def test_an_amendment_that_cannot_be_made_is_told(space):
    draft = (space.folder / "drafts" / "commissioner" / "1.md").read_text()
    (space.folder / "drafts" / "commissioner" / "1.md").write_text(draft.replace("“clean”", "“nowhere”"))
    ran = space("site", "-o", "public")
    assert ran.code == 3
    assert "Commissioner, Amendment 1 cannot be made" in ran.err


@pytest.mark.parametrize("place", ["drafts", "drafts/commissioner", "drafts/new", "bills", "bills/site"])
def test_a_site_within_what_is_read_is_refused(space, place):
    before = space.files()
    ran = space("site", "-o", place)
    assert ran.code == 1
    assert "which is read" in ran.err
    assert space.files() == before


def test_a_workspace_without_a_print_is_one_clear_line(amend):
    (amend.folder / "amend.toml").write_text("")
    (amend.folder / "bills").mkdir()
    (amend.folder / "drafts").mkdir()
    ran = amend("site", "-o", "public")
    assert (ran.code, ran.out) == (1, "")
    assert "there is no print of a Bill" in ran.err
    assert not (amend.folder / "public").exists()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "example.org", "ftp://example.org/", "https://", "https://a b/"]
)
def test_an_address_that_is_none_is_a_usage_error(amend, address):
    ran = amend("site", "-o", "public", "--address", address)
    assert ran.code == 2
    assert "https://example.org/bill/" in ran.err


def test_the_pictures_of_shared_links_have_the_address_that_was_given(space):
    assert space("site", "-o", "public", "--address", "https://example.org/bill").code == 0
    front = (space.folder / "public" / "index.html").read_text()
    assert re.search(r'property="og:image" content="https://example.org/bill/cards/[\w-]+\.png"', front)
    assert '<link rel="canonical" href="https://example.org/bill/index.html">' in front
