"""What the pages of a site are made of, read once: the prints, each actor's amendments to each, the positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from amend.engine.apply.apply import Applied, Outcome, Prepared
from amend.engine.compare.compare import compare
from amend.engine.compare.comparison import Comparison
from amend.engine.compare.redline import alone, read
from amend.engine.compare.untouched import OwnRows
from amend.errors import AmendError
from amend.ledger.evidence import Relied, relied_on
from amend.ledger.positions import Record
from amend.ledger.prints import AtHand, Print
from amend.model.amendment import Amendment
from amend.model.house import same_print
from amend.model.lines import Reading
from amend.model.position import Position
from amend.model.provision import Path as Place
from amend.web.matrix import actor_in_words, day_in_words
from amend.web.site.lasting import Lasting, lasting_addresses
from amend.web.site.names import Names
from amend.web.site.sheets import Sheets, sheets_of
from amend.web.site.standing_matrix import StandingMatrix
from amend.web.site.touched import RowsByTop, TouchedBy
from amend.word.ooxml.anchors import digest


class ShownPrint:
    """A print as the site shows it. file: it is in. bill: it. slug: its name in addresses."""

    def __init__(self, found: Print, slug: str) -> None:
        self.file, self.bill, self.slug = found.file, found.bill, slug

    @cached_property
    def name(self) -> str:
        """Its number, "HL Bill 31"; else its title."""
        return self.bill.number or self.bill.title or "The Bill"

    @property
    def in_words(self) -> str:
        """Its number and stage: "HL Bill 31 · As brought from the Commons"."""
        return " · ".join(filter(None, (self.name, self.bill.stage)))

    @property
    def path(self) -> str:
        """Of its page."""
        return f"bill/{self.slug}/index.html"

    @cached_property
    def prepared(self) -> Prepared:
        """It made ready to be amended."""
        return Prepared(self.bill)

    @property
    def reading(self) -> Reading:
        """Its words and lines."""
        return self.prepared.reading

    @cached_property
    def hashed(self) -> str:
        """What it is known by in every Word file that is made of it."""
        return digest(self.bill)

    @cached_property
    def own_rows(self) -> OwnRows:
        """Its paragraphs, for what is compared with it."""
        return OwnRows(self.bill)

    @cached_property
    def rows(self) -> RowsByTop:
        """Its text, paragraph by paragraph."""
        return RowsByTop(read(alone(self.own_rows.items)), self.bill)

    @cached_property
    def sheets(self) -> Sheets:
        """Which of its clauses and Schedules are on which of its pages."""
        return sheets_of(self.bill, self.reading)

    def sheet_path(self, page: int) -> str:
        """Of one of its pages, which are counted from 0."""
        return f"bill/{self.slug}/part-{page + 1}.html" if page else self.path


@dataclass(frozen=True, slots=True)
class Tabled:
    """An amendment of the record and what becomes of it by itself among its package.

    actor: the folder. name: the actor's full name in words. draft: the amendment. slug: its name in addresses. print:
    that it is to; None when that is not at hand. outcome: None then, and for one that was withdrawn, which is not made.
    """

    actor: str
    name: str
    draft: Amendment
    slug: str
    print: ShownPrint | None
    outcome: Outcome | None

    @property
    def path(self) -> str:
        """Of its page."""
        return f"amendments/{self.slug}.html"

    @property
    def number(self) -> str:
        """How it is called: "Amendment 96", "NC1"."""
        name = self.draft.name
        return f"Amendment {name}" if name[:1].isdigit() else name

    @property
    def heading(self) -> str:
        """Its title, else where it falls, else ""."""
        return self.draft.title or (self.outcome.place if self.outcome else "")


@dataclass(frozen=True)
class ActorPackage:
    """An actor's amendments to one print, made together but for those withdrawn. name: the actor's full name in words.
    slug: in addresses."""

    actor: str
    name: str
    slug: str
    print: ShownPrint
    tabled: tuple[Tabled, ...]
    applied: Applied

    @property
    def standing(self) -> tuple[Tabled, ...]:
        """Those that were not withdrawn, which are the ones that were made."""
        return tuple(one for one in self.tabled if not one.draft.withdrawn)

    @cached_property
    def comparison(self) -> Comparison:
        """The print compared whole with the print under the package, for a Word file of it has the cover too."""
        return compare(self.print.bill, self.applied.bill)

    @cached_property
    def own_rows(self) -> OwnRows:
        """The paragraphs of the print under the package, for what is compared with that."""
        return OwnRows(self.applied.bill)

    @cached_property
    def touched(self) -> TouchedBy:
        """What of the print it changes, clause by clause."""
        return TouchedBy(self.print.reading, self.applied.edits, self.comparison)


@dataclass(frozen=True)
class Gathered:
    """What a site is made of.

    here: where it was read. title: of the Bill that the site is about. prints: of that Bill, the oldest first.
    packages: each actor's amendments to each of these prints, by actor. tabled: every amendment of the record that
    could be read, those to prints that are not at hand too. record: the positions. broken: what is wrong with each
    file that could not be read, which the site says. others: the titles of other Bills at hand, which are not shown.
    ignored: the files of the record that git ignores, which are not shown. files: whether there are files to take away.
    """

    here: AtHand
    title: str
    prints: tuple[ShownPrint, ...]
    packages: tuple[ActorPackage, ...]
    tabled: tuple[Tabled, ...]
    record: Record
    broken: tuple[AmendError, ...]
    others: tuple[str, ...] = ()
    ignored: tuple[Path, ...] = ()
    files: bool = True

    @property
    def current(self) -> ShownPrint:
        """The print that the workspace names, else the newest."""
        number = self.here.space.print if self.here.space else ""
        return next((one for one in self.prints if number and same_print(one.bill.number, number)), self.prints[-1])

    @property
    def upto(self) -> str:
        """A sentence that says up to which day the record is kept."""
        if self.record.kept.to is None:
            return "The record does not say up to which day it is kept."
        return f"The record is kept up to {day_in_words(self.record.kept.to)}; what was said later may be missing."

    def packages_on(self, print_: ShownPrint) -> tuple[ActorPackage, ...]:
        """The packages to a print, by actor."""
        return tuple(one for one in self.packages if one.print is print_)

    def compared(self, old: ShownPrint, new: ShownPrint) -> Comparison:
        """Two prints compared, once."""
        key = (old.slug, new.slug)
        if key not in self._compared:
            self._compared[key] = compare(old.bill, new.bill)
        return self._compared[key]

    @cached_property
    def _compared(self) -> dict[tuple[str, str], Comparison]:
        return {}

    @cached_property
    def lasting(self) -> Mapping[str, Mapping[Place, Lasting]]:
        """The address of each provision of each print that can be cited: by the print's slug and the path in it."""
        by_bill = {id(one.bill): one for one in self.prints}
        found = lasting_addresses(
            [one.bill for one in self.prints],
            lambda old, new: self.compared(by_bill[id(old)], by_bill[id(new)]).pairing,
        )
        return {one.slug: addresses for one, addresses in zip(self.prints, found, strict=True)}

    def place_of(self, print_: ShownPrint, top: Place) -> tuple[str, str]:
        """Where a clause or Schedule is among the pages of a print: the path of the page and the anchor on it."""
        return print_.sheet_path(print_.sheets.page_of(top)), f"at-{self.lasting[print_.slug][top].slug}"

    def act_path(self, act: Print) -> str:
        """Of the page of an Act at hand."""
        return f"act/{self._act_names.of(act.file, act.bill.name, 'act')}.html"

    def acts_in(self, words: str) -> tuple[Print, ...]:
        """The Acts at hand that words cite by their titles."""
        return tuple(one for one in self.here.acts if one.bill.name and one.bill.name in words)

    @cached_property
    def _act_names(self) -> Names:
        names = Names()
        names.of("index", "index")  # the page that lists them
        for one in self.here.acts:
            names.of(one.file, one.bill.name, "act")
        return names

    def position_path(self, position: Position) -> str:
        """Of the page of a position."""
        name = self._position_names.of((position.actor, position.source, position.id), position.id, "position")
        return f"positions/{name}.html"

    def question_path(self, question: str) -> str:
        """Of the page of a question, with who held what on it over time."""
        return f"positions/on-{self._question_names.of(question, question, 'question')}.html"

    def actor_name(self, actor: str) -> str:
        """An actor's full name in words, by its folder."""
        return self._actor_names.get(actor, actor_in_words(self.here.named(actor), actor))

    @cached_property
    def _actor_names(self) -> Mapping[str, str]:
        return actor_names(self.here)

    @cached_property
    def _position_names(self) -> Names:
        names = Names()
        for taken in ("index", "matrix", *map(self.question_path, self.record.questions)):
            names.of(taken, taken.removeprefix("positions/").removesuffix(".html"))  # of other pages beside them
        for one in self.record.positions:
            names.of((one.actor, one.source, one.id), one.id, "position")
        return names

    @cached_property
    def _question_names(self) -> Names:
        names = Names()
        for question in self.record.questions:
            names.of(question, question, "question")
        return names

    def tabled_of(self, actor: str) -> tuple[Tabled, ...]:
        """The amendments in the folder of an actor."""
        return tuple(one for one in self.tabled if one.actor == actor)

    def cautions(self, packages: Iterable[ActorPackage]) -> tuple[str, ...]:
        """What must be said of the amendments of these packages, those together of whom the same is said."""
        whose: dict[str, list[str]] = {}
        for one in packages:
            said = self.record.kept.cautions.get(one.actor)
            if said and one.name not in whose.setdefault(said, []):
                whose[said].append(one.name)
        return tuple(f"{'; '.join(names)}: {said}" for said, names in whose.items())

    def by_its_place(self, error: AmendError) -> str:
        """What is wrong with a file of the record, by its place there: where that is on a disk is nobody's."""
        root = self.here.space.root if self.here.space else self.here.record.parent
        return str(error).replace(f"{root}/", "")

    @cached_property
    def standing_matrix(self) -> StandingMatrix:
        """Who held what, on any day."""
        return StandingMatrix(self.record)

    @cached_property
    def relied(self) -> tuple[Relied, ...]:
        """What the positions rely on: each figure, case and finding once."""
        return relied_on(self.record.positions)

    @cached_property
    def relied_anchors(self) -> Mapping[tuple[str, str, str], str]:
        """Where on the page of the evidence each of these stands, by what it is, its figure and its time."""
        names = Names()
        return {
            (one.what, one.value, one.period): f"e-{names.of(one, f'{one.value} {one.what}')}" for one in self.relied
        }


def actor_names(here: AtHand) -> Mapping[str, str]:
    """The full name of each actor in words, by its folder, which those of one name have behind it."""
    actors = here.actors if here.record.is_dir() else ()
    names = {actor: actor_in_words(here.named(actor), actor) for actor in actors}
    count = Counter(name.casefold() for name in names.values())
    return {actor: f"{name} ({actor})" if count[name.casefold()] > 1 else name for actor, name in names.items()}
