"""The first page: what the site is about, who wants what at a glance, and the way to each of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from amend.ledger.stances import matrix
from amend.model.position import STANCES, Position
from amend.web.matrix import day_in_words, stance_sign
from amend.web.site.gathered import Gathered
from amend.web.site.news_part import FIRST_SHOWN, news_on_page
from amend.web.site.page import Page, SiteFile, render

_FORMS = {
    "proposes": "propose it",
    "supports": "support it",
    "supports in part": "support it in part",
    "neutral": "take no side",
    "opposes": "oppose it",
}


@dataclass(frozen=True, slots=True)
class _Camp:
    """Those who hold one stance on a question. said: what they do, in words. held: each with its latest position."""

    said: str
    held: tuple[tuple[str, Position], ...]


def pages(found: Gathered) -> Iterator[Page | SiteFile]:
    """The first page."""
    path = "index.html"
    question = next(iter(found.standing_matrix.questions), "")
    day = found.record.kept.to or date.today()
    tabled = [package for one in found.prints for package in found.packages_on(one)]
    main = render(
        "front.html",
        path,
        found=found,
        question=question,
        camps=_camps(found, question, day) if question else (),
        day=day_in_words(day),
        sign=stance_sign,
        broken=[found.by_its_place(error) for error in found.broken],
        tabled=tabled,
        cautions=found.cautions(tabled),
        news=news_on_page(found),
        first_shown=FIRST_SHOWN,
    )
    title = found.title or "The Bill"
    about = f"The text of the {title}, the amendments to it read in place, and who held what, with the sources."
    yield Page(path, title, about, "", main, kept=True)


def _camps(found: Gathered, question: str, day: date) -> Iterator[_Camp]:
    """Who holds what on a question on a day, the more in favour first; who holds two stances is in both."""
    shown = matrix(found.record.positions, day, on=[question])
    for stance in STANCES:
        held = [
            (found.actor_name(actor), next(one for one in reversed(cell.last) if one.stance == stance))
            for (actor, _), cell in sorted(shown.cells.items())
            if stance in cell.stances
        ]
        if stance and held:
            yield _Camp(_FORMS[stance], tuple(held))
