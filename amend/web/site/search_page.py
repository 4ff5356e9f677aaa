"""Search in the text of every print, which a script does on the page from a file of words beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from amend.engine.compare.redline import Beside
from amend.model.text import legible
from amend.web.site.gathered import Gathered
from amend.web.site.page import Page, SiteFile, linking, render, site_templates

PATH = "search.html"
DATA = "search-words.js"
SCRIPT = "search.js"


def search_pages(found: Gathered) -> Iterator[Page | SiteFile]:
    """The page, what it searches in, and what searches. Only this page loads the two."""
    yield Page(
        PATH,
        "Search the Bill",
        f"Find words in every clause and Schedule of each print of the {found.title}.",
        "search",
        render("search.html", PATH, prints=tuple(reversed(found.prints))),
        scripts=(DATA, SCRIPT),
    )
    yield SiteFile(DATA, b"self.amendWords = " + script_data(_words(found)) + b";\n")
    loader = site_templates().loader
    assert loader is not None
    yield SiteFile(SCRIPT, loader.get_source(site_templates(), SCRIPT)[0].encode())


def script_data(data: object) -> bytes:
    """Data as a script has it: no word in it ends the script, and none misleads."""
    said = legible(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    for sign in "<>&\u2028\u2029":
        said = said.replace(sign, f"\\u{ord(sign):04x}")
    return said.encode("utf-8", "replace")


def _words(found: Gathered) -> dict[str, Any]:
    """What is searched in: the names of the prints, the newest first; the texts, each once; for each clause or Schedule
    by its lasting name, in which print it is, how it is named there, where, and which text it has."""
    to = linking(PATH)
    texts: dict[str, int] = {}
    clauses: dict[str, list[list[object]]] = {}
    prints = tuple(reversed(found.prints))
    for number, print_ in enumerate(prints):
        for entry in print_.sheets.tops:
            page, slug = found.place_of(print_, entry.path)
            paragraphs = [_said(row) for row in print_.rows.of(None, entry.path)]
            text = texts.setdefault("\n".join(paragraphs), len(texts))
            place = [number, entry.said, to(page, slug), text]
            clauses.setdefault(slug, []).append(place)
    return {
        "prints": [print_.in_words for print_ in prints],
        "texts": list(texts),
        "clauses": [[to(f"provision/{slug}.html"), places] for slug, places in clauses.items()],
    }


def _said(row: Beside) -> str:
    numbers = [run.words for run in row.shown.numbers]
    return " ".join([*numbers, "".join([run.words for run in row.shown.runs])]).strip()
