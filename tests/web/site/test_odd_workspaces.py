"""Workspaces as they come: each gives a whole site, in which every link leads somewhere and what is wrong is said."""

import re

import pytest
from browser.crawl import crawl, out_of_reach
from shorthand import bill
from web.site.ponds_site import FIRST, SECOND

from amend import site
from amend.errors import AmendError
from amend.formats import akn, draft
from amend.ledger.prints import at_hand
from amend.model.amendment import Amendment

PLAIN = FIRST.replace("HOSTILE", "")
AGAIN = SECOND.replace("HOSTILE", "")
TWICE = """
    1 Ponds
      (1) A pond is to be kept.
    2 Ponds
      (1) A pond is to be kept.
    3 Ponds
      (1) A pond is to be deep.
"""
LETTERED = """
    1 Ponds
      A pond is to be kept.
    1A Weirs
      (1) A weir is to be kept.
      (1ZA) A weir is low.
    A2 Reeds
      Reeds are to be cut.
    ===
    Schedule 1 Fish
      Part 1 Carp
        1 (1) Carp are fed.
          : carp : 1
          : tench : 2
      Part 2 Tench
        2 Tench are counted.
"""
BARE = """
    1
      (1) A pond is to be kept.
    2
      (1) A weir is to be kept.
"""
DEEP = "Clause 2, page 1, line 6, leave out “deep” and insert “wide”"
NEW = "After Clause 3, insert the following new Clause—\n“Swans\n(1) A swan may swim.”"
SCHEDULE = "After Schedule 1, insert the following new Schedule—\n“SCHEDULE 2\nReeds\n1 Reeds are to be cut.”"
TABLED = {
    "none": {},
    "all refused": {"alder": ["Clause 9, page 1, line 6, leave out “deep”", "gibberish"]},
    "a clause left out, one moved, one put in, a Schedule": {
        "alder": ["Leave out Clause 3", NEW], "birch": ["Transpose Clause 1 to after Clause 3", SCHEDULE], "elm": ["Leave out Schedule 1"],
    },
    "twelve to one clause": {f"actor-{at:02}": [DEEP.replace("wide", f"wide {at}")] for at in range(12)},
    "to amendments": {"alder": [NEW, {"words": "Leave out “swan” and insert “goose”", "amends": "1"}, {"words": "Line 1, leave out “A”", "amends": "7"}]},
    "withdrawn": {"alder": [{"words": DEEP, "withdrawn": "1 May 2026"}], "birch": [{"words": DEEP, "withdrawn": "withdrawn"}, NEW]},
    "to a print that is not at hand": {"alder": [{"words": DEEP, "print": "HL Bill 99"}, DEEP, {"words": "Leave out Clause 3", "print": "Bill 1"}]},
    "without numbers": {"alder": [{"words": DEEP, "number": ""}, {"words": NEW, "number": ""}]},
    "of one number": {"alder": [{"words": DEEP, "number": "1"}, {"words": NEW, "number": "1"}]},
    "as people write": {"on-bill-1": [DEEP], "index": [NEW], "aux": [DEEP], "ölm & Co": [DEEP], "Alder": [DEEP], "alder": [NEW]},
}  # fmt: skip
PRINTS = {
    "two": ((PLAIN, {"number": "Bill 1"}), (AGAIN, {"number": "Bill 2"})),
    "one": ((AGAIN, {"number": "Bill 2"}),),
    "without anything": ((AGAIN, {"number": "", "house": "", "lines": False}),),
    "of one number": ((PLAIN, {"number": "Bill 2"}), (AGAIN, {"number": "Bill 2"})),
    "without title": ((AGAIN, {"title": "", "number": "Bill 2"}),),
    "headed alike": ((TWICE, {"number": "Bill 1"}), (TWICE.replace("deep", "wide"), {"number": "Bill 2"})),
    "with letters": ((LETTERED, {"number": "Bill 2"}),),
    "without headings": ((BARE, {"number": "Bill 2"}),),
}


def made_in(folder, prints, tabled):
    (folder / "bills").mkdir(parents=True)
    (folder / "drafts").mkdir()
    (folder / "amend.toml").write_text("")
    for at, (notation, said) in enumerate(prints):
        akn.write(bill(notation, **said), folder / "bills" / f"{at}.xml")
    for actor, several in tabled.items():
        (folder / "drafts" / actor).mkdir()
        for at, one in enumerate(several, 1):
            said = {"words": one} if isinstance(one, str) else one
            made = Amendment(**{"number": str(at), "house": "Commons", "stage": "Committee", "print": "Bill 2", **said})
            (folder / "drafts" / actor / f"{at}.md").write_text(draft.dumps(made), "utf-8")
    return folder


def whole(folder):
    made = site(at_hand(folder), folder / "public")
    found = [one for one in crawl(folder / "public") if "-alone.html" not in one]
    assert not found, "\n".join(found[:10])
    assert not out_of_reach(folder / "public")
    return made


@pytest.mark.parametrize("name", TABLED)
def test_whatever_is_tabled_the_site_is_whole(tmp_path, name):
    folder = made_in(tmp_path / "ws", PRINTS["two"], TABLED[name])
    whole(folder)
    text = (folder / "public" / "amendments" / "index.html").read_text("utf-8")
    for actor in TABLED[name]:
        assert re.search(re.escape(actor.replace("-", " ").replace("&", "&amp;")), text, re.IGNORECASE)


@pytest.mark.parametrize("name", PRINTS)
@pytest.mark.parametrize("tabled", ["none", "to a print that is not at hand"])
def test_whatever_the_prints_are_the_site_is_whole(tmp_path, name, tabled):
    whole(made_in(tmp_path / "ws", PRINTS[name], TABLED[tabled]))


def test_without_a_record_there_is_a_site_of_the_prints(tmp_path):
    folder = made_in(tmp_path / "ws", PRINTS["two"], {})
    (folder / "drafts").rmdir()
    whole(folder)


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("drafts/alder/9.md", "---\nprint: \"Bill 2\"\n---\n\nné\n".encode("latin-1")),
        ("drafts/alder/9.md", b"\0\0\0"),
        ("drafts/alder/9.md", b""),
        ("drafts/alder/positions/9.md", b"---\nid: P1\n---\n"),
        ("drafts/record.toml", b"format = 99\n"),
        ("drafts/record.toml", b"[[["),
        ("bills/9.xml", b"<a>"),
    ],
)  # fmt: skip
def test_what_is_broken_is_named_without_where_the_disk_has_it_and_the_rest_is_there(tmp_path, file, data):
    folder = made_in(tmp_path / "ws", PRINTS["two"], {"alder": [DEEP]})
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(data)
    made = whole(folder)
    assert made.broken
    said = [page for page in (folder / "public").rglob("*.html") if file in page.read_text("utf-8")]
    assert said
    for page in (folder / "public").rglob("*"):
        assert not page.is_file() or str(tmp_path).encode() not in page.read_bytes(), page


def test_a_broken_amend_toml_is_told_in_a_line_and_nothing_is_made(tmp_path):
    folder = made_in(tmp_path / "ws", PRINTS["one"], {})
    (folder / "amend.toml").write_text("print = [")
    with pytest.raises(AmendError, match=r"amend\.toml"):
        at_hand(folder)


def test_two_actors_of_one_name_are_told_apart(tmp_path):
    folder = made_in(tmp_path / "ws", PRINTS["two"], {"alder": [DEEP], "birch": [DEEP]})
    names = "".join(f'[[actor]]\nactor = "{one}"\nname = "The Trees"\n' for one in ("alder", "birch"))
    (folder / "drafts" / "record.toml").write_text(f"format = 1\n{names}")
    made = whole(folder)
    assert made.movers == ("The Trees (alder)", "The Trees (birch)")
