"""What a page of HTML has of a print beside its text: numbers of lines and pages, places, links, notes at the foot."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from lxml import html

from amend.model.text import folded

_PAGE = re.compile(r"[\[(]?(?:page|p\.?) ?[0-9]{1,3}[\])]?", re.IGNORECASE)

_SEVERAL = 3
"""How often what stands beside the text is at least found."""

_POINT = r"(?:p(?:age|\.)? ?[0-9]{1,3}, ?)?(?:l(?:ines?|\.)? ?)?[0-9]{1,3}"
_CITED = re.compile(
    rf"p(?:age|\.)? ?[0-9]{{1,3}}(?:, ?l(?:ines?|\.)? ?[0-9]{{1,3}}(?: ?[–-] ?{_POINT})?)?", re.IGNORECASE
)
"""A place in a print, “p. 3, l. 5–7”, as a page has it that was made of one."""

_NAMED = re.compile(r"(?:clause|section|schedule|part|chapter|paragraph|article)? ?[0-9#]*\W*", re.IGNORECASE)
"""What a link says that may be the number of a provision."""


def without_margin(root: html.HtmlElement) -> list[str]:
    """Leave out the numbers of printed lines and pages that stand for themselves; a note for what was left out.

    They are set all alike: in their column of a table, or in elements of one class; and go up by five, again and again,
    or are each of a page. A table that has such a number in row after row has a column of its own of them.
    """
    alike: dict[tuple[str, ...], list[html.HtmlElement]] = defaultdict(list)
    for element in root.iter("td", "span", "a", "font", "div", "p", "sup", "small", "b", "i", "em"):
        said = folded("".join(element.itertext()))
        if (said.isdecimal() and len(said) < 4) or _PAGE.fullmatch(said):
            alike[("page",) if _PAGE.fullmatch(said) else _look(element)].append(element)
    notes = [*_without_places(root), *_without_links(root)]
    for found in alike.values():
        numbers = [folded("".join(element.itertext())) for element in found]
        if not all(numbers):
            continue  # left out already, with what it stands in
        lines = [int(said) for said in numbers if said.isdecimal()]
        if len(lines) == len(found) and _are_lines(lines) and not _fill_rows(found):
            what = "numbers of printed lines"
        elif not lines and len(found) > 1 and _rise([int(re.sub(r"\D", "", said)) for said in numbers]):
            what = "numbers of printed pages"
        else:
            continue
        notes.append(f"{len(found)} {what} beside the text were left out")
        for element in found:
            _empty(element)
    return notes


def _without_places(root: html.HtmlElement) -> list[str]:
    """Leave out the places in a print that stand for themselves beside its words, set all alike; a note of how many."""
    alike: dict[tuple[str, str | None], list[html.HtmlElement]] = defaultdict(list)
    for element in root.iter("td", "span", "a", "small", "div", "p"):
        if _CITED.fullmatch(folded("".join(element.itertext()))):
            alike[str(element.tag), element.get("class")].append(element)
    cited = [one for found in alike.values() if any("," in (element.text or "") for element in found) for one in found]
    if len(cited) < _SEVERAL:
        return []
    for element in cited:
        _empty(element)
    return [f"{len(cited)} places in a print, beside the text, were left out"]


def _without_links(root: html.HtmlElement) -> list[str]:
    """Leave out the links that say the same, but for numbers, again and again, “Clause 3 by itself”; a note of them."""
    alike: dict[str, list[html.HtmlElement]] = defaultdict(list)
    for link in root.iter("a"):
        said = re.sub(r"[0-9]+[A-Z]*", "#", folded("".join(link.itertext())))
        parent = link.getparent()
        alone = parent is not None and folded("".join(parent.itertext())) == folded("".join(link.itertext()))
        if link.get("href") and said and alone and not _NAMED.fullmatch(said):
            alike[said].append(link)
    out = []
    for said, links in alike.items():
        if len(links) >= _SEVERAL and len({link.get("href") for link in links}) == len(links):
            for link in links:
                _empty(link)
            out.append(f"{len(links)} links that say “{said[:60]}” were left out")
    return out


def without_footnotes(root: html.HtmlElement) -> list[str]:
    """Leave out raised numbers that lead to a note of the same page, and those notes; the words of each note."""
    notes = []
    for link in root.xpath("//a[starts-with(@href, '#')][ancestor::sup or .//sup]"):
        said = folded("".join(link.itertext())).strip("[]()")
        target = root.get_element_by_id(link.get("href")[1:], None)
        if target is None or target in link.iterancestors() or not (said.isdecimal() or said in ("*", "†", "‡")):
            continue
        if words := folded("".join(target.itertext())):
            notes.append(words)
        _empty(next((one for one in link.iterancestors("sup")), link))
        _empty(target)
    return notes


def _empty(element: html.HtmlElement) -> None:
    """Take all words out of an element; what follows it stays."""
    for inner in element.iter():
        inner.text = None
        inner.tail = None if inner is not element else inner.tail


def _look(element: html.HtmlElement) -> tuple[str, ...]:
    """How an element is set and what it stands in, by which those of one column are known."""
    parent = element.getparent()
    outer = "" if parent is None else f"{parent.tag!r} {parent.get('class', '')} {parent.get('align', '')}"
    last = "" if element.getnext() is None else "followed"
    own = tuple(element.get(name, "") for name in ("class", "align", "width", "style"))
    return (element.tag if isinstance(element.tag, str) else "", *own, outer, last)


def _are_lines(numbers: list[int]) -> bool:
    """Whether numbers are those of every fifth line, page after page."""
    steps = all(two == one + 5 or two == 5 for one, two in pairwise(numbers))
    return len(numbers) > 3 and numbers[0] == 5 and steps and (numbers.count(5) > 1 or max(numbers) < 50)


def _fill_rows(found: list[html.HtmlElement]) -> bool:
    """Whether most of these stand in one row of a table after another."""
    rows = [next(element.iterancestors("tr"), None) for element in found]
    return sum(one is not None and one.getnext() is two for one, two in pairwise(rows)) * 2 > len(found)


def _rise(numbers: list[int]) -> bool:
    return all(two == one + 1 for one, two in pairwise(numbers))
