"""What the pages of a site are made of, read from a workspace or from what comes with the package."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from amend.drafting import make
from amend.errors import AmendError, RecordError
from amend.formats import actor_folders, draft
from amend.ledger.git.ignored import ignored_files
from amend.ledger.positions import Record, read_record
from amend.ledger.prints import AtHand, by_print
from amend.model.amendment import Amendment
from amend.model.house import same_print
from amend.model.memory import collection_paused
from amend.model.nearest import did_you_mean
from amend.web.site.gathered import ActorPackage, Gathered, ShownPrint, Tabled, actor_names
from amend.web.site.names import Names, slug


def gather(here: AtHand, actors: Collection[str] = ()) -> Gathered:
    """What the site of a workspace, or of what comes with the package, is made of.

    actors: the folders of those whose amendments and positions are shown; empty for everybody’s. Of several Bills the
    site is about the one that the workspace names. Raises ReadError when there is no print, RecordError for an actor
    that the record does not have.
    """
    for actor in actors:
        if actor not in here.actors:
            remedy = did_you_mean(actor, list(here.actors)) or f"there are {', '.join(here.actors)}"
            raise RecordError(f"there is no actor “{actor}” in the record", remedy=remedy)
    with collection_paused():
        title = here.current.bill.title
        names = Names()
        its = [one for one in here.prints if one.bill.title.casefold() == title.casefold()]
        prints = tuple(ShownPrint(one, names.of(one.file, one.bill.number or one.file.stem, "print")) for one in its)
        ignored = _ignored(here)
        read = [one for one in _drafts(here, ignored) if not actors or isinstance(one, AmendError) or one[0] in actors]
        drafts = [one for one in read if not isinstance(one, AmendError)]
        record = _of_actors(_record(here.record), actors, ignored)
        broken = [*(one for one in read if isinstance(one, AmendError)), *record.broken]
        broken = [*here.read[1], *(one for one in broken if _is_shown(one, here.record, actors, ignored))]
        others = tuple(dict.fromkeys(one.bill.title for one in here.prints if one not in its))
        packages, tabled = _packages(here, prints, drafts)
    each = {str(error): error for error in broken}  # what is wrong with a folder is met for either kind of its files
    return Gathered(here, title, prints, packages, tabled, record, tuple(each.values()), others, tuple(sorted(ignored)))


def _ignored(here: AtHand) -> frozenset[Path]:
    """The files of the record that git ignores, which are left out."""
    return frozenset(one for one in ignored_files(here.space) if one.suffix == ".md") if here.space else frozenset()


def _of_actors(record: Record, actors: Collection[str], ignored: Collection[Path]) -> Record:
    """A record with the positions of some actors alone, of all where none is named, without what git ignores."""
    positions = tuple(one for one in record.positions if Path(one.source) not in ignored)
    if not actors:
        return replace(record, positions=positions)
    positions = tuple(one for one in positions if one.actor in actors)
    return replace(record, positions=positions, actors=tuple(one for one in record.actors if one in actors))


def _is_shown(error: AmendError, record: Path, actors: Collection[str], ignored: Collection[Path]) -> bool:
    """Whether what is wrong with a file is told: not that of an actor who is left out, nor of one that git ignores."""
    if any((error.place or "").startswith(str(file)) for file in ignored):
        return False
    within = (error.place or "").removeprefix(f"{record}/")
    return not actors or within == error.place or "/" not in within or within.partition("/")[0] in actors


def _record(folder: Path) -> Record:
    """The positions of a record; of one that there is not yet, none."""
    return read_record(folder) if folder.is_dir() else Record(str(folder), (), (), ())


def _drafts(here: AtHand, ignored: Collection[Path]) -> Iterator[tuple[str, Amendment] | AmendError]:
    """Each amendment of the record with its actor; an error for each file that cannot be read."""
    for found in actor_folders.files(here.record) if here.record.is_dir() else ():
        try:
            file = Path(actor_folders.name(found))
            if file in ignored:
                continue
            yield file.parent.name, draft.read(file)
        except AmendError as error:
            yield error


def _packages(
    here: AtHand, prints: tuple[ShownPrint, ...], drafts: list[tuple[str, Amendment]]
) -> tuple[tuple[ActorPackage, ...], tuple[Tabled, ...]]:
    packages: list[ActorPackage] = []
    tabled: list[Tabled] = []
    names, package_names, called = Names(), Names(), actor_names(here)
    names.of("index", "index")  # the page with all of them; those that begin with "on" are of the prints
    for actor in dict.fromkeys(actor for actor, _ in drafts):
        mine = [one for its, one in drafts if its == actor]
        whose = called[actor]
        for number, amendments in by_print(mine).items():
            print_ = next((one for one in prints if same_print(one.bill.number, number)), None)
            standing = [one for one in amendments if not one.withdrawn]
            applied = make.apply(print_.prepared, standing) if print_ else None
            outcomes = {id(one): of for one, of in zip(standing, applied.outcomes, strict=True)} if applied else {}
            own = tuple(
                Tabled(
                    actor,
                    whose,
                    one,
                    names.of(id(one), _own_words(f"{actor} {one.name}")),
                    print_,
                    outcomes.get(id(one)),
                )
                for one in amendments
            )
            tabled += own
            if print_ is not None and applied is not None:
                packages.append(
                    ActorPackage(actor, whose, package_names.of((actor, number), actor), print_, own, applied)
                )
    return tuple(packages), tuple(tabled)


def _own_words(words: str) -> str:
    """Words for the name of an amendment that does not begin as those of the pages of the prints do."""
    return f"by {words}" if slug(words).startswith("on") else words
