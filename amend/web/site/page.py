"""A page of the site and a file beside it, and how a page is put into the frame that all of them share."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from amend.model.in_words import listed, plural
from amend.model.text import NOT_XML, legible
from amend.web.matrix import record_words

Area = str
"""Which entry of the site's own contents a page is under: a key of AREAS, "" for none."""

AREAS: Mapping[Area, tuple[str, str]] = {
    "bill": ("The Bill", "bill/index.html"),
    "amendments": ("Amendments", "amendments/index.html"),
    "compare": ("Compare", "compare/index.html"),
    "act": ("The Act", "act/index.html"),
    "positions": ("Positions", "positions/index.html"),
    "evidence": ("Evidence", "evidence.html"),
    "search": ("Search", "search.html"),
}

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'"
)
"""The Content-Security-Policy of every page: nothing from another host, no script or style but the site's own files."""

SITE_CARD = "cards/site.png"
"""The picture of every page that has none of its own."""

ON_SITE_CARD = ("", "The amendments to it read in place, and who has held what, with the sources.")
"""The words of that picture beside the title of the site."""

_MOST_DESCRIBED = 200
"""Characters of a description: those who show it cut it at about that."""

_MOST_TOLD = 400
"""Characters that tell what is on a picture."""


@dataclass(frozen=True, slots=True)
class Key:
    """What the marks of a redline mean, which a page that shows one says first.

    base: the text that is amended, in words. other: the text that it is shown beside; "" where there are many.
    sides: whose the two texts are, where neither was made of the other; None for a text and it as amended.
    """

    base: str
    other: str = ""
    sides: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page, before its frame.

    path: from the root of the site, with "/". title: what it is headed and known by. description: a sentence about it,
    for who finds it in a list. area: where the site's own contents have it. main: what stands below the heading.
    cautions: what must be said of what it shows, beside what the site says of every page. key: see `Key`; None where
    no redline is shown. kept: whether it shows what the record holds, and so says up to which day that is kept. card:
    the words of its picture, the smaller ones first ("Clause 26"), then what is said below; empty for the title alone.
    scripts: files of the site's own beside the script of all pages, by their paths.
    """

    path: str
    title: str
    description: str
    area: Area
    main: Markup
    cautions: tuple[str, ...] = ()
    key: Key | None = None
    kept: bool = False
    card: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site that is no page. path: from the root of the site, with "/"."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of one site says. title: the site's. cautions: of the Bill, such as that it is a restatement.

    upto: a sentence that says up to which day the record is kept; "" for a record that does not say. address: where
    the site will be published, ending in "/"; "" where that is not known, and then cards are named by their places.
    """

    title: str
    cautions: tuple[str, ...] = ()
    upto: str = ""
    address: str = ""
    areas: tuple[Area, ...] = field(default=tuple(AREAS))


def render(template: str, at: str, **values: Any) -> Markup:
    """The main part of a page from a template of the site. at: the path of the page, from which its links lead."""
    return Markup(site_templates().get_template(template).render(to=linking(at), **values))


def framed(page: Page, frame: Frame) -> bytes:
    """The page whole, as it is written. A character that would mislead is shown as the replacement character."""
    to = linking(page.path)
    card = card_path(page.path) if page.card else SITE_CARD
    html = (
        site_templates()
        .get_template("frame.html")
        .render(
            page=page,
            frame=frame,
            policy=POLICY,
            to=to,
            description=_short(page.description),
            pictured=_pictured(page, frame),
            areas=[(area, *AREAS[area]) for area in frame.areas],
            card=f"{frame.address}{card}" if frame.address else to(card),
            address=f"{frame.address}{page.path}" if frame.address else "",
        )
    )
    return NOT_XML.sub("\ufffd", legible(html)).encode()


def card_words(page: Page) -> tuple[str, ...]:
    """The words of a page's picture beside its title, none of which the title has already; "" for none over it."""
    first, *others = ("" if words.casefold() in page.title.casefold() else words for words in page.card or ("",))
    return (first, *filter(None, others))


def _pictured(page: Page, frame: Frame) -> str:
    """What is on the picture of a page, for who does not see it."""
    shown = [frame.title, *ON_SITE_CARD]
    if page.card:
        first, *others = card_words(page)
        shown = [frame.title, first, page.title, *others]
    return _short(" ".join(f"{words.rstrip('.')}." for words in (*shown, *frame.cautions) if words), _MOST_TOLD)


def _short(words: str, most: int = _MOST_DESCRIBED) -> str:
    """Words in one line, the whole ones for which there is room."""
    plain = " ".join(words[: 2 * most].split())
    return plain if len(plain) <= most else f"{plain[:most].rpartition(' ')[0] or plain[: most - 1]}…"


def card_path(path: str) -> str:
    """Where the picture of a page is, by the path of the page: "cards/amendments-commissioner-1.png"."""
    return f"cards/{path.removesuffix('.html').replace('/', '-')}.png"


def linking(at: str) -> Callable[..., str]:
    """Gives the link from a page to another by its path from the root; so the site works from disk and at any place."""
    folder = posixpath.dirname(at)

    def to(path: str, anchor: str = "") -> str:
        link = "" if path == at and anchor else quote(posixpath.relpath(path, folder or "."))
        return f"{link}#{quote(anchor)}" if anchor else link

    return to


def sources(*names: str) -> list[str]:
    """Parts of a style sheet or script as they are kept among the templates, which are not filled in."""
    loader = site_templates().loader
    assert loader is not None
    return [loader.get_source(site_templates(), name)[0] for name in names]


def as_json(data: object, indent: int | None = None) -> bytes:
    """Data as JSON that may stand in a script or a page: no word in it ends that, and none misleads."""
    said = legible(json.dumps(data, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":")))
    for sign in "<>&\u2028\u2029":
        said = said.replace(sign, f"\\u{ord(sign):04x}")
    return said.encode("utf-8", "replace")


@cache
def site_templates() -> Environment:
    """The templates of the site, and those of other pages by their names: words in them cannot be taken for marks, and
    an unknown name is an error."""
    found = Environment(
        loader=ChoiceLoader([PackageLoader("amend.web", "templates/site"), PackageLoader("amend.web")]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    found.globals.update(plural=plural, listed=listed, **record_words())
    return found
