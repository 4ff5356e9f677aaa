"""The page of the evidence: each figure, case and finding once, with its sources and who relied on it."""

from __future__ import annotations

from collections.abc import Iterator

from amend.model.in_words import plural
from amend.web.site.gathered import Gathered
from amend.web.site.page import Page, SiteFile, render
from amend.web.site.position_pages import position_links

PATH = "evidence.html"


def pages(found: Gathered) -> Iterator[Page | SiteFile]:
    """The page of the evidence."""
    figures = [one for one in found.relied if one.value]
    others = [one for one in found.relied if not one.value]
    main = render(
        "relied.html",
        PATH,
        found=found,
        groups=[group for group in (("Figures", figures), ("Cases and findings", others)) if group[1]],
        leads=position_links(found, PATH),
        counted=f"{plural(len(figures), 'figure')} and {plural(len(others), 'case or finding', 'cases and findings')}",
    )
    about = "The figures, cases and findings that positions rely on, each with its sources and who relied on it."
    yield Page(PATH, "Evidence", about, "evidence", main, kept=True)
