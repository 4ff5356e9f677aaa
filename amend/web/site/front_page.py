"""The first page: what the site is about, and the way to each of its parts."""

from __future__ import annotations

from collections.abc import Iterator

from amend.web.site.gathered import Gathered
from amend.web.site.page import Page, SiteFile, render


def pages(found: Gathered) -> Iterator[Page | SiteFile]:
    """The first page."""
    path = "index.html"
    yield Page(
        path,
        found.title or "The Bill",
        f"The {found.title}, the amendments to it, and who held what.",
        "",
        render("front.html", path, found=found),
        kept=True,
    )
