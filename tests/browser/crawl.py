"""What is wrong with a folder of pages as files: links that lead nowhere, what comes from elsewhere, what each page lacks."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html

RESOURCES = {
    "src": {"audio", "embed", "iframe", "img", "input", "script", "source", "track", "video"},
    "href": {"link", "use", "image"},
    "xlink:href": {"use", "image"},
    "data": {"object"},
    "poster": {"video"},
    "action": {"form"},
    "formaction": {"button", "input"},
    "background": {"body", "table", "td"},
}
"""Where an element names what a browser loads, or sends something to."""

CARDS = {"og:image", "og:image:url", "og:image:secure_url", "og:url", "twitter:image"}
NAMED = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list")
"""Attributes that name other elements of the page by id."""

IN_CSS = re.compile(r"""@import\s+(?!url)["']([^"']+)|url\(\s*["']?([^"')]*)["']?\s*\)""", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SAFE_SOURCE = re.compile(r"'none'|'self'|'sha(256|384|512)-[A-Za-z0-9+/_=-]+'")
KEPT_SHUT = ("base-uri", "form-action")
"""What `default-src` does not cover, and a page can do without."""


@dataclass
class Leaf:
    """A page as a file. places: the ids and names that a link may lead to. tree: what a browser makes of the file."""

    file: Path
    text: str
    tree: html.HtmlElement
    places: Counter = field(default_factory=Counter)


@dataclass(frozen=True)
class Whole:
    """A folder of pages. leaves: the pages. files: every file that is there. address: where it is published, or None."""

    folder: Path
    leaves: dict[Path, Leaf]
    files: frozenset[Path]
    address: str | None = None


def pages(folder):
    """Every page in a folder and below it."""
    return sorted(Path(folder).rglob("*.html"))


def crawl(folder, address=None, *, alone=False):
    """What is wrong with the pages of a folder, each in a line that begins with the page; [] when nothing is.

    address: where the folder will be published ("https://example.org/bill/"), by which cards must name their pictures:
    what begins so is looked for in the folder. alone: each page is one file that people send, and may have its style
    in it; else style and scripts must be files of their own, so that the policy can forbid all others.
    """
    folder = Path(folder).resolve()
    leaves = {file: _leaf(file) for file in pages(folder)}
    whole = Whole(folder, leaves, frozenset(file for file in folder.rglob("*") if file.is_file()), address)
    if not leaves:
        return [f"{folder}: there is no page in it"]
    found = []
    for file, leaf in leaves.items():
        said = [*_lacking(leaf, alone), *_ids(leaf)]
        for what, link, loaded in dict.fromkeys(_references(leaf.tree)):
            if wrong := _wrong(link, file, whole, loaded=loaded):
                said.append(f"{what}: {wrong}")
        found += [f"{file.relative_to(folder)}: {one}" for one in dict.fromkeys(said)]
    for sheet in sorted(file for file in whole.files if file.suffix in (".css", ".svg")):
        for link in _in_css(sheet.read_text("utf-8")):
            if wrong := _wrong(link, sheet, whole, loaded=True):
                found.append(f"{sheet.relative_to(folder)}: {wrong}")
    return found


def out_of_reach(folder, start="index.html", *, but=("404.html",)):
    """The pages that no chain of links from the first leads to, but for those that nobody is meant to be led to."""
    folder = Path(folder).resolve()
    leaves = {file: _leaf(file) for file in pages(folder)}
    seen, ahead = set(), [folder / start]
    while ahead:
        file = ahead.pop()
        if file in seen or file not in leaves:
            continue
        seen.add(file)
        for link in leaves[file].tree.xpath("//a/@href | //area/@href"):
            path = urlsplit(urldefrag(link)[0])
            if not path.scheme and not path.netloc:
                ahead.append((file.parent / unquote(path.path)).resolve() if path.path else file)
    return [str(file.relative_to(folder)) for file in leaves if file not in seen and file.name not in but]


def _leaf(file):
    text = file.read_text("utf-8")
    tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    return Leaf(file, text, tree, Counter([*tree.xpath("//@id"), *tree.xpath("//a/@name")]))


def _lacking(leaf, alone):
    """What the page itself is without: a title, a language, one heading, a main part, a strict policy."""
    tree = leaf.tree
    if not re.match(r"\s*<!doctype html>", leaf.text, re.IGNORECASE):
        yield "it does not begin with <!doctype html>, or something stands before it"
    if not (tree.findtext(".//head/title") or "").strip():
        yield "it has no title"
    if not (tree.get("lang") or "").strip():
        yield "it does not say in which language it is"
    if (count := len(tree.xpath("//h1"))) != 1:
        yield f"it has {count} h1, and not one"
    if (count := len(tree.xpath("//main | //*[@role='main']"))) != 1:
        yield f"it has {count} main parts, and not one"
    if not tree.xpath("//meta[@name='viewport'][contains(@content, 'width=device-width')]"):
        yield "it says nothing of the width of a telephone (meta viewport)"
    for kind in ("user-scalable=no", "maximum-scale"):
        if any(kind in content.replace(" ", "") for content in tree.xpath("//meta[@name='viewport']/@content")):
            yield f"it keeps readers from making it larger ({kind})"
    yield from _policy(tree, alone)
    yield from _forbidden(tree, alone)


def _forbidden(tree, alone):
    """What a strict policy would stop, or ought to."""
    for element in tree.iter(html.etree.Element):
        for name, value in element.attrib.items():
            if name.startswith("on"):
                yield f"a script in an attribute: {name} of {element.tag}"
            if name == "style" and not alone:
                yield f"a style in an attribute, which a strict policy forbids: {value[:40]}"
    if tree.xpath("//base"):
        yield "a base element turns all its links elsewhere"
    if tree.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']"):
        yield "it goes to another page by itself (meta refresh)"
    for script in tree.xpath("//script[not(@src)]"):
        if script.get("type") not in ("application/json", "application/ld+json"):
            yield "a script in the page, which a strict policy forbids"


def _policy(tree, alone):
    """What is not strict in its Content-Security-Policy."""
    metas = tree.xpath("//meta[translate(@http-equiv, 'CONTESURIYPL', 'contesuriypl')='content-security-policy']")
    if len(metas) != 1:
        yield f"it has {len(metas)} policies (Content-Security-Policy), and not one"
        return
    before = metas[0].xpath("preceding::script | preceding::link[@rel='stylesheet'] | preceding::style")
    if before:
        yield f"its policy stands behind a {before[0].tag}, which it does not hold for"
    rules = {}
    for rule in metas[0].get("content", "").split(";"):
        name, *sources = rule.split() or [""]
        if name:
            rules.setdefault(name.lower(), sources)
    if rules.get("default-src") != ["'none'"]:
        yield "its policy does not begin by forbidding all: default-src 'none'"
    for name in KEPT_SHUT:
        if not rules.get(name):
            yield f"its policy leaves {name} open"
    for name, sources in rules.items():
        for source in sources if name.endswith(("-src", "-src-elem", "-src-attr")) or name in KEPT_SHUT else ():
            allowed = SAFE_SOURCE.fullmatch(source) or (name == "img-src" and source == "data:")
            if not allowed and not (alone and name == "style-src" and source == "'unsafe-inline'"):
                yield f"its policy lets in {source} as {name}"


def _ids(leaf):
    for place, count in Counter(leaf.tree.xpath("//@id")).items():
        if count > 1:
            yield f"the id {place!r} stands {count} times"
        if not place or re.search(r"\s", place):
            yield f"the id {place!r} has a space or nothing in it"
    for name in NAMED:
        for value in leaf.tree.xpath(f"//@{name}"):
            for place in value.split():
                if place not in leaf.places:
                    yield f"{name} names {place!r}, which is not there"


def _references(tree):
    """Each reference of a page: what names it, the link, and whether a browser loads it or sends something to it."""
    for element in tree.iter(html.etree.Element):
        if element.tag in ("a", "area"):
            for name in ("href", "xlink:href"):
                if element.get(name) is not None:
                    yield element.tag, element.get(name), False
            if element.get("ping"):
                yield "ping of a", element.get("ping"), True
        for name, tags in RESOURCES.items():
            if element.tag in tags and element.get(name) is not None:
                yield f"{name} of {element.tag}", element.get(name), True
        for name in ("srcset", "imagesrcset"):
            for one in (element.get(name) or "").split(","):
                if one.strip():
                    yield f"{name} of {element.tag}", one.split()[0], True
        if element.tag == "meta" and (element.get("property") or element.get("name")) in CARDS:
            yield str(element.get("property") or element.get("name")), element.get("content") or "", True
        sheet = (element.text or "") if element.tag == "style" else ""
        for css in (
            sheet,
            element.get("style") or "",
            *(element.get(name) or "" for name in ("fill", "stroke", "filter")),
        ):
            for link in _in_css(css):
                yield f"url() in {element.tag}", link, True


def _in_css(text):
    return ["".join(found) for found in IN_CSS.findall(COMMENT.sub("", text))]


def _wrong(link, file, whole, *, loaded):
    """What is wrong with one reference of a file; "" when nothing is."""
    stripped = re.sub(r"[\t\n\r]", "", link).strip()
    if whole.address and stripped.startswith(whole.address):
        stripped, file = stripped.removeprefix(whole.address), whole.folder / "index.html"
    parts = urlsplit(stripped)
    if parts.scheme or parts.netloc or stripped.startswith("//"):
        if parts.scheme == "https" and parts.netloc and not loaded:
            return ""
        if parts.scheme == "data" and loaded and stripped.startswith("data:image/"):
            return ""
        return f"{stripped[:80]} leads out of the folder" + ("" if loaded else ", and not by https")
    if "\\" in stripped or parts.path.startswith("/"):
        return f"{stripped[:80]} is not told from where the page is"
    return _leads_nowhere(stripped, file, whole)


def _leads_nowhere(link, file, whole):
    path, fragment = urldefrag(link)
    path = unquote(urlsplit(path).path)
    target = Path(urljoin(f"{file.parent.as_posix()}/", path)) if path else file
    if not target.is_relative_to(whole.folder):
        return f"{link[:80]} leads out of the folder"
    if target.is_dir():
        return f"{link[:80]} is a folder; from disk that shows a list, so name its index.html"
    if target not in whole.files:
        return f"{link[:80]} is not there"
    place = unquote(fragment.partition(":~:")[0])
    if not place or place == "top":
        return ""
    if target in whole.leaves:
        places = whole.leaves[target].places
    elif target.suffix == ".svg":
        places = set(re.findall(r'\bid="([^"]*)"', target.read_text("utf-8")))
    else:
        return ""
    return "" if place in places else f"{link[:80]}: there is no place {place!r} there"
