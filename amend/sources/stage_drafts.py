"""The amendments of a stage as drafts: from a list of the Bills API and the paper, by the keys of the last fetch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from amend.drafting import papers
from amend.drafting.news import News, news
from amend.errors import AmendError, ReadError
from amend.formats import bills_api, draft
from amend.formats.bill_lists import BillStage
from amend.formats.files import read_bytes
from amend.formats.json_reply import Json, dumped, number_in, object_in, objects_in, reply_of, text_in
from amend.formats.listed import Paper, number_said
from amend.formats.source_record import Origin, origin_of
from amend.ledger import official
from amend.ledger.official import ACTOR, KeptFiles, ToKeep
from amend.ledger.workspace import Workspace
from amend.model.amendment import Amendment
from amend.model.finding import Finding
from amend.model.house import is_print_number
from amend.model.in_words import plural
from amend.sources.asked import Saved

_PAPER = "paper-"
"""How the key of an amendment begins that only the paper has."""


@dataclass(frozen=True, slots=True)
class FetchedAmendments:
    """The amendments of a stage as they were fetched. title: of the Bill. print: the number of the print that they are
    written to. files: the draft of each, from the root, in the order of the list. news: what changed since the last
    fetch; first: whether this is the first one. kept: what was recorded. findings: what did not come, and what is to be
    known of the list as a whole. faults: what is to be known of single amendments, whether or not they changed."""

    title: str
    stage: BillStage
    print: str
    amendments: tuple[Amendment, ...]
    files: tuple[str, ...]
    news: tuple[News, ...]
    first: bool
    kept: KeptFiles
    findings: tuple[Finding, ...] = ()
    faults: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class StageList:
    """What came of a stage. items: as the service gives them, in the order of the list. unfetched: those of which only
    the summary came. paper: that of the stage, None where there is none as XML. given: the file that a person saved."""

    title: str
    stage: BillStage
    print: str
    items: tuple[Json, ...]
    findings: tuple[Finding, ...]
    address: str
    at: float
    paper: Saved | None = None
    paper_address: str = ""
    given: str = ""
    unfetched: tuple[Json, ...] = ()


def item_id(item: Json) -> int:
    """The key of an amendment or motion in the service; of an amendment “id” is always 0."""
    inner = object_in(item, "amendment") or object_in(item, "motion") or item
    return number_in(inner, "amendmentId") or number_in(inner, "id")


def refuse_two_bills(items: Iterable[Json], bill: int, place: str) -> None:
    """Raises ReadError where amendments are of several Bills, as of two with one title. bill: the number of the Bill in
    the service that they must be of; 0 where nobody knows."""
    inner = (object_in(one, "amendment") or object_in(one, "motion") or one for one in items)
    found = {number_in(one, "billId") for one in inner} | {bill}
    if len(found - {0}) > 1:
        numbers = " and ".join(f"{one}" for one in sorted(found - {0}))
        raise ReadError(
            f"these are amendments to two Bills, {numbers} of the Bills API",
            place=place,
            remedy="use a workspace of its own for each",
        )


def _folder(title: str) -> str:
    return f"{official.bill_folder(title)}/amendments"


def _slug(stage: BillStage) -> str:
    return official.file_part(f"{stage.house} {stage.short}")


def _prefix(title: str, stage: BillStage) -> str:
    """How the names of the drafts of a stage begin."""
    return f"{official.bill_folder(title).rpartition('/')[2]}-{_slug(stage)}-"


def _drafts_before(space: Workspace, title: str, stage: BillStage) -> Iterator[tuple[Path, Amendment]]:
    """The drafts of a stage that the last fetch left, by name; what is wrong with others is for `status` to say."""
    folder = space.drafts / ACTOR
    for file in sorted(folder.glob(f"{_prefix(title, stage)}*.md")) if folder.is_dir() else ():
        with suppress(AmendError):
            yield file, draft.read(file)


def print_before(space: Workspace, title: str, stage: BillStage) -> str:
    """The number of the print that the drafts of a stage are to which stand there; "" where none says one."""
    said = (one.print for _, one in _drafts_before(space, title, stage) if one.stage == stage.short)
    return next(filter(is_print_number, said), "")


def items_before(space: Workspace, title: str, stage: BillStage) -> tuple[Json, ...]:
    """What the last fetch kept of a stage. Raises ReadError where somebody has damaged it."""
    file = space.root / _folder(title) / f"{_slug(stage)}.json"
    return tuple(objects_in(reply_of(read_bytes(file), str(file)))) if file.is_file() else ()


def _paper_before(space: Workspace, title: str, stage: BillStage) -> Paper:
    file = space.root / _folder(title) / f"{_slug(stage)}.akn"
    return papers.parse(read_bytes(file), place=str(file)) if file.is_file() else Paper()


def kept_stage(came: Callable[[], StageList], space: Workspace, *, again: bool) -> FetchedAmendments:
    """What came, as drafts, in one commit. came: is asked anew, with all that follows from it, when somebody records
    meanwhile. again: write each draft anew, for the print may be another."""
    found: list[FetchedAmendments] = []

    def made() -> ToKeep:
        told, files = _to_keep(came(), space, again)
        found.append(told)
        return files

    kept = official.keep_made(space, made)
    return replace(found[-1], kept=kept, findings=(*found[-1].findings, *kept.left))


def _to_keep(came: StageList, space: Workspace, again: bool) -> tuple[FetchedAmendments, ToKeep]:
    """What is told of the amendments that came, by what is here, and the files that are to be kept of them."""
    place = came.paper_address or came.address or came.given
    stored = space.root / _folder(came.title) / _slug(came.stage)
    first = not any(stored.with_name(f"{stored.name}.{ending}").is_file() for ending in ("json", "akn"))
    before_items = items_before(space, came.title, came.stage)
    before, _ = _amendments(before_items, _paper_before(space, came.title, came.stage), came)
    stood = _names(space, came, before)
    before = {key: one for key, one in before.items() if not _of_paper(key) or (space.root / stood[key]).exists()}
    paper = papers.parse(came.paper.data, place=place) if came.paper else _paper_before(space, came.title, came.stage)
    after, faults = _amendments(came.items, paper, came)
    names = _names(space, came, after)
    changed = news(_by_the_same_keys(before, after), after)
    touched = {one.key for one in changed}
    drafts = {
        names[key]: draft.dumps(one).encode()
        for key, one in after.items()
        if again or key in touched or not (space.root / names[key]).exists()
    }
    files: dict[str, bytes] = {}
    origins: list[Origin] = []
    waiting = {one.place for one in official.left_as_they_are(space, drafts)}
    for ending, data, address, at in _raw(_without_news(came, before_items, {k for k in after if names[k] in waiting})):
        origin = origin_of(data, address, at, came.given)
        origins.append(origin)
        files |= official.with_origin(f"{_folder(came.title)}/{_slug(came.stage)}.{ending}", data, origin)
    files |= drafts
    subject = f"{came.title}, {came.stage.called}: {plural(len(after), 'amendment')}"
    listed = tuple(replace(one, source=str(space.root / names[key])) for key, one in after.items())
    told = FetchedAmendments(
        came.title,
        came.stage,
        came.print,
        listed,
        tuple(names[key] for key in after),
        changed,
        first,
        KeptFiles(None),
        came.findings,
        faults,
    )
    return told, ToKeep(files, subject, origins)


def _without_news(came: StageList, before: Sequence[Json], keys: Collection[str]) -> StageList:
    """What came, but for those amendments as they were before: their drafts could not be written, and what is new of
    them is to be told, and written, by a later fetch."""
    stood = {f"{item_id(one)}": one for one in before}
    items = (stood.get(f"{item_id(one)}") if f"{item_id(one)}" in keys else one for one in came.items)
    return replace(came, items=tuple(one for one in items if one is not None))


def _by_the_same_keys(before: Mapping[str, Amendment], after: Mapping[str, Amendment]) -> dict[str, Amendment]:
    """The amendments of the last fetch, each by the key that it has now: what was in the paper alone may have come into
    the list since, or the other way round."""
    now = {one.dnum.casefold(): key for key, one in after.items() if one.dnum and key not in before}
    return {key if key in after else now.get(one.dnum.casefold(), key): one for key, one in before.items()}


def changed_between(
    before: tuple[bytes | None, bytes | None], after: tuple[bytes | None, bytes | None], place: str
) -> tuple[News, ...]:
    """What changed from one state of a stage to another, as a fetch kept them: of each the list of the service and the
    paper; None where there was none. Raises ReadError for what is neither."""
    then, now = (_of_kept(*state, place) for state in (before, after))
    return news(_by_the_same_keys(then, now), now)


def _of_kept(data: bytes | None, paper: bytes | None, place: str) -> dict[str, Amendment]:
    items = tuple(objects_in(reply_of(data, place))) if data is not None else ()
    read = papers.parse(paper, place=place) if paper is not None else Paper()
    return _amendments(items, read, StageList("", BillStage(0, "", ""), "", items, (), place, 0))[0]


def draft_name(prefix: str, key: str) -> str:
    """The name of the draft of an amendment that is new, by its key. prefix: of the drafts of that stage."""
    return f"{prefix}{official.file_part(key.removeprefix(_PAPER))}.md"


def _raw(came: StageList) -> list[tuple[str, bytes, str, float]]:
    """What is kept just as the source gave it: ending, content, address and time."""
    found = []
    if came.items or came.paper is None:
        ordered = sorted(came.items, key=item_id)
        found.append(("json", dumped(ordered), came.address, came.at))
    if came.paper is not None:
        found.append(("akn", came.paper.data, came.paper_address or came.address, came.paper.at))
    return found


def _amendments(
    items: Sequence[Json], paper: Paper, came: StageList
) -> tuple[dict[str, Amendment], tuple[Finding, ...]]:
    """The amendments of a list and those that only the paper has, each by its key; what is to be known of them."""
    found: dict[str, Amendment] = {}
    place = came.address or came.given
    given, motions = bills_api.without_motions(list(items), place)
    findings = [*motions]
    for item in given:
        id = item_id(item) if isinstance(item, dict) else 0
        amendment, faults = bills_api.in_item(item, place, f"{id}")
        findings += faults
        if amendment is not None:
            found[f"{id}"] = _said(amendment, came)
    if not paper.amendments:
        return found, papers.checked(Paper(amendments=tuple(found.values()), findings=tuple(findings))).findings
    waited = [Amendment("", text_in(one, "marshalledListText"), dnum=text_in(one, "dNum")) for one in came.unfetched]
    listed, printed = _known([*found.values(), *waited]), _known(paper.amendments)
    withdrawn = {number for number, _ in paper.withdrawn}
    missing = [one for one in paper.amendments if not _is_among(one, listed)]
    unprinted = [_name(one) for one in found.values() if not _is_among(one, printed) and one.number not in withdrawn]
    if items:
        findings += [
            Finding(
                "the paper has it, and the list of the service has not; it was taken from the paper", "", _name(one)
            )
            for one in missing
        ]
        if unprinted:
            told = f"the list has {len(unprinted)} that the paper has not: {', '.join(unprinted[:20])}"
            findings.append(Finding(told, came.paper_address or came.given))
    found |= {f"{_PAPER}{one.dnum.casefold() or _name(one)}": _said(one, came) for one in missing}
    checked = papers.checked(Paper(amendments=tuple(found.values()), findings=tuple(findings)))
    return found, checked.findings


def _said(amendment: Amendment, came: StageList) -> Amendment:
    """An amendment with what the stage says of it, in place of nothing."""
    return replace(
        amendment,
        print=amendment.print or came.print,
        house=amendment.house or came.stage.house,
        stage=amendment.stage or came.stage.short,
        source="",
    )


def _known(amendments: Iterable[Amendment]) -> dict[str, bool]:
    """By what a list knows its amendments: the numbers that they keep, and those that they have now, which tell one
    that has no other; for each whether it has one that it keeps."""
    found: dict[str, bool] = {}
    for one in amendments:
        found |= {f"number {number_said(one.number, one.amends).casefold()}": bool(one.dnum)} if one.number else {}
        found |= {f"dnum {one.dnum.casefold()}": True} if one.dnum else {}
    return found


def _is_among(one: Amendment, known: Mapping[str, bool]) -> bool:
    """Whether a list has an amendment: by the number that it keeps where both say it, else by the one that it has."""
    number = f"number {number_said(one.number, one.amends).casefold()}"
    if one.dnum and f"dnum {one.dnum.casefold()}" in known:
        return True
    return number in known and not (one.dnum and known[number])


def _of_paper(key: str) -> bool:
    return key.startswith(_PAPER)


def _name(one: Amendment) -> str:
    return number_said(one.number, one.amends) or one.dnum or one.words.split("\n")[0][:40]


def _names(space: Workspace, came: StageList, after: Mapping[str, Amendment]) -> dict[str, str]:
    """The file of each amendment, from the root: that of the last fetch, else one of its key."""
    folder, prefix = space.drafts / ACTOR, _prefix(came.title, came.stage)
    known: dict[str, str] = {}
    for file, one in _drafts_before(space, came.title, came.stage):
        known.setdefault(one.dnum.casefold(), file.name)
    known.pop("", None)
    names: dict[str, str] = {}
    for key, one in after.items():
        usual = draft_name(prefix, key)
        name = usual if (folder / usual).exists() else known.get(one.dnum.casefold(), usual)
        names[key] = f"drafts/{ACTOR}/{name if f'drafts/{ACTOR}/{name}' not in names.values() else usual}"
    return names
