"""What the fetches of late brought, read from the record alone: no source is asked.

A fetch keeps the list of the service and the paper just as they came, in one commit; so what changed is told again from
that commit and the one before it, by the code that told it when it was fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePosixPath

from amend.drafting.news import News, Touched
from amend.errors import AmendError, RecordError
from amend.formats.source_record import ENDING
from amend.ledger.git.entries import address
from amend.ledger.git.repository import Commit, FileChange, Repository
from amend.ledger.official import ACTOR, bill_folder
from amend.ledger.prints import AtHand
from amend.ledger.workspace import Workspace
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.sources.stage_drafts import changed_between, draft_name
from amend.sources.touches import TouchedPosition, drafts_touched, positions_touched

_KEPT = re.compile(r"(?P<folder>bills/(?P<bill>[^/]+))/amendments/(?P<stage>[^/]+)\.(?:json|akn)")
_SOURCE = re.compile(r"^Source: (\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class KeptChange:
    """One thing that changed in a list. draft: the file of the amendment, from the root; "" where there is none."""

    news: News
    draft: str = ""


@dataclass(frozen=True, slots=True)
class KeptNews:
    """What one fetch brought. commit: its id. at: when it was recorded. subject: "Ponds Bill, Commons Report stage: 4
    amendments". sources: the addresses that it came from. changes: in a list of amendments, in its order. came: how
    many amendments there are, where it was the first fetch of their stage, of which nothing is new or old. texts:
    prints, Acts and other files that are new or other, from the root. drafts, positions: ours that the changes touch,
    as they are now. findings: what cannot be told."""

    commit: str
    at: datetime
    subject: str
    sources: tuple[str, ...]
    changes: tuple[KeptChange, ...] = ()
    came: int = 0
    texts: tuple[str, ...] = ()
    drafts: tuple[Touched, ...] = ()
    positions: tuple[TouchedPosition, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def day(self) -> date:
        """The day on which it was recorded, where it was."""
        return self.at.date()


def kept_news(here: AtHand, *, days: int = 1, bill: str = "") -> tuple[KeptNews, ...]:
    """What the fetches of the last days brought on which any brought something, the newest first.

    here: what is at hand, in a workspace. days: how many of these days. bill: a title; what is of another Bill is left
    out; "" for all. Nothing for what is no workspace, or has no record yet. Raises RecordError.
    """
    if here.space is None:
        return ()
    try:
        repository = Repository.of(here.space)
        repository.head()
    except RecordError:
        return ()  # nobody can have fetched anything
    told = _CommitNews(here, here.space, repository)
    cut_off = repository.cut_off()  # of these nobody can tell what they changed
    commits = repository.commits("bills")
    fetches = [one for one in commits if one.address == address(ACTOR) and one.id not in cut_off]
    fetches.sort(key=lambda one: one.recorded, reverse=True)
    found: list[KeptNews] = []
    for commit in fetches:
        known = {one.day for one in found}
        if len(known) == days and commit.recorded.date() not in known:
            break
        one = told.of(commit, bill)
        if one.changes or one.came or one.texts or one.findings:
            found.append(one)
    return tuple(found)


class _CommitNews:
    """Tells of commits what they brought. The drafts as they are now are read once."""

    def __init__(self, here: AtHand, space: Workspace, repository: Repository) -> None:
        self._here, self._space, self._repository = here, space, repository
        self._official: list[Amendment] | None = None

    def of(self, commit: Commit, bill: str) -> KeptNews:
        """What a commit brought. bill: the title of the one that is asked about; "" for any."""
        subject = commit.subject.removeprefix(f"{ACTOR}: ")
        message = "\n".join([commit.body, *(f"{key}: {value}" for key, value in commit.trailers)])
        one = KeptNews(commit.id, commit.recorded, subject, tuple(dict.fromkeys(_SOURCE.findall(message))))
        changes = [change for change in commit.changes if not bill or self._is_of(change.path, bill)]
        texts = tuple(change.path for change in changes if _is_text(change.path))
        one = replace(one, texts=texts)
        stages = dict.fromkeys((found["folder"], found["bill"], found["stage"]) for found in _kept_in(changes))
        for folder, name, stage in stages:
            one = self._with_stage(one, commit, f"{folder}/amendments/{stage}", f"{name}-{stage}-")
        return one

    def _is_of(self, path: str, bill: str) -> bool:
        """Whether a file is of a Bill, or of none, as Acts and sitting days are."""
        of_none = path.count("/") == 1 or any(one.file == self._space.root / path for one in self._here.acts)
        return of_none or path.startswith(f"{bill_folder(bill)}/")

    def _with_stage(self, one: KeptNews, commit: Commit, stored: str, prefix: str) -> KeptNews:
        before = self._state(commit.parents[0], stored) if commit.parents else (None, None)
        after = self._state(commit.id, stored)
        try:
            changed = changed_between(before, after, stored)
        except AmendError as error:
            return replace(one, findings=(*one.findings, Finding(f"what changed cannot be told: {error}")))
        if before == (None, None):
            return replace(one, came=one.came + len(changed))
        drafts = self._drafts(prefix)
        named = tuple(KeptChange(news, _file(news, prefix, drafts)) for news in changed)
        listed = [drafts[place] for place in dict.fromkeys(change.draft for change in named) if place]
        print_ = next((each.print for each in listed), "")
        touched, findings = drafts_touched(self._here, self._space, listed, print_, changed)
        return replace(
            one,
            changes=(*one.changes, *named),
            drafts=(*one.drafts, *touched),
            positions=(*one.positions, *positions_touched(self._space, listed, changed)),
            findings=(*one.findings, *findings),
        )

    def _state(self, commit: str, stored: str) -> tuple[bytes | None, bytes | None]:
        """The list and the paper of a stage as they were kept at a commit; None for what was not there."""
        names = (f"{stored}.json", f"{stored}.akn")
        held = self._repository.files(commit, *names)
        contents = self._repository.contents(held.values())
        listed, paper = (contents.get(held.get(name, "")) for name in names)
        return listed, paper

    def _drafts(self, prefix: str) -> dict[str, Amendment]:
        """The drafts of the amendments of a stage as they are now, by their places from the root."""
        if self._official is None:
            folder = f"drafts/{ACTOR}/"
            found, _ = self._space.amendments()  # what is wrong with others is told elsewhere
            self._official = [one for one in found if self._space.place(one.source).startswith(folder)]
        named = {self._space.place(one.source): one for one in self._official}
        return {place: one for place, one in named.items() if PurePosixPath(place).name.startswith(prefix)}


def _file(news: News, prefix: str, drafts: dict[str, Amendment]) -> str:
    """The draft of an amendment that changed."""
    usual = f"drafts/{ACTOR}/{draft_name(prefix, news.key)}"
    if usual in drafts:
        return usual
    other = [place for place, one in drafts.items() if news.number and news.number in (one.number, one.dnum)]
    return other[0] if len(other) == 1 else ""


def _is_text(path: str) -> bool:
    return not path.endswith(ENDING) and not _KEPT.fullmatch(path)


def _kept_in(changes: Sequence[FileChange]) -> Iterator[re.Match[str]]:
    for change in changes:
        if found := _KEPT.fullmatch(change.path):
            yield found
