"""The pages of the amendments: all of them by actor, each by itself, and those on which they are read in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from amend.drafting.explain import sentence_of
from amend.drafting.in_short import in_short
from amend.engine.compare.comparison import headings_shown, near_changes
from amend.engine.compare.redline import Beside
from amend.english.inserted_rows import inserted_rows, understood
from amend.errors import AmendError
from amend.model.citation import address_of
from amend.model.house import same_print
from amend.model.position import When
from amend.web.matrix import when_in_words
from amend.web.rows import DEEPEST, rows_as_html
from amend.web.site.downloads import Download, files_of_amendment, files_of_package
from amend.web.site.gathered import ActorPackage, Gathered, Tabled
from amend.web.site.lasting import Lasting
from amend.web.site.page import Key, Page, SiteFile, render
from amend.web.site.slots import Slot
from amend.web.site.switching import Switching
from amend.web.site.together import Together, UnderChoice

_WHOLE = 24
"""Rows of a clause that the page of an amendment shows whole; of a longer one only what is near a change."""

_SENTENCES = 6
"""Sentences that tell of a package before the rest of them."""

_TOUCH = {
    "pre-empts": "One pre-empts the other",
    "conflict": "Both cannot be made",
    "alternative": "Alternatives: one of them can be made",
    "same place": "In the same place",
    "duplicate label": "With the same number",
    "depends on": "One needs the other",
    "consequential on": "One follows from the other",
}
"""What is said over the amendments that one is in touch with, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class _OfPackage:
    """A package as it is listed. short: what it does, a sentence for each change. files: what can be taken away."""

    package: ActorPackage
    short: tuple[str, ...]
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class _InTouch:
    """An amendment that another is in touch with, and how, in a sentence."""

    other: Tabled
    why: str


@dataclass(frozen=True, slots=True)
class _AmendmentShown:
    """What is shown of an amendment beside what it says of itself.

    sentence: what it does; "" where its words are not understood. sections: title and rows of each clause that it
    changes by itself. cut: whether only what is near a change is shown of one. alone: why it cannot be made by itself,
    "" where it can. touches: the provisions, as cited, and where they are. pairs: the amendments it is in touch with,
    by how. place: the page and anchor where it is read among the others.
    """

    sentence: str = ""
    sections: tuple[tuple[str, Markup], ...] = ()
    cut: bool = False
    alone: str = ""
    touches: tuple[tuple[str, Lasting], ...] = ()
    pairs: tuple[tuple[str, tuple[_InTouch, ...]], ...] = ()
    place: tuple[str, str] = ("", "")


def pages(found: Gathered) -> Iterator[Page | SiteFile]:
    """Every page of the amendments, and the files to take away."""
    together = {one.slug: Together(one, found.packages_on(one)) for one in found.prints if found.packages_on(one)}
    switching = {name: Switching(found, one) for name, one in together.items()}
    described = [_described(found, package) for package in found.packages]
    for one in described:
        yield from (file.file for file in one.files if file.path)
    sentences: dict[int, str] = {}
    each: list[Page | SiteFile] = []
    for tabled in found.tabled:
        print_ = tabled.print
        mine = together.get(print_.slug) if print_ else None
        shown = _shown(found, tabled, mine, switching[mine.print.slug]) if mine else _AmendmentShown()
        sentences[id(tabled)] = shown.sentence
        each += _page_of(found, tabled, shown)
    yield _list(found, described, sentences)
    for one_print in switching.values():
        yield from one_print.pages()
    yield from each


def _described(found: Gathered, package: ActorPackage) -> _OfPackage:
    comparison = package.comparison
    short = in_short(comparison, headings_shown(comparison)) if comparison.changes else ()
    files = files_of_package(package, found.cautions([package])) if found.files else ()
    return _OfPackage(package, short, tuple(files))


def _list(found: Gathered, described: Sequence[_OfPackage], sentences: Mapping[int, str]) -> Page:
    """The page with every amendment, by actor."""
    path = "amendments/index.html"
    elsewhere = [one for one in found.tabled if one.print is None]
    main = render(
        "amendments.html",
        path,
        found=found,
        described=described,
        sentence_of=lambda one: sentences.get(id(one), ""),
        few=_SENTENCES,
        prints=[one for one in found.prints if found.packages_on(one)],
        elsewhere=elsewhere,
        broken=[found.by_its_place(error) for error in found.broken],
    )
    whose = "; ".join(dict.fromkeys(one.name for one in found.tabled)) or "nobody"
    about = f"The amendments to the {found.title or 'Bill'} of {whose}: what each does, and where it falls."
    return Page(path, "Amendments", about, "amendments", main, kept=True)


def _shown(found: Gathered, tabled: Tabled, together: Together, switching: Switching) -> _AmendmentShown:
    """What an amendment does to a print that is at hand, by itself and among the others."""
    print_ = together.print
    at = together.index(tabled)
    operation, resolved = together.placed.get(at, (None, None)) if at is not None else (None, None)
    sentence = sentence_of(operation, resolved, print_.reading) if operation and resolved else ""
    target = _target(found, tabled)
    if tabled.draft.amends and target is not None:
        sentence = f"It changes {target.number[:1].lower()}{target.number[1:]}, and falls with it."
    sections: tuple[tuple[str, Markup], ...] = ()
    alone = ""
    shown: Mapping[Slot, UnderChoice] = {}
    if at is not None:
        shown, outcome = together.alone(at)
        alone = outcome.reason if outcome.outcome == "refused" else ""
        sections = tuple(_section(together, slot, one) for slot, one in shown.items()) if not alone else ()
    slots = sorted(together.reach(at)) if at is not None else []
    touches = {
        str(address): lasting
        for slot in slots
        if (place := together.slots.units[slot[0]].place) is not None
        if (address := address_of(print_.bill, place)) is not None
        if (lasting := found.lasting[print_.slug].get(place)) is not None
    }
    if resolved is not None and len(slots) == 1 and slots[0][1] < 0:
        touches = _innermost(found, together, resolved.start)
    return _AmendmentShown(
        sentence,
        sections,
        any(len(one.rows) > _WHOLE for one in shown.values()) and bool(sections),
        alone,
        tuple(touches.items()),
        tuple(_pairs(together, at)) if at is not None else (),
        switching.place(slots[0]) if slots else (f"amendments/on-{print_.slug}.html", ""),
    )


def _innermost(found: Gathered, together: Together, position: int) -> dict[str, Lasting]:
    """The smallest provision that can be cited at a position of the print, as cited; empty where there is none."""
    print_ = together.print
    path = print_.reading.locate(position)[0].path
    lasting = found.lasting[print_.slug]
    place = next((path[:depth] for depth in range(len(path), 0, -1) if path[:depth] in lasting), None)
    address = address_of(print_.bill, place) if place is not None else None
    return {str(address): lasting[place]} if place is not None and address is not None else {}


def _target(found: Gathered, tabled: Tabled) -> Tabled | None:
    """The amendment of the same package that one amends; None for none that is there."""
    named = tabled.draft.amends
    same = (
        one
        for one in found.tabled
        if one.actor == tabled.actor and one.print is tabled.print and one is not tabled and not one.draft.withdrawn
    )
    return next((one for one in same if named and one.draft.name == named), None)


def _section(together: Together, slot: Slot, shown: UnderChoice) -> tuple[str, Markup]:
    """A clause that changes: its title and its rows, of a long one those near a change."""
    rows: Sequence[Beside] = shown.rows
    near = near_changes(rows)
    if len(rows) > _WHOLE:
        rows = [row for index, row in enumerate(rows) if index in near]
        near = near_changes(rows)
    return together.slots.title(slot), Markup("\n".join(rows_as_html(rows, shown.bill, near=near)))


def _pairs(together: Together, at: int) -> Iterator[tuple[str, tuple[_InTouch, ...]]]:
    """The amendments that one is in touch with, by how they touch."""
    rows = together.pairs.get(at, ())
    for kind, said in _TOUCH.items():
        found = [_InTouch(together.tabled[other], why) for other, row, why in rows if row.kind == kind]
        if found:
            yield said, tuple(found)


def _page_of(found: Gathered, tabled: Tabled, shown: _AmendmentShown) -> Iterator[Page | SiteFile]:
    mine = [
        one for one in found.tabled if one.actor == tabled.actor and same_print(one.draft.print, tabled.draft.print)
    ]
    turn = next(index for index, one in enumerate(mine) if one is tabled)
    package = next((one for one in found.packages if any(each is tabled for each in one.tabled)), None)
    caution = found.record.kept.cautions.get(tabled.actor)
    cautions = (f"{tabled.name}: {caution}",) if caution else ()
    files = _files(tabled, cautions) if found.files else ()
    yield from (file.file for file in files if file.path)
    first, *rows = tabled.draft.words.split("\n")
    main = render(
        "amendment.html",
        tabled.path,
        first=first,
        inserted=inserted_rows(rows, understood(tabled.draft.words)),
        deepest=DEEPEST,
        found=found,
        one=tabled,
        shown=shown,
        package=package,
        target=_target(found, tabled),
        dated=when_in_words(When.of(tabled.draft.date)),
        acts=found.acts_in(tabled.draft.words),
        act_path=found.act_path,
        others=mine,
        before=mine[turn - 1] if turn else None,
        behind=mine[turn + 1] if turn + 1 < len(mine) else None,
        files=files,
    )
    where = tabled.print.in_words if tabled.print else tabled.draft.print
    about = shown.sentence or f"An amendment of {tabled.name} to {where}: its words, and what becomes of it."
    key = Key(where, "what this amendment by itself would make of it") if shown.sections else None
    title = f"{tabled.number}, {tabled.name}"
    card = (f"{tabled.name} · {where}", tabled.number)
    yield Page(tabled.path, title, about, "amendments", main, cautions=cautions, key=key, kept=True, card=card)


def _files(tabled: Tabled, cautions: Sequence[str]) -> tuple[Download, ...]:
    try:
        return tuple(files_of_amendment(tabled, cautions))
    except AmendError as error:
        return (Download("", "Files of this amendment", "", note=str(error)),)
