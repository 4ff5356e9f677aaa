"""The site as files: every kind of page made in turn, put into the frame, and written to a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from amend.errors import AmendError
from amend.ledger.prints import AtHand
from amend.web.site import (
    act_pages,
    amendments,
    bill_pages,
    compare_pages,
    evidence_page,
    front_page,
    position_pages,
    provision_pages,
    record_data,
    search_page,
)
from amend.web.site.cards import Cards
from amend.web.site.folder import put_in_folder
from amend.web.site.gathered import Gathered
from amend.web.site.gathering import gather
from amend.web.site.page import (
    AREAS,
    ON_SITE_CARD,
    SITE_CARD,
    Frame,
    Page,
    SiteFile,
    card_path,
    card_words,
    framed,
    sources,
)

Made = Iterator[Page | SiteFile]

KINDS: tuple[Callable[[Gathered], Made], ...] = (
    front_page.pages,
    bill_pages.pages,
    provision_pages.pages,
    amendments.pages,
    compare_pages.pages,
    act_pages.pages,
    position_pages.pages,
    evidence_page.pages,
    record_data.pages,
    search_page.pages,
)
"""What makes the pages of each kind, and the files that go with them, in the order in which they are made."""

STYLES = (
    *("frame.css", "depths.css", "rows.css", "stance_signs.css", "front.css", "news.css"),
    *("bill.css", "search.css", "amendments.css", "compare.css", "act.css"),
    *("held.css", "timeline.css", "course.css", "positions.css"),
)
SCRIPTS = ("frame.js", "bill.js", "amendments.js", "compare.js", "day_matrix.js")
"""The parts of the one style sheet and of the one script, in order."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site that was made.

    folder: where. pages: how many. broken: what is wrong with each file of the record that could not be read, and so is
    not in it. refused: the amendments that could not be made, with the reason. movers: whose amendments are in it.
    others: the titles of other Bills at hand, which are not, and ignored: the files that git ignores, which are not.
    """

    folder: Path
    pages: int
    broken: tuple[AmendError, ...]
    refused: tuple[tuple[str, str], ...]
    movers: tuple[str, ...]
    others: tuple[str, ...]
    ignored: tuple[Path, ...]


def site(here: AtHand, into: Path, *, address: str = "", actors: Collection[str] = (), files: bool = True) -> Site:
    """Make the site of a workspace, or of what comes with the package.

    here: what it is made of (see `amend.ledger.prints.at_hand`). into: the folder, which is made; one that has a site
    already gets the new one, and what somebody else put there stays. address: where it will be published,
    "https://example.org/bill/", which the pictures of links need; "" for not known. actors: the folders of those whose
    amendments and positions are shown; empty for everybody’s. files: whether there are files to take away of the
    amendments, which take as long to make as all the pages. Raises ReadError where there is no print, RecordError for
    an actor that the record does not have, WriteError.
    """
    found = replace(gather(here, actors), files=files)
    frame = frame_of(found, address)
    cards = Cards(frame.title, " ".join(frame.cautions))
    pages = 0

    def every() -> Iterator[SiteFile]:
        nonlocal pages
        yield SiteFile(SITE_CARD, cards.card(frame.title, ON_SITE_CARD))
        for made in made_of(found):
            if isinstance(made, Page):
                pages += 1
                yield SiteFile(made.path, framed(made, frame))
                if made.card:
                    yield SiteFile(card_path(made.path), cards.card(made.title, card_words(made)))
            else:
                yield made

    put_in_folder(into, every())
    refused = tuple(
        (f"{one.name}, {one.number}", one.outcome.reason)
        for one in found.tabled
        if one.outcome is not None and one.outcome.outcome == "refused"
    )
    movers = tuple(dict.fromkeys(one.name for one in found.tabled))
    return Site(into, pages, found.broken, refused, movers, found.others, found.ignored)


def made_of(found: Gathered) -> Made:
    """Every page of a site, and every file that is no page."""
    for name, parts in (("site.css", STYLES), ("site.js", SCRIPTS), ("icon.svg", ("icon.svg",))):
        yield SiteFile(name, "\n".join(sources(*parts)).encode())
    yield SiteFile(".nojekyll", b"")  # so that a host of pages publishes every file as it is
    for kind in KINDS:
        yield from kind(found)


def frame_of(found: Gathered, address: str = "") -> Frame:
    """What every page of the site says."""
    cautions = tuple(dict.fromkeys(caution for one in found.prints for caution in one.bill.cautions))
    areas = tuple(area for area in AREAS if area != "act" or found.here.acts)
    return Frame(found.title, cautions, found.upto, f"{address.rstrip('/')}/" if address else "", areas)
