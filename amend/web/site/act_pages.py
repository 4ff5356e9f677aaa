"""The Acts that the Bill changes, in three layers: the Act, what the Bill does to it, what amendments do to that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amend.acts.consolidate import Keeling, keeling
from amend.acts.layers import Layers, of_keelings
from amend.engine.compare.redline import alone, read
from amend.ledger.prints import Print
from amend.model.printed import paragraphs
from amend.model.provision import Bill
from amend.web.keeling import LayersSection, layers_key, layers_sections
from amend.web.rows import rows_as_html
from amend.web.site.gathered import ActorPackage, Gathered, ShownPrint, Tabled
from amend.web.site.page import Page, SiteFile, render

INDEX = "act/index.html"

_SHORT = 200
"""Rows of an Act that is shown whole."""


@dataclass(frozen=True, slots=True)
class _ActView:
    """What a print, or a package to it, does to an Act.

    anchor: of its part of the page. package: None for the print alone. found: the three layers. sections: those of the
    Act in which something changes.
    """

    anchor: str
    print: ShownPrint
    package: ActorPackage | None
    found: Layers
    sections: tuple[LayersSection, ...]

    @property
    def title(self) -> str:
        """ "As HL Bill 31 would leave it with the amendments of Baroness Hay"."""
        said = f"As {self.print.name} would leave it"
        return f"{said} with the amendments of {self.package.name}" if self.package else said

    @property
    def tabled(self) -> tuple[Tabled, ...]:
        """The amendments that change what the Bill does to the Act; of a view of the print alone none."""
        making = {id(one) for maker in self.found.makers.values() for one in maker.amendments}
        return tuple(one for one in self.package.standing if id(one.draft) in making) if self.package else ()

    @property
    def key(self) -> list[tuple[str, str]]:
        """The marks that stand in it."""
        return layers_key(self.found)

    @property
    def refused(self) -> list[tuple[str, str]]:
        """What could not be made, each with the reason."""
        return [(one.source, one.reason) for one in self.found.amended.refused]


@dataclass(frozen=True, slots=True)
class _ShownAct:
    """An Act at hand. views: what changes it. untouched: the prints that by themselves leave it as it is. whole: its
    text, as HTML; "" for one that is long."""

    act: Bill
    path: str
    views: tuple[_ActView, ...]
    untouched: tuple[ShownPrint, ...]
    whole: str

    @property
    def title(self) -> str:
        """Its title."""
        return self.act.name or "Act"

    @property
    def cautions(self) -> tuple[str, ...]:
        """What must be said of it, and of the packages that change it."""
        return self.act.cautions


def pages(found: Gathered) -> Iterator[Page | SiteFile]:
    """A list of the Acts at hand, and a page for each; nothing where there is none."""
    if not found.here.acts:
        return
    shown = [_shown(found, one) for one in found.here.acts]
    about = "An amendment changes the Bill, the Bill an Act, and people are ruled by the Act: see what becomes of it."
    main = render("acts.html", INDEX, shown=shown, about=about)
    cautions = tuple(dict.fromkeys(caution for one in shown for caution in one.cautions))
    yield Page(INDEX, "The Act beneath", about, "act", main, cautions=cautions)
    for one in shown:
        described = (
            f"The {one.title}, what the Bill does to it, and what each actor’s amendments to the Bill would change."
        )
        said = found.cautions([view.package for view in one.views if view.package])
        main = render("act.html", one.path, one=one, index=INDEX)
        yield Page(one.path, one.title, described, "act", main, cautions=(*one.cautions, *said), card=("The Act",))


def _shown(found: Gathered, one: Print) -> _ShownAct:
    act = one.bill.as_act()
    views: list[_ActView] = []
    untouched: list[ShownPrint] = []
    for print_ in reversed(found.prints):
        plain = keeling(act, print_.bill)
        if plain.outcomes:
            views.append(_view(len(views), print_, None, of_keelings(plain)))
        else:
            untouched.append(print_)
        for package in found.packages_on(print_):
            drafts = [tabled.draft for tabled in package.standing]
            amended = keeling(act, print_.bill, drafts, title=plain.title)
            if _said(amended) != _said(plain):
                views.append(_view(len(views), print_, package, of_keelings(plain, amended, drafts)))
    rows = read(alone(paragraphs(act, front=False)))
    whole = "\n".join(rows_as_html(rows, act)) if len(rows) <= _SHORT else ""
    return _ShownAct(act, found.act_path(one), tuple(views), tuple(untouched), whole)


def _view(number: int, print_: ShownPrint, package: ActorPackage | None, found: Layers) -> _ActView:
    mark = f"v{number}"
    return _ActView(mark, print_, package, found, tuple(layers_sections(found, f"{mark}-")))


def _said(made: Keeling) -> list[tuple[str, tuple[str, ...]]]:
    """What a Bill does to an Act, in its words: each instruction, and what stands above it."""
    return [(one.words, one.above) for one in made.instructions]
