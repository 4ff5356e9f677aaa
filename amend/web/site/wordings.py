"""The texts of the Bill that can be laid side by side: the prints, and each print under an actor's amendments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from amend.engine.compare.comparison import Comparison
from amend.engine.compare.unshared import compare_unshared
from amend.model.provision import Bill, Path
from amend.web.rows import Sides
from amend.web.sections import amendments_by
from amend.web.site.gathered import ActorPackage, Gathered, ShownPrint, Tabled
from amend.web.site.names import Names
from amend.web.site.page import Key


@dataclass(frozen=True, slots=True)
class Wording:
    """A print, or that under an actor's amendments to it. slug: its name in addresses. package: None for the print."""

    slug: str
    print: ShownPrint
    package: ActorPackage | None = None

    @property
    def bill(self) -> Bill:
        """The text."""
        return self.package.applied.bill if self.package else self.print.bill

    @property
    def amendments(self) -> str:
        """Whose amendments are made in it, in words; "" for a print."""
        return amendments_by(self.package.name) if self.package else ""

    @property
    def in_words(self) -> str:
        """What it is: "HL Bill 31 · As brought from the Commons", "HL Bill 31 with Lord Moss’s amendments"."""
        return f"{self.print.name} with {self.amendments}" if self.package else self.print.in_words

    @property
    def refused(self) -> tuple[Tabled, ...]:
        """The amendments that could not be made, and so are not in it."""
        tabled = self.package.tabled if self.package else ()
        return tuple(one for one in tabled if one.outcome is not None and one.outcome.outcome == "refused")

    def in_print(self, path: Path) -> Path | None:
        """Where in the print a provision of the text stands; None for one that the amendments put in."""
        return self.package.comparison.pairing.old_of(path) if self.package else path

    def put_in_by(self, path: Path) -> Tabled | None:
        """The amendment that put in the provision at a path of the text; None where none did."""
        if self.package is None:
            return None
        node, standing = self.bill.at(path), self.package.standing
        edits = self.package.applied.edits
        return next((standing[e.index] for e in edits if any(node is one for one in e.inserted)), None)


@dataclass(frozen=True, slots=True)
class WordingPair:
    """Two texts side by side. path: of the page; those that follow it, where it is long, are in a folder beside it."""

    one: Wording
    other: Wording
    path: str

    @property
    def kind(self) -> Literal["prints", "amended", "amendments"]:
        """Two prints, a print and it as amended, or a print under the amendments of one and of another."""
        if self.other.package is None:
            return "prints"
        return "amendments" if self.one.package else "amended"

    @property
    def sides(self) -> Sides:
        """Whose each text is, where neither was made of the other."""
        return (self.one.amendments, self.other.amendments) if self.one.package else None

    @property
    def title(self) -> str:
        """What the page is headed."""
        match self.kind:
            case "prints":
                return f"{self.one.print.name} and {self.other.print.name} compared"
            case "amended":
                return f"{self.other.print.name} and {self.other.amendments}"
            case "amendments":
                return f"{self.other.print.name}: {self.one.amendments} beside {self.other.amendments}"

    @property
    def key(self) -> Key:
        """What the marks on the page mean."""
        return Key(self.one.in_words, self.other.in_words, self.sides)

    def compared(self, found: Gathered) -> Comparison:
        """The two compared; where amendments were made, of what they touch."""
        match self.kind:
            case "prints":
                return found.compared(self.one.print, self.other.print)
            case "amended" if self.other.package:
                return self.other.package.comparison
            case _:
                own = self.one.package.own_rows if self.one.package else self.one.print.own_rows
                return compare_unshared(self.one.bill, self.other.bill, own)

    def page_path(self, number: int) -> str:
        """The path of one of its pages, from 1."""
        return self.path if number == 1 else f"{self.path.removesuffix('.html')}/{number}.html"


def wordings(found: Gathered) -> tuple[Wording, ...]:
    """Every text that can be compared: each print, the oldest first, and behind it what it is under amendments."""
    names = Names()
    prints = [Wording(names.of(one.slug, one.slug), one) for one in found.prints]
    packages = {id(one): names.of(id(one), one.slug) for one in found.packages}
    return tuple(
        text
        for print_ in prints
        for text in (
            print_,
            *(Wording(packages[id(one)], one.print, one) for one in found.packages_on(print_.print)),
        )
    )


MOST_PACKAGES = 12
"""Packages to one print of which every two are laid side by side: 66 pages. Of more, each beside its print alone."""


def wording_pairs(texts: tuple[Wording, ...]) -> Iterator[WordingPair]:
    """Every two prints, every print and it under amendments, and every two actors' amendments to one print.

    Not the last where there are more than MOST_PACKAGES to a print.
    """
    count = Counter(text.print.slug for text in texts if text.package)
    names = Names()
    for one, other in combinations(texts, 2):
        if one.package is None and other.package is None:
            pass
        elif one.print is not other.print:
            continue  # no text has both
        elif one.package and other.package and count[one.print.slug] > MOST_PACKAGES:
            continue
        name = names.of((one.slug, other.slug), f"{one.slug} and {other.slug}")
        yield WordingPair(one, other, f"compare/{name}.html")
