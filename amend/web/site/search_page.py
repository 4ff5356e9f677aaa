"""Search in the text of every print, which a script does on the page from a file of words beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from amend.engine.compare.redline import Beside
from amend.web.site.evidence_page import PATH as EVIDENCE
from amend.web.site.gathered import Gathered
from amend.web.site.page import Page, SiteFile, as_json, linking, render, sources
from amend.web.site.position_pages import position_title

_Numbered = Callable[[Iterable[str]], int]
"""Takes the paragraphs of a text and gives its number among the texts."""

_Thing = tuple[str, list[list[object]]]
"""The page of something that can be found, and where its words stand."""

PATH = "search.html"
DATA = "search-words.js"
SCRIPT = "search.js"


def pages(found: Gathered) -> Iterator[Page | SiteFile]:
    """The page, what it searches in, and what searches. Only this page loads the two."""
    yield Page(
        PATH,
        "Search",
        f"Find words in each print of the {found.title}, in the amendments to it, the positions and the evidence.",
        "search",
        render("search.html", PATH, prints=tuple(reversed(found.prints)), found=found),
        kept=True,
        scripts=(DATA, SCRIPT),
    )
    yield SiteFile(DATA, b"self.amendWords = " + as_json(_words(found)) + b";\n")
    yield SiteFile(SCRIPT, sources(SCRIPT)[0].encode())


def _words(found: Gathered) -> dict[str, Any]:
    """What is searched in.

    prints: their names, the newest first. texts: each once. things: for each clause or Schedule, by its lasting page,
    in which print it is, how it is named there, where, and which text it has; then the amendments, the positions and
    the evidence, which are in no print (None) and say in its place what they are.
    """
    texts: dict[str, int] = {}

    def numbered(paragraphs: Iterable[str]) -> int:
        return texts.setdefault("\n".join(filter(None, paragraphs)), len(texts))

    things = [
        *_clauses(found, numbered),
        *_amendments(found, numbered),
        *_positions(found, numbered),
        *_evidence(found, numbered),
    ]
    return {"prints": [one.in_words for one in reversed(found.prints)], "texts": list(texts), "things": things}


def _clauses(found: Gathered, numbered: _Numbered) -> Iterator[_Thing]:
    to = linking(PATH)
    clauses: dict[str, list[list[object]]] = {}
    for number, print_ in enumerate(reversed(found.prints)):
        for entry in print_.sheets.tops:
            slug = found.lasting[print_.slug][entry.path].slug
            text = numbered(_said(row) for row in print_.rows.of(None, entry.path))
            place = [number, entry.said, to(*found.place_of(print_, entry.path)), text]
            clauses.setdefault(slug, []).append(place)
    for slug, places in clauses.items():
        yield to(f"provision/{slug}.html"), places


def _amendments(found: Gathered, numbered: _Numbered) -> Iterator[_Thing]:
    to = linking(PATH)
    for one in found.tabled:
        name = ": ".join(filter(None, (f"{one.number}, {one.name}", one.heading)))
        path = to(one.path)
        text = numbered((name, one.draft.words, one.draft.statement))
        yield path, [[None, name, path, text, f"Amendment to {one.draft.print or 'the Bill'}"]]


def _positions(found: Gathered, numbered: _Numbered) -> Iterator[_Thing]:
    to = linking(PATH)
    for one in found.record.positions:
        path = to(found.position_path(one))
        text = numbered((", ".join(one.on), one.summary, one.vehicle))
        yield path, [[None, position_title(one), path, text, "Position"]]


def _evidence(found: Gathered, numbered: _Numbered) -> Iterator[_Thing]:
    to = linking(PATH)
    for one in found.relied:
        name = f"{one.value} {one.what}".strip()
        path = to(EVIDENCE, found.relied_anchors[one.what, one.value, one.period])
        text = numbered((name, one.period, f"Source: {'; '.join(one.sources)}"))
        yield path, [[None, name, path, text, "Figure" if one.value else "Case or finding"]]


def _said(row: Beside) -> str:
    numbers = [run.words for run in row.shown.numbers]
    return " ".join([*numbers, "".join([run.words for run in row.shown.runs])]).strip()
