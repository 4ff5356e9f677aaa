"""What the last fetches brought, as a page shows it: each change in words, with the ways to what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from amend.drafting.news import News, NewsKind
from amend.errors import RecordError
from amend.ledger.official import ACTOR
from amend.model.in_words import plural
from amend.sources.kept_news import KeptNews, kept_news
from amend.web.matrix import day_in_words
from amend.web.site.gathered import Gathered

KINDS: dict[NewsKind, str] = {
    "new": "new",
    "reworded": "reworded",
    "withdrawn": "withdrawn",
    "decided": "decided",
    "names": "other names",
    "renumbered": "another number",
    "statement": "another statement",
    "gone": "no longer listed",
}
"""What each kind of change is called."""

_IN_FULL = ("reworded", "statement")
"""What is shown whole, as it is and as it was: the two may begin alike."""

FIRST_SHOWN = 8
"""Changes of a fetch that are shown at once; the rest opens."""

_ROW = 160
"""Characters of an amendment that a row has."""


@dataclass(frozen=True, slots=True)
class NewsRow:
    """A change. number: of the amendment. kind: in words. said: what it is now, or was and is. was: what it was, where
    both are shown whole. path: of the page of the amendment; "" for none."""

    number: str
    kind: str
    said: str
    was: str
    path: str


@dataclass(frozen=True, slots=True)
class Touches:
    """Something of ours that a change touches. number: of the amendment that changed. what: ours, and path: of its
    page; "" for none. why: a sentence."""

    number: str
    what: str
    path: str
    why: str


@dataclass(frozen=True, slots=True)
class ToldFetch:
    """What a fetch brought. day: in words. counts: of what, in words. sources: addresses. texts: prints and others that
    are new or other, each as it is called, with the path of its page. unsaid: what cannot be told."""

    day: str
    subject: str
    counts: str
    sources: tuple[str, ...]
    changes: tuple[NewsRow, ...]
    texts: tuple[tuple[str, str], ...]
    touches: tuple[Touches, ...]
    unsaid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The paths of the pages of things, by their files from the root; "" for what has none, and None for a draft or
    position that is not shown at all. text: what a print or Act is called, and its path."""

    draft: Callable[[str], str | None]
    position: Callable[[str, str], str | None]
    text: Callable[[str], tuple[str, str]]


def told_fetch(one: KeptNews, ways: Ways) -> ToldFetch:
    """What a fetch brought, in words."""
    counts = Counter(KINDS[change.news.kind] for change in one.changes)
    said = [f"{count} {kind}" for kind, count in counts.items()]
    said += [f"{plural(one.came, 'amendment')} fetched for the first time"] if one.came else []
    return ToldFetch(
        day_in_words(one.day),
        one.subject,
        ", ".join(said),
        one.sources,
        tuple(_told(change.news, ways.draft(change.draft) or "") for change in one.changes),
        tuple(map(ways.text, one.texts)),
        tuple(_touches(one, ways)),
        tuple(finding.message for finding in one.findings),
    )


def _told(one: News, path: str) -> NewsRow:
    kind, number = KINDS[one.kind], one.number or one.key
    if one.kind in ("new", "gone"):
        return NewsRow(number, kind, _beginning(one.after or one.before), "", path)
    if one.kind in _IN_FULL:
        return NewsRow(number, kind, one.after or "nothing", one.before or "nothing", path)
    return NewsRow(number, kind, f"{one.before} → {one.after or 'nothing'}" if one.before else one.after, "", path)


def _beginning(words: str) -> str:
    """The beginning of an amendment, on one row."""
    row = " ".join(words.split())
    return row if len(row) <= _ROW else f"{row[:_ROW].rpartition(' ')[0] or row[:_ROW]}…"


def _touches(one: KeptNews, ways: Ways) -> Iterator[Touches]:
    for draft in one.drafts:
        path = ways.draft(draft.file)
        if path is not None:
            yield Touches(draft.number, f"our amendment {draft.other} ({draft.file})", path, draft.why)
    for position in one.positions:
        path = ways.position(position.id, position.file)
        if path is not None:
            yield Touches(position.number, f"our position {position.id}", path, "it is about that amendment")


def news_on_page(found: Gathered) -> Sequence[ToldFetch]:
    """What the fetches of the last day brought that concern the Bill of a site. What is told of amendments needs them
    to be among those that the site shows; of ours only what it shows is named."""
    space = found.here.space
    if space is None:
        return ()
    drafts = {space.place(one.draft.source): one.path for one in found.tabled}
    positions = {(one.id, space.place(one.source)): found.position_path(one) for one in found.record.positions}
    texts = {space.place(str(one.file)): (one.in_words, one.path) for one in found.prints}
    texts |= {space.place(str(one.file)): (one.bill.name, found.act_path(one)) for one in found.here.acts}
    ways = Ways(drafts.get, lambda held, file: positions.get((held, file)), lambda file: texts.get(file, (file, "")))
    has_official = any(one.actor == ACTOR for one in found.tabled)
    try:
        kept = kept_news(found.here, bill=found.title)
    except RecordError as error:
        return (ToldFetch("", "The record cannot be read", "", (), (), (), (), (found.by_its_place(error),)),)
    if not has_official:
        kept = tuple(replace(one, changes=(), came=0, drafts=(), positions=(), findings=()) for one in kept)
    return tuple(told_fetch(one, ways) for one in kept if one.changes or one.came or one.texts or one.findings)
