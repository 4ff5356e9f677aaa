"""A small workspace about ponds, of two prints and two actors' packages, and the site that is made of it."""

from shorthand import bill

from amend.formats import akn, draft
from amend.ledger.prints import at_hand
from amend.model.amendment import Amendment
from amend.web.site.gathering import gather
from amend.web.site.page import Page, framed
from amend.web.site.site import frame_of, made_of

HOSTILE = "<script>alert(1)</script> \u202eXYZ " + "wide" * 60

FIRST = """
    Part 1 Still water
    # Keeping
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean.
      (2) The keeper must—
        (a) feed the fish, and
        (b) count them.
    2 Ducks
      (1) A duck may swim.
    3 Reeds
      Reeds are to be cut.
    ===
    Schedule 1 Fish
      1 (1) The table follows.
        : carp : 1
        : tench : 2
      2 Fish are counted in spring.
"""
SECOND = """
    Part 1 Still water
    # Keeping
    1 Geese
      A goose may swim HOSTILE.
    2 Duty to keep ponds
      (1) The keeper must keep every pond clean and deep.
      (2) The keeper must—
        (a) feed the fish, and
        (b) count them.
    3 Ducks
      (1) A duck may swim.
    ===
    Schedule 1 Fish
      1 (1) The table follows.
        : carp : 1
        : tench : 2
      2 Fish are counted in spring.
"""
NEW_CLAUSE = "After Clause 3, insert the following new Clause—\n“Swans\n(1) A swan may swim.”"
DRAFTS = {
    "alder": (
        "Clause 2, page 1, line 6, leave out “deep” and insert “wide”",
        "Leave out Clause 3",
        NEW_CLAUSE,
        "Clause 2, page 1, line 6, leave out “purple”",
    ),
    "birch": ("Schedule 1, page 2, line 4, leave out “tench” and insert “roach”",),
}


def workspace(folder, *, prints=(FIRST, SECOND), drafts=DRAFTS, **given):
    """The workspace in a folder, and what is gathered of it. given: of each print, as `shorthand.bill` has it."""
    (folder / "bills").mkdir(parents=True)
    (folder / "drafts").mkdir()
    (folder / "amend.toml").write_text("")
    for number, notation in enumerate(prints, 1):
        xml = akn.dumps(bill(notation, number=f"Bill {number}", **given)).decode()
        hostile = HOSTILE.replace("<", "&lt;").replace(">", "&gt;")
        (folder / "bills" / f"{number}.xml").write_text(xml.replace("HOSTILE", hostile), "utf-8")
    for actor, words in drafts.items():
        (folder / "drafts" / actor).mkdir(parents=True)
        for number, said in enumerate(words, 1):
            one = Amendment(said, str(number), "Commons", "Committee", f"Bill {len(prints)}")
            (folder / "drafts" / actor / f"{number}.md").write_text(draft.dumps(one), "utf-8")
    return gather(at_hand(folder))


def files_of(found):
    """Every file of a site by its path, as text."""
    frame = frame_of(found)
    made = {one.path: framed(one, frame) if isinstance(one, Page) else one.data for one in made_of(found)}
    return {path: data.decode("utf-8", "replace") for path, data in made.items()}
