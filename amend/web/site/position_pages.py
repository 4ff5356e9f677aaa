"""The pages of the positions: the questions, each question over time, everybody on any day, and each position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from amend.ledger.stances import Spell, stances_held, timeline
from amend.model.position import Position, Sureness
from amend.web.matrix import when_in_words
from amend.web.site.gathered import Gathered
from amend.web.site.page import Page, SiteFile, linking, render
from amend.web.site.standing_matrix import HOW, HeldOn, StandingMatrix, time_in_words
from amend.web.site.words_about import words_about
from amend.web.timeline import Leads, timeline_parts

STANCE_MEANS = {
    "proposes": "puts it forward, or asks for it",
    "supports": "is for it, as somebody else put it",
    "supports in part": "is for some of it, or for something weaker",
    "neutral": "takes no side",
    "opposes": "rejects it, even if something weaker is offered instead",
    "": "took no view: an outcome, or a fact about the background",
}
"""What each stance is, towards what is in question."""

SURE_MEANS: dict[Sureness, str] = {
    "verified": "read in the source",
    "verified in part": "partly read in the source, and partly not",
    "inferred": "concluded from what was read, and not read itself",
    "not verified": "not checked",
}
"""What each mark says of how well a position is known."""

INDEX, MATRIX = "positions/index.html", "positions/matrix.html"
_MOST = 200
"""Letters of a summary in the description of its page."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question. count: of its positions. last: for each actor what it holds on the day that is shown first."""

    question: str
    count: int
    years: str
    last: tuple[tuple[str, tuple[Spell, ...]], ...]


@dataclass(frozen=True, slots=True)
class _BeforeAndAfter:
    """What an actor held on a question before a position, and what it took next after it for certain."""

    question: str
    before: tuple[tuple[str, Position], ...]
    after: tuple[Position, ...]


def pages(found: Gathered) -> Iterator[Page | SiteFile]:
    """The pages of the positions."""
    shown = found.standing_matrix
    yield _index(found, shown)
    yield _matrix(found, shown)
    for question in shown.questions:
        yield _question(found, question)
    for at, one in enumerate(found.record.positions):
        before = found.record.positions[at - 1] if at else None
        yield _position(found, shown, one, before, next(iter(found.record.positions[at + 1 : at + 2]), None))


def position_links(found: Gathered, at: str) -> Leads:
    """Gives the link to the page of a position, from the page `at`."""
    to = linking(at)
    return lambda one: to(found.position_path(one))


def position_title(one: Position) -> str:
    """What the page of a position is known by: "Home Office, 5 January 2022: opposes"."""
    return f"{one.who}, {when_in_words(one.when)}: {one.stance or 'no stance'}"


def _index(found: Gathered, shown: StandingMatrix) -> Page:
    asked = [
        _Asked(question, len(on), _years(on), tuple(_standing_on(found, shown.on_question(question), shown.shown)))
        for question in shown.questions
        for on in [[one for one in found.record.positions if question in one.on]]
    ]
    actors = [
        (actor, [one for one in found.record.positions if one.actor == actor], found.tabled_of(actor))
        for actor in found.record.actors
    ]
    main = render(
        "positions.html",
        INDEX,
        found=found,
        shown=shown,
        asked=asked,
        actors=[one for one in actors if one[1] or one[2]],
        leads=position_links(found, INDEX),
        how=HOW,
        stances=STANCE_MEANS,
        sureness=SURE_MEANS,
        broken=[found.by_its_place(error) for error in found.record.broken],
        matrix=MATRIX,
    )
    about = f"Who held what on the {found.title or 'Bill'}, when, and how that is known."
    return Page(INDEX, "Positions", about, "positions", main, kept=True)


def _matrix(found: Gathered, shown: StandingMatrix) -> Page:
    main = render(
        "day_matrix.html",
        MATRIX,
        found=found,
        shown=shown,
        leads=position_links(found, MATRIX),
        how=HOW,
        time=time_in_words,
    )
    about = "What each body held on each question at the end of any day that you choose."
    return Page(MATRIX, "Who held what on any day", about, "positions", main, kept=True)


def _question(found: Gathered, question: str) -> Page:
    path = found.question_path(question)
    leads = position_links(found, path)
    parts = timeline_parts(timeline(found.record.positions, question), leads)
    undated = [one for one in found.record.positions if question in one.on and one.when.latest is None]
    main = render(
        "question.html",
        path,
        parts=parts,
        leads=position_links(found, path),
        undated=undated,
        means=found.record.kept.meanings.get(question, ""),
        index=INDEX,
        matrix=MATRIX,
    )
    about = f"What each body held on “{question}” over time, with the source of each position."
    return Page(path, parts.title, about, "positions", main, kept=True, card=("Who held what", question))


def _position(
    found: Gathered, shown: StandingMatrix, one: Position, before: Position | None, after: Position | None
) -> Page:
    path = found.position_path(one)
    words = words_about(found, one)
    named = found.actor_name(one.actor)
    main = render(
        "position.html",
        path,
        found=found,
        one=one,
        actor=named,
        anchor=shown.anchor(one.actor) if one.actor in shown.actors else "",
        leads=position_links(found, path),
        words=words,
        cautions=found.record.kept.cautions,
        around=[_around(found, one, question) for question in one.on],
        previous=before,
        next=after,
        stance_means=STANCE_MEANS[one.stance],
        sure_means=SURE_MEANS[one.sure],
        former=one.former(shown.shown),
        index=INDEX,
        matrix=MATRIX,
    )
    about = one.summary if len(one.summary) <= _MOST else f"{one.summary[: _MOST - 1]}…"
    card = (f"{one.id} · {when_in_words(one.when)} · {one.sure}", named, one.stance or "no stance")
    return Page(path, position_title(one), about, "positions", main, kept=True, card=card)


def _standing_on(found: Gathered, cells: Iterator[HeldOn], day: date) -> Iterator[tuple[str, tuple[Spell, ...]]]:
    for cell in cells:
        if held := tuple(one for one in cell.spells if one.on(day)):
            yield found.actor_name(cell.actor), held


def _years(positions: list[Position]) -> str:
    """The years between which positions were taken: "2018 to 2025"; "" where none has a date."""
    dated = sorted(when.year for one in positions for when in (one.when.earliest, one.when.latest) if when)
    if not dated:
        return ""
    return f"{dated[0]} to {dated[-1]}" if dated[0] < dated[-1] else f"{dated[0]}"


def _around(found: Gathered, one: Position, question: str) -> _BeforeAndAfter:
    """Before and after a position, of those that it could overtake or that could overtake it."""
    same = [
        other
        for other in found.record.positions
        if other is not one and question in other.on and (other.actor, other.voice) == (one.actor, one.voice)
    ]
    since, until = one.when.earliest, one.when.latest
    if since is None or until is None:
        return _BeforeAndAfter(question, (), ())
    before: tuple[tuple[str, Position], ...] = ()
    if since > date.min:
        held = stances_held(same, since - timedelta(days=1))
        ways = (("", held.last), ("perhaps ", held.perhaps), ("formerly ", held.former))
        before = tuple((how, other) for how, several in ways for other in several)
    later = [other for other in same if other.stance and other.when.earliest and other.when.earliest > until]
    first = min((other.when.latest for other in later if other.when.latest), default=None)
    return _BeforeAndAfter(question, before, tuple(other for other in later if other.when.latest == first))
