"""The pages on which packages of amendments to a print are switched on and off, and the redline is read in place.

Each clause that a package touches stands there once for each choice of packages that changes it, and the script of the
page shows the one that is chosen; without scripts each is shown under each package, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from amend.engine.compare.comparison import near_changes
from amend.engine.compare.redline import Beside
from amend.model.made import amendments_of
from amend.model.provision import Bill
from amend.web.rows import rows_as_html
from amend.web.site.gathered import Gathered, Tabled
from amend.web.site.page import Key, Page, render
from amend.web.site.slots import Slot
from amend.web.site.together import Together, UnderChoice

_PAGE = 500_000
"""Characters of a page from which on the next clause is on the next page."""

_LONG = 300_000
"""Characters of a print, or of one clause under all its choices, from which on what stays as it is is not repeated."""

NOBODY = "-"
"""The choice of no package, in the marks that the script of the page reads."""


@dataclass(frozen=True, slots=True)
class _Variant:
    """What stands in a place under some choices, which are all alike there.

    choices: in the marks that the script reads. said: under whose amendments. several: whether only the script shows
    it. changes: paragraphs that change. unmade: what cannot be made so, each with the reason; notes: what is to be
    known of the rest.
    """

    choices: tuple[str, ...]
    said: str
    several: bool
    changes: int
    rows: Markup
    unmade: tuple[tuple[Tabled, str], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _SwitchedPlace:
    """A clause or Schedule, what comes in behind one, or what stands between. path: of its page in the Bill, "" for
    none. packages: those that touch it. variants: none for what nobody touches, of which rows is what it says, empty
    where only its heading is shown. whole: whether every choice is there. cut: whether only what changes is. new:
    whether it is what an amendment puts in, which heading then names and path leads to.
    """

    anchor: str
    title: str
    heading: str
    path: str
    packages: tuple[str, ...]
    variants: tuple[_Variant, ...]
    rows: Markup
    whole: bool = True
    cut: bool = False
    new: bool = False

    @property
    def size(self) -> int:
        """Characters that it has about."""
        return 400 + len(self.rows) + sum(len(one.rows) + 400 for one in self.variants)


class Switching:
    """The pages of one print, and where on them each place is."""

    def __init__(self, found: Gathered, together: Together) -> None:
        self._found, self._together = found, together
        self._print = together.print
        self._base = f"amendments/on-{self._print.slug}"
        lasting = found.lasting[self._print.slug]
        self._lasting = {place: one for place, one in lasting.items() if not one.anchor}
        self._at: dict[Slot, tuple[str, str]] = {}
        self._pages = self._cut(list(self._parts()))

    def place(self, slot: Slot) -> tuple[str, str]:
        """The page that a slot is on, and the anchor there."""
        return self._at.get(slot, (f"{self._base}.html", ""))

    def pages(self) -> Iterator[Page]:
        """The pages, in order."""
        packages, print_ = self._together.packages, self._print
        paths = [path for path, _ in self._pages]
        for index, (path, parts) in enumerate(self._pages):
            main = render(
                "switching.html",
                path,
                found=self._found,
                print=print_,
                packages=packages,
                cautions=self._found.cautions(packages),
                parts=parts,
                paths=paths,
                index=index,
                unplaced=self._together.unplaced() if not index else (),
                bounds=[_bounds(inner) for _, inner in self._pages],
                touched_by=[sorted({one for part in inner for one in part.packages}) for _, inner in self._pages],
            )
            title = f"Amendments to {print_.name}, in place"
            if index:
                title += f", page {index + 1}"
            about = f"Switch on whose amendments to {print_.in_words} to read: {'; '.join(p.name for p in packages)}."
            key = Key(print_.in_words, "what the amendments that you choose would make of it")
            yield Page(path, title, about, "amendments", main, key=key, kept=True)

    def _cut(self, parts: Sequence[tuple[Slot, _SwitchedPlace]]) -> list[tuple[str, list[_SwitchedPlace]]]:
        pages: list[tuple[str, list[_SwitchedPlace]]] = []
        size = _PAGE
        for slot, part in parts:
            if size + part.size > _PAGE and (size or not pages):
                path = f"{self._base}-{len(pages) + 1}.html" if pages else f"{self._base}.html"
                pages.append((path, []))
                size = 0
            pages[-1][1].append(part)
            size += part.size
            self._at[slot] = (pages[-1][0], part.anchor)
        return pages

    def _parts(self) -> Iterator[tuple[Slot, _SwitchedPlace]]:
        together, units = self._together, self._together.slots.units
        texts = [_html(unit.rows, self._print.bill) for unit in units]
        long = sum(map(len, texts)) > _LONG
        behind: dict[int, list[Slot]] = {}
        for slot in sorted(together.touched):
            if slot[1] >= 0:
                behind.setdefault(slot[0], []).append(slot)
        for index, unit in enumerate(units):
            slot = (index, -1, -1)
            lasting = self._lasting.get(unit.place) if unit.place is not None else None
            anchor = f"c-{lasting.slug}" if lasting else f"u-{index}"
            part = _SwitchedPlace(
                anchor, unit.title, unit.heading, lasting.path if lasting else "", (), (), texts[index]
            )
            if slot in together.touched:
                yield slot, self._touched(slot, part)
            else:
                yield slot, replace(part, rows=Markup()) if long and lasting else part
            for inner in behind.get(index, ()):
                one = together.tabled[inner[2]]
                title = together.slots.title(inner)
                words = f"{one.number}, {one.name}"
                new = _SwitchedPlace(f"n-{one.slug}", title, words, one.path, (), (), Markup(), new=True)
                yield inner, self._touched(inner, new)

    def _touched(self, slot: Slot, part: _SwitchedPlace) -> _SwitchedPlace:
        packages = self._together.packages
        mine = tuple(packages[index].slug for index in sorted(self._together.touched[slot]))
        given = [(choice, self._together.under(slot, choice)) for choice in self._together.choices(slot)]
        shown = [(choice, one) for choice, one in given if one is not None]
        cut = False
        variants = self._variants(shown, part, cut=False)
        if sum(len(one.rows) for one in variants) > _LONG:
            variants, cut = self._variants(shown, part, cut=True), True
        whole = self._together.is_whole(slot)
        return replace(part, packages=mine, variants=variants, rows=Markup(), whole=whole, cut=cut)

    def _variants(
        self, shown: Sequence[tuple[frozenset[int], UnderChoice]], part: _SwitchedPlace, *, cut: bool
    ) -> tuple[_Variant, ...]:
        """What there is under each choice, those that are alike as one; cut: only what changes."""
        packages = self._together.packages
        found: dict[tuple[str, tuple[str, ...]], _Variant] = {}
        if part.rows and not cut:
            found[part.rows, ()] = _Variant((NOBODY,), "As printed", True, 0, part.rows, ())
        elif part.rows:
            found["", ()] = _Variant((NOBODY,), "As printed", True, 0, Markup(), ())
        for choice, one in shown:
            near = near_changes(one.rows)
            rows = [row for index, row in enumerate(one.rows) if index in near] if cut else one.rows
            html = _html(rows, one.bill)
            said = self._told(choice)
            key = (html, (*(f"{which.slug} {why}" for which, why in one.unmade), *one.notes))
            mark = "+".join(packages[index].slug for index in sorted(choice))
            if key in found:
                before = found[key]
                several = before.several and len(choice) > 1
                said = said if before.several and not several else before.said
                found[key] = replace(before, choices=(*before.choices, mark), several=several, said=said)
            else:
                changes = sum(row.changed for row in one.rows)
                found[key] = _Variant((mark,), said, len(choice) > 1, changes, html, one.unmade, one.notes)
        return tuple(found.values())

    def _told(self, choice: frozenset[int]) -> str:
        names = [self._together.packages[index].name for index in sorted(choice)]
        return amendments_of(names[0]) if len(names) == 1 else f"These together: {'; '.join(names)}"


def _html(rows: Sequence[Beside], new: Bill) -> Markup:
    return Markup("\n".join(rows_as_html(rows, new, near=near_changes(rows))))


def _bounds(parts: Sequence[_SwitchedPlace]) -> str:
    """From which clause to which a page goes; "" for one that has none."""
    titles = [part.title for part in parts if part.title and not part.title.startswith("New")]
    if not titles:
        return ""
    return titles[0] if titles[0] == titles[-1] else f"{titles[0]} to {titles[-1]}"
