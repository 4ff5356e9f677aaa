"""A small workspace about ponds, for the tests of the site's pages: a print, and whatever record a test asks for."""

from shorthand import bill

from amend.formats import akn, draft, position
from amend.ledger.prints import at_hand
from amend.model.amendment import Amendment
from amend.model.position import Position, When
from amend.web.site.gathering import gather

PRINT = """
    1 Duty to keep ponds clean
      A pond must be kept clean.
    2 Wells
      A well must be covered.
"""


def taken(id, when, stance="proposes", actor="heron", on=("clean ponds",), sure="verified", who="", **more):
    """A position, of which only what matters to a test is said."""
    said = {"kind": "ngo", "vehicle": "a letter", "summary": f"What {id} held.", "sources": ("A newspaper",), **more}
    return Position(id, When.of(when), actor, who or f"The {actor}", stance=stance, on=on, sure=sure, **said)


def tabled(number, words="Clause 1, page 1, line 2, leave out “clean” and insert “clear”", **more):
    """An amendment to the print."""
    return Amendment(words, number, house="Commons", stage="Report", print="Bill 1", mover="A Heron", **more)


def space(folder, positions=(), amendments=(), toml="format = 1\n"):
    """What a site is made of, from a workspace in a folder. amendments: each with the actor's folder."""
    (folder / "bills").mkdir()
    akn.write(bill(PRINT), folder / "bills" / "ponds.xml")
    (folder / "amend.toml").write_text('print = "Bill 1"\nfile = "bills/ponds.xml"\n')
    (folder / "drafts").mkdir()
    (folder / "drafts" / "record.toml").write_text(toml, "utf-8")
    for at, one in enumerate(positions):
        place = folder / "drafts" / one.actor / "positions" / f"{at:03}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(position.dumps(one), "utf-8")
    for at, (actor, one) in enumerate(amendments):
        place = folder / "drafts" / actor / f"{at:03}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(draft.dumps(one), "utf-8")
    return gather(at_hand(folder))
