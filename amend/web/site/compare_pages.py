"""Pages that lay two texts of the Bill side by side or in one, and the one on which to choose which two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from amend.engine.compare.comparison import Comparison, headings_shown
from amend.engine.compare.redline import Beside
from amend.model.in_words import plural
from amend.model.memory import collection_paused
from amend.model.outline import top_of
from amend.model.provision import Path
from amend.web.in_tables import InTables
from amend.web.rows import RowSetting, rows_as_html
from amend.web.sections import ShownSection, changed_sections, differences_in_short, shown_sections
from amend.web.site.gathered import Gathered, Tabled
from amend.web.site.page import Page, SiteFile, render
from amend.web.site.wordings import MOST_PACKAGES, Wording, WordingPair, wording_pairs, wordings

_INDEX = "compare/index.html"

_MOST_ROWS = 700_000
"""Characters of the rows of a page: what is more stands on the next."""

_PLACE = ' id="c-'
"""With what the mark of a place begins, which no words of a text can: their quotation marks are written otherwise."""


@dataclass(frozen=True, slots=True)
class _PairLine:
    """What is said of a pair where it is chosen: what differs, in a line."""

    pair: WordingPair
    line: str


@dataclass(slots=True)
class _LeafSection:
    """A section of a comparison, or what of it has room on one page.

    anchor: what links lead to. continued: whether the page before has its beginning. link: the path and anchor of the
    provision, None for what has no page. put_in: the amendment that put it in.
    """

    section: ShownSection
    anchor: str
    continued: bool
    link: tuple[str, str] | None
    put_in: Tabled | None
    rows: list[str] = field(default_factory=list)

    @property
    def html(self) -> Markup:
        """Its rows."""
        return Markup("\n".join(self.rows))


@dataclass(slots=True)
class _Leaf:
    """What stands on one page. places: how many runs of rows that change. before: how many on the pages before."""

    before: int
    parts: list[_LeafSection] = field(default_factory=list)
    size: int = 0
    places: int = 0


def pages(found: Gathered) -> Iterator[Page | SiteFile]:
    """A page for each two texts that can be laid side by side, and the one on which they are chosen."""
    texts = wordings(found)
    told: list[_PairLine] = []
    for pair in wording_pairs(texts):
        with collection_paused():
            made, line = _pair_pages(found, pair)
        yield from made
        told.append(_PairLine(pair, line))
    yield _index(found, texts, told)


def _index(found: Gathered, texts: tuple[Wording, ...], told: list[_PairLine]) -> Page:
    by_kind = {kind: [one for one in told if one.pair.kind == kind] for kind in ("prints", "amended", "amendments")}
    amended = [print_ for print_ in found.prints if found.packages_on(print_)]
    own = {one.pair.other.slug: one.pair for one in by_kind["amended"]}
    newest = (one.pair for one in by_kind["amended"] if one.pair.one.print is found.prints[-1])
    main = render(
        "compare.html",
        _INDEX,
        begin=next(newest, None) or (told[-1].pair if told else None),
        texts=texts,
        prints=found.prints,
        by_kind=by_kind,
        amended=amended,
        on={print_.slug: [one for one in texts if one.package and one.print is print_] for print_ in amended},
        own=own,
        missing=_missing(found),
        crowded=[one for one in amended if len(found.packages_on(one)) > MOST_PACKAGES],
    )
    about = "Any two prints of the Bill, or a print as two sides would amend it, word for word."
    cautions = tuple(dict.fromkeys(caution for one in found.prints for caution in one.bill.cautions))
    cautions += found.cautions(found.packages)
    return Page(_INDEX, "Compare", about, "compare", main, cautions)


def _missing(found: Gathered) -> list[tuple[str, str]]:
    """Whose amendments are to a print that is not at hand, and to which: no text can be made of them."""
    return list(dict.fromkeys((one.name, one.draft.print or "a print") for one in found.tabled if one.print is None))


def _pair_pages(found: Gathered, pair: WordingPair) -> tuple[list[Page], str]:
    """The pages of a pair, and what differs in a line."""
    comparison = pair.compared(found)
    named = headings_shown(comparison)
    sections = list(shown_sections(comparison, pair.sides, named))
    short, most = differences_in_short(comparison, pair.sides, named)
    changed = [section for section in sections if section.changed]
    leaves = _leaves(changed, comparison, pair, _linked(found, pair, comparison))
    first: dict[str, int] = {}
    for number, leaf in enumerate(leaves, 1):
        for part in leaf.parts:
            first.setdefault(part.section.anchor, number)
    line = _line(short, pair)
    values = {
        "pair": pair,
        "pages": len(leaves),
        "total": len(comparison.changes),
        "places": sum(leaf.places for leaf in leaves),
        "contents": [(one, pair.page_path(first[one.anchor])) for one in changed_sections(changed)],
        "short": short,
        "most": most,
        "untouched": len(sections) - len(changed),
        "hidden": sum(len(section.rows) - len(section.near) for section in changed),
    }
    made = []
    for number, leaf in enumerate(leaves, 1):
        path = pair.page_path(number)
        title = pair.title if len(leaves) == 1 else f"{pair.title} ({number} of {len(leaves)})"
        main = render("compared.html", path, number=number, leaf=leaf, **values)
        card = ("Compare", line) if number == 1 else ()
        packages = [text.package for text in (pair.one, pair.other) if text.package]
        bills = (*pair.one.bill.cautions, *pair.other.bill.cautions)
        cautions = tuple(dict.fromkeys((*bills, *found.cautions(packages))))
        made.append(Page(path, title, line, "compare", main, cautions, pair.key, card=card))
    return made, line


def _line(short: dict[str, tuple[str, ...]], pair: WordingPair) -> str:
    """What differs between two texts, in a line."""
    if not any(short.values()):
        return "Nothing differs."
    if pair.sides:
        only = (f"Only under {side}" for side in pair.sides)
        counts = [f"{plural(len(short[name]), 'thing')} {name[0].lower()}{name[1:]}" for name in only if name in short]
        both = [f"{len(rows)} different under each" for name, rows in short.items() if name.startswith("Different")]
        return f"{'; '.join([*counts, *both])}."
    first, *others = short[""]
    return f"{first} And {len(others)} more." if others else first


_Linked = Callable[[Sequence[Beside]], tuple[tuple[str, str] | None, Tabled | None]]
"""Where the page of the provision is that rows are of, and the amendment that put it in."""


def _linked(found: Gathered, pair: WordingPair, comparison: Comparison) -> _Linked:
    def linked(rows: Sequence[Beside]) -> tuple[tuple[str, str] | None, Tabled | None]:
        places = [(pair.other, comparison.new, row.new.path) for row in rows if row.new]
        places += [(pair.one, comparison.old, row.old.path) for row in rows if row.old and not row.new]
        for text, bill, path in places[:1]:
            top = top_of(bill, path)
            if top is not None:
                return _address(found, text, top), text.put_in_by(top)
        return None, None

    return linked


def _address(found: Gathered, text: Wording, top: Path) -> tuple[str, str] | None:
    there = text.in_print(top)
    lasting = found.lasting[text.print.slug].get(there) if there is not None else None
    return (lasting.path, lasting.anchor) if lasting else None


def _leaves(
    sections: Sequence[ShownSection], comparison: Comparison, pair: WordingPair, linked: _Linked
) -> list[_Leaf]:
    """The sections over as many pages as their length asks for; one page where there are none."""
    leaves = [_Leaf(0)]
    marks: dict[int, str] = {}
    for section in sections:
        for row in _places(section):
            marks[id(row)] = f"c-{len(marks) + 1}"
    tables = RowSetting(tables=InTables(comparison.new, comparison.old, comparison.pairing.new_of))
    for section in sections:
        rows = rows_as_html(
            section.rows,
            comparison.new,
            near=section.near,
            sides=pair.sides,
            anchor=lambda row: marks.get(id(row), ""),
            how=tables,
        )
        links = linked(section.rows)
        begun = False
        part = None
        for html in rows:
            leaf = leaves[-1]
            if leaf.size and leaf.size + len(html) > _MOST_ROWS:
                leaf = _Leaf(leaf.before + leaf.places)
                leaves.append(leaf)
                part = None
            if part is None:
                anchor = f"{section.anchor}-{len(leaves)}" if begun else section.anchor
                part = _LeafSection(section, anchor, begun, *links)
                leaf.parts.append(part)
                begun = True
            part.rows.append(html)
            leaf.size += len(html)
            leaf.places += html.count(_PLACE)
    return leaves


def _places(section: ShownSection) -> Iterator[Beside]:
    """The rows with which something begins to change: what came or went whole is one place, however many paragraphs
    it has."""
    last = ""
    for row in section.rows:
        side = "" if not row.changed else "came" if row.old is None else "went" if row.new is None else "words"
        if side and (side != last or side == "words" or row.moved is not None):
            yield row
        last = side
